"""Files of the analytes that have intervals and no file yet: known, and not asked about."""

from tools.import_evidence.laboratory_tables import Import, Row, read_rules

# After those that questions ask about.
FIRST_ORDER = 200


def write_analytes(run: Import) -> None:
    """Write a file for each analyte of the rules that has a name there."""
    for place, rule in enumerate(read_rules("analytes")):
        if run.writes and rule["name"]:
            path = run.knowledge / "analytes" / f"{rule['id']}.toml"
            path.write_text(_toml(rule, FIRST_ORDER + 10 * place), encoding="utf-8")


def _toml(rule: Row, order: int) -> str:
    lines = [f'id = "{rule["id"]}"', f'name = "{rule["name"]}"', f'short = "{rule["short"]}"']
    lines.append(f"synonyms = {_list(rule['synonyms'])}")
    if rule["loinc"]:
        lines.append(f'loinc = "{rule["loinc"]}"')
    if rule["note"]:
        lines.append(f"# {rule['note'].capitalize()}.")
    lines.append(f"units = {_list(rule['units'])}")
    lines += ["directions = []", "covered = false", "asked = false", f"order = {order}"]
    return "\n".join(lines) + "\n"


def _list(cell: str) -> str:
    return "[" + ", ".join(f'"{part}"' for part in cell.split(";") if part) + "]"
