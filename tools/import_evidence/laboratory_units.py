"""Factors and spellings of units compared with those that the knowledge holds."""

from tools.import_evidence.laboratory_tables import Import, Row, read_csv, read_rules, rules_by_line

FILE = "unit_conversions"
# Two pages give the same factor with another number of digits.
CLOSE = 0.002


def compare_units(run: Import) -> None:
    """Tell for each factor and spelling whether it stands in the knowledge."""
    factors = read_csv(run.knowledge / "units.csv")
    spellings = {
        row["spelling"]: row["unit"] for row in read_csv(run.knowledge / "unit_spellings.csv")
    }
    rules = rules_by_line("unit_rows")
    names = {rule["evidence"]: rule["ucum"] for rule in read_rules("unit_names")}
    for line, row in run.rows(FILE):
        if row["factor"]:
            row |= {end: names.get(row[end], row[end]) for end in ("from_unit", "to_unit")}
        if line in rules:
            run.tell(FILE, line, rules[line][0]["fate"], rules[line][0]["reason"])
        elif _is_known(row, factors, spellings):
            run.tell(FILE, line, "standing already")
        else:
            run.problems.append(f"{FILE}:{line}: not in the knowledge, and no rule says why")


def _is_known(row: Row, factors: list[Row], spellings: dict[str, str]) -> bool:
    if row["analyte"] == "(spelling)":
        return spellings.get(row["from_unit"]) == row["to_unit"]
    return row["factor"] != "" and any(_is_same(row, factor) for factor in factors)


def _is_same(row: Row, factor: Row) -> bool:
    if factor["analyte"] not in {"*", row["analyte"]}:
        return False
    number, ours = float(row["factor"]), float(factor["factor"])
    if (factor["from_unit"], factor["to_unit"]) == (row["from_unit"], row["to_unit"]):
        return abs(ours - number) <= CLOSE * ours
    if (factor["to_unit"], factor["from_unit"]) == (row["from_unit"], row["to_unit"]):
        return abs(ours * number - 1.0) <= CLOSE
    return False
