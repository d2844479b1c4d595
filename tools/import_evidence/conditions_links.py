"""Findings in conditions: both arms of a study, and its ratio where it gives both."""

from tools.import_evidence.conditions_tables import (
    Case,
    Import,
    Row,
    blank_fact,
    cases,
    number,
    read_rules,
)

PERCENT = 100.0
POOLED = "meta-analysis"
NEAR = 0.15


def import_links(run: Import) -> None:
    """Add each share, its comparator and ratio, and link the row that the rules choose."""
    findings = run.names
    renamed = {row["finding"]: row["keep"] for row in read_rules("findings")}
    for case in cases(run, "cause_findings.csv"):
        raw = case.row["finding_id"]
        finding = case.get("finding", renamed.get(raw, raw))
        if finding not in findings:
            run.problems.append(f"{case.where}: finding {finding!r} does not exist")
            continue
        link = _facts(run, case, finding)
        for part in ("share", "without", "ratio", "ratio_negative"):
            run.tell(case.where, link[part])
        if case.rule["link"] == "yes" and link["share"]:
            run.links[link["id"]] = run.links.get(link["id"], {}) | link


def _facts(run: Import, case: Case, finding: str) -> Row:
    row = case.row
    link = {
        "id": f"{case.condition}--{finding}",
        "condition": case.condition,
        "finding": finding,
        "share": _share(run, case, finding),
        "without": "",
        "ratio": "",
        "ratio_negative": "",
    }
    if row["p_given_not"] and case.get("ratio") != "no":
        link["without"] = _without(run, case, finding)
    if link["without"] and row["p_given_cause"]:
        link["ratio"] = _ratio(run, case, finding, "")
        link["ratio_negative"] = _ratio(run, case, finding, "-negative")
    return link


def _share(run: Import, case: Case, finding: str) -> str:
    row = case.row
    if not row["p_given_cause"]:
        return ""
    value = number(PERCENT * float(row["p_given_cause"]))
    if case.rule["action"] == "held":
        fact = run.facts.get(case.rule["fact"])
        if fact is None or not fact["value"]:
            run.problems.append(f"{case.where}: fact {case.rule['fact']!r} has no share")
        elif abs(float(fact["value"]) - float(value)) > NEAR:
            run.problems.append(f"{case.where}: {fact['id']} is {fact['value']}, not {value}")
        return case.rule["fact"]
    key = f"{case.condition}-with-{finding}{_suffix(case)}"
    name = run.names.get(case.condition, case.condition)
    return run.add(
        _fact(run, case, key, value)
        | {
            "says": f"In {name}, the finding '{run.names[finding]}' was there in {value} % of"
            " people.",
        }
    )


def _suffix(case: Case) -> str:
    """Return what tells a row from the one that is linked: its source, or what the rule says."""
    suffix = case.get("suffix", "" if case.rule["link"] == "yes" else case.row["source_id"])
    return f"-{suffix}" if suffix else ""


def _fact(run: Import, case: Case, key: str, value: str) -> Row:
    row = case.row
    notes = [case.get("note"), f"study size {row['n']}" if row["n"] else "", row["note"]]
    return blank_fact(run, case, key) | {
        "kind": "share",
        "measure": "finding",
        "value": value,
        "unit": "%",
        "comparator": row["comparator"],
        "evidence": POOLED if case.get("pooled") else blank_fact(run, case, key)["evidence"],
        "note": "; ".join(note for note in notes if note),
    }


def _without(run: Import, case: Case, finding: str) -> str:
    if case.get("without"):
        return case.get("without")
    value = number(PERCENT * float(case.row["p_given_not"]))
    key = f"{case.condition}-without-{finding}{_suffix(case)}"
    people = case.row["comparator"] or "people without it"
    fact = _fact(run, case, key, value) | {
        "measure": "finding-without",
        "population": people,
        "comparator": "",
        "says": f"Among those compared with ({people}), the finding '{run.names[finding]}' was"
        f" there in {value} % of people.",
    }
    return run.add(fact)


def _ratio(run: Import, case: Case, finding: str, side: str) -> str:
    value = case.row["lr_neg" if side else "lr_pos"]
    share, other = float(case.row["p_given_cause"]), float(case.row["p_given_not"])
    # An arm of 0 or 1 is a bound: no ratio follows from it.
    if not value or (share in (0.0, 1.0) if side else not other or not share):
        return ""
    key = f"{case.condition}-{finding}-ratio{side}{_suffix(case)}"
    name = run.names.get(case.condition, case.condition)
    state = "absent" if side else "present"
    how = "as the pooling prints it" if case.get("pooled") else "computed from the study's two arms"
    return run.add(
        _fact(run, case, key, value)
        | {
            "kind": "accuracy",
            "measure": "likelihood-ratio-negative" if side else "likelihood-ratio",
            "unit": "times",
            "low": "" if side else case.get("ratio_low"),
            "high": "" if side else case.get("ratio_high"),
            "says": f"With the finding '{run.names[finding]}' {state}, the odds of {name} against"
            f" those compared with are multiplied by {value}.",
            "note": how,
        }
    )
