"""The sources that new facts rest on: PMID or DOI first, never the address of a copy."""

from urllib.parse import urlsplit

from tools.import_evidence.conditions_tables import Import, Row, read_csv, read_rules

KINDS = {
    "review": "review",
    "guideline": "guideline",
    "reference_work": "reference-work",
    "lab_catalog": "laboratory-catalogue",
    "government": "web-page",
}
NONE = "-"


def import_sources(run: Import) -> list[Row]:
    """Return `sources.csv` with what new facts need added."""
    path = run.knowledge / "sources.csv"
    rows = read_csv(path)
    known = {row["id"] for row in rows}
    known |= {row["id"] for row in read_csv(run.knowledge / "own_readings.csv")}
    rules = {row["id"]: row for row in read_rules("sources")}
    mirrors = [row["id"] for row in read_csv(run.knowledge / "mirror_hosts.csv")]
    for fact in run.added.values():
        keep = []
        for key in fact["sources"].split(";"):
            rule = rules.get(key, {})
            name = rule.get("keep") or key
            keep.append(name)
            if name in known:
                continue
            if name not in run.sources:
                run.problems.append(f"{fact['id']}: source {name!r} is in no pack")
                continue
            known.add(name)
            rows.append(_source(run.sources[name], rule, mirrors))
        fact["sources"] = ";".join(keep)
    return rows


def _source(row: Row, rule: Row, mirrors: list[str]) -> Row:
    host = urlsplit(row["url"]).hostname or ""
    is_copy = any(host == mirror or host.endswith(f".{mirror}") for mirror in mirrors)
    made = {
        "id": row["source_id"],
        "title": row["title"],
        "publisher": row["publisher_or_journal"],
        "year": row["year"],
        "url": "" if is_copy or row["pmid"] or row["doi"] else row["url"],
        "pmid": row["pmid"],
        "doi": row["doi"],
        "kind": KINDS.get(row["kind"], "study"),
        "licence": "",
        "note": rule.get("note", ""),
    }
    for name in ("title", "publisher", "year", "url", "pmid", "doi", "kind"):
        if rule.get(name):
            made[name] = "" if rule[name] == NONE else rule[name]
    return made
