"""Levels and priors of the evidence as facts; a row that stands already is compared with it."""

from tools.import_evidence.conditions_tables import (
    WRITTEN,
    Case,
    Import,
    Row,
    blank_fact,
    cases,
    number,
    read_rules,
)

NOT_TOLD = "not told"
PER_100000 = 100_000.0
PERCENT = 100.0
# Evidence rounds to whole per cents where a count stands behind it.
NEAR = 0.03


def import_levels(run: Import) -> None:
    """Add each level that no fact tells yet."""
    measures = {row["measure"]: row for row in read_rules("measures")}
    for case in cases(run, "cause_levels.csv"):
        rule = measures[case.row["statistic"]]
        factor = float(rule["factor"])
        if case.rule["action"] == "held":
            _compare(run, case, _in_any_unit(_scaled(case.row["value"], factor)))
            continue
        analyte = case.get("analyte", case.row["analyte"])
        measure = case.get("measure", rule["our_measure"])
        key = f"{case.condition}-{analyte}-{measure}-{case.row['source_id']}".lower()
        if measure == "range":
            key += f"-{case.rule['line']}"
        fact = blank_fact(run, case, key) | {
            "kind": case.get("kind", rule["kind"]),
            "analyte": analyte,
            "measure": measure,
            "value": _scaled(case.row["value"], factor),
            "low": case.row["value_low"],
            "high": case.row["value_high"],
            "unit": case.get("unit", rule["unit"] or case.row["unit"]),
            "n": case.get("n", case.row["n"]),
            "comparator": case.row["comparator"].replace("none", ""),
            "population": case.get("population", case.row["population"]),
            "measured_by": case.get("measured_by", NOT_TOLD),
        }
        fact["says"] = _says(run, case, rule, fact)
        run.tell(case.where, run.add(fact))


def import_priors(run: Import) -> None:
    """Add each prior with its fact; a share among a part names its population."""
    measures = {row["measure"]: row for row in read_rules("measures")}
    for case in cases(run, "priors.csv"):
        value, unit = _rate(case.row)
        rule = measures[case.row["measure"]]
        if case.rule["action"] == "held":
            key = case.rule["fact"]
            _compare(run, case, [value, number(float(value) * 1000), number(float(value) / 1000)])
        else:
            fact = blank_fact(run, case, _prior_key(case, rule)) | {
                "kind": rule["kind"],
                "measure": rule["our_measure"],
                "value": value,
                "low": case.get("low"),
                "high": case.get("high"),
                "unit": unit,
                "n": case.get("n"),
                "events": case.get("events"),
                "population": _who(case),
                "measured_by": case.get("measured_by"),
                "note": case.get("note", case.row["note"]),
            }
            fact["says"] = _says(run, case, rule, fact)
            key = run.tell(case.where, run.add(fact))
        if case.get("prior") != "no":
            _prior(run, case, key)


def import_derived(run: Import) -> None:
    """Add what we worked out ourselves, with the facts that each was computed from."""
    for row in read_rules("derived"):
        run.add(
            dict.fromkeys(run.facts[row["uses"].split(";")[0]], "")
            | {
                name: row[name]
                for name in ("id", "subject", "analyte", "value", "low", "high", "says", "note")
            }
            | {
                "kind": "share" if row["population"] else "frequency",
                "measure": row["measure"],
                "unit": "%",
                "valid_within": row["population"],
                "evidence": "our-reading",
                "sources": row["sources"],
                "date": WRITTEN,
            }
        )
        if row["prior"] == "no":
            continue
        run.priors.setdefault(
            f"prior-{row['id']}",
            {
                "id": f"prior-{row['id']}",
                "condition": row["subject"],
                "setting": "general-population",
                "population": row["population"],
                "fact": row["id"],
                "uses": row["uses"],
                "note": row["note"],
            },
        )


def _prior(run: Import, case: Case, fact: str) -> None:
    key = f"prior-{fact}"
    if key in run.priors:
        return
    run.priors[key] = {
        "id": key,
        "condition": case.condition,
        "setting": case.get("setting"),
        "population": case.get("population_id"),
        "fact": fact,
        "uses": "",
        "note": run.facts[fact]["population"] or _who(case),
    }


def _prior_key(case: Case, rule: Row) -> str:
    key = f"{case.condition}-{rule['our_measure']}-{case.row['source_id']}"
    return f"{key}-{case.get('suffix')}" if case.get("suffix") else key


def _rate(row: Row) -> tuple[str, str]:
    """Return a share in % or a rate per 100000, whatever the evidence counts it by."""
    value = float(row["value"])
    if not row["per"]:
        return number(value), "people"
    if float(row["per"]) == PER_100000:
        return number(value), "per 100000"
    return number(PERCENT * value / float(row["per"])), "%"


def _who(case: Case) -> str:
    parts = [case.get("population", case.row["population"]), case.row.get("age_sex", "")]
    return ", ".join(part for part in parts if part)


def _scaled(value: str, factor: float) -> str:
    return number(float(value) * factor) if value else ""


def _says(run: Import, case: Case, rule: Row, fact: Row) -> str:
    people = f"{fact['n']} people: " if fact["n"] else ""
    name = run.names.get(case.condition, case.condition)
    who = people + (fact["population"] or name)
    words = rule["words"] if fact["unit"] != "times" else "{analyte} was {value} times in {who}"
    text = words.format(
        analyte=fact["analyte"] or "An immunoglobulin",
        name=name,
        who=who,
        **{part: fact[part] for part in ("value", "low", "high", "unit")},
    )
    return f"{text}."


def _in_any_unit(value: str) -> list[str]:
    """Return a number also as a share, in g/dL and in g/L: facts keep the unit of their source."""
    factors = (1.0, 100.0, 0.01, 0.001)
    return [number(float(value) * factor) for factor in factors] if value else []


def _compare(run: Import, case: Case, values: list[str]) -> None:
    """Note a problem where the fact that is said to hold a row tells another number."""
    fact = run.facts.get(case.rule["fact"])
    if fact is None:
        run.problems.append(f"{case.where}: fact {case.rule['fact']!r} does not exist")
        return
    run.tell(case.where, fact["id"])
    told = [float(fact[part]) for part in ("value", "low", "high") if fact[part]]
    given = [float(value) for value in values if value]
    if given and told and not any(abs(a - b) <= NEAR * abs(b) + 0.05 for a in given for b in told):
        run.problems.append(f"{case.where}: {fact['id']} tells {told}, the evidence {given}")
