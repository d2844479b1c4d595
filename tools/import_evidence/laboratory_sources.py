"""The sources that what was loaded rests on: with clean addresses only."""

from tools.import_evidence.laboratory_tables import Import, Row, joined, read_csv, read_rules

FILE = "sources"
KINDS = {
    "lab_catalog": "laboratory-catalogue",
    "cohort": "study",
    "case_series": "study",
    "case_report": "study",
    "review": "review",
    "guideline": "guideline",
    "database": "data-set",
    "government": "standard",
    "reference_work": "reference-work",
}
NO_VALUE = "-"


def import_sources(run: Import) -> None:
    """Add each source that is used and not yet known to the end of `sources.csv`."""
    path = run.knowledge / "sources.csv"
    rows = read_csv(path)
    own = read_csv(run.knowledge / "own_readings.csv")
    known = {row["id"] for row in (*rows, *own)}
    rules = {rule["evidence"]: rule for rule in read_rules("sources")}
    evidence = dict(_by_id(run))
    added: dict[str, Row] = {}
    for key in sorted(run.sources):
        rule = rules.get(key, {})
        name = rule.get("id") or key
        if key not in evidence:
            if key not in known:
                run.problems.append(f"{FILE}: {key!r} is neither in the evidence nor known")
            continue
        line, row = evidence[key]
        if name in known or name in added:
            run.tell(FILE, line, "standing already")
            continue
        added[name] = _source(row, rule, name)
        run.tell(FILE, line, "corrected" if rule else "loaded", rule.get("reason", ""))
        if not added[name]["publisher"]:
            run.problems.append(f"{FILE}:{line}: {key}: no publisher")
    run.write("sources.csv", [*rows, *added.values()])


def _by_id(run: Import) -> list[tuple[str, tuple[int, Row]]]:
    return [(row["source_id"], (line, row)) for line, row in run.rows(FILE)]


def _source(row: Row, rule: Row, name: str) -> Row:
    """Return the source; a work with a PMID or DOI is shown by that and needs no address."""
    merged = {
        "id": name,
        "title": row["title"],
        "publisher": row["publisher_or_journal"],
        "year": row["year"],
        "url": "" if row["pmid"] or row["doi"] else row["url"],
        "pmid": row["pmid"],
        "doi": row["doi"],
        "kind": KINDS[row["kind"]],
        "licence": "",
        "note": row["note"],
    }
    for field in ("title", "publisher", "year", "url", "pmid", "doi", "kind"):
        if rule.get(field):
            merged[field] = "" if rule[field] == NO_VALUE else rule[field]
    merged["note"] = joined([merged["note"], rule.get("note", "")])
    return merged
