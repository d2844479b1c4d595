"""HPO's annotations of the diseases that are conditions here, content unaltered.

Left out: acute infections, whose annotations most likely speak of antibodies against the germ and
not of a total; the text-mined row (IEA) that calls the IgM of Waldenstrom polyclonal.
"""

from tools.import_evidence.conditions_tables import Import, Row, number, read_csv, read_rules

SOURCE = "hpo-annotations-2025-01-16"
TRAP = ("OMIM:153600", "HP:0003459")
PERCENT = 100


def import_phenotypes(run: Import) -> list[Row]:
    """Return the rows of `phenotypes.csv`."""
    conditions = {row["disease"]: row["condition"] for row in read_rules("phenotypes")}
    rows: dict[str, Row] = {}
    for row in read_csv(run.evidence / "hpo_immunoglobulin.csv"):
        condition = conditions.get(row["disease_id"])
        if condition is None or (row["disease_id"], row["hpo_id"]) == TRAP:
            continue
        made = _phenotype(row, condition)
        key, count = made["id"], 2
        while made["id"] in rows:
            made["id"], count = f"{key}-{count}", count + 1
        rows[made["id"]] = made
    return [rows[key] for key in sorted(rows)]


def _phenotype(row: Row, condition: str) -> Row:
    disease = row["disease_id"].replace(":", "-").lower()
    return {
        "id": f"{condition}--{row['hpo_id'].replace(':', '-').lower()}--{disease}",
        "condition": condition,
        "disease": row["disease_id"],
        "hpo": row["hpo_id"],
        "label": row["hpo_label"],
        "qualifier": row["qualifier"],
        "frequency_low": _percent(row["frequency_low"]),
        "frequency_high": _percent(row["frequency_high"]),
        "n_with": row["n_with"],
        "n_total": row["n_total"],
        "reference": row["reference"],
        "evidence": row["evidence"],
        "release": row["hpo_version"],
        "licence": row["licence"],
        "source": SOURCE,
    }


def _percent(fraction: str) -> str:
    return number(PERCENT * float(fraction)) if fraction else ""
