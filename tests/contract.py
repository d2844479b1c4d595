"""The contract of an answer, field by field, as a check on a decoded JSON document."""

from typing import Any

STATEMENT_KINDS = {"assertion", "advice", "question", "note"}
NEEDS_FACTS = {"assertion", "advice"}
STATUSES = {"answered", "not_covered", "refused"}
INTENTS = {
    "causes",
    "meaning",
    "normal_range",
    "what_is",
    "abbreviation",
    "next_steps",
    "urgency",
    "lowering",
    "follow_up_test",
    "prognosis",
    "pattern",
    "interpretation",
    "out_of_scope",
}
GROUPS = (
    "infection",
    "autoimmune",
    "liver",
    "blood-clone",
    "immunodeficiency",
    "medicine",
    "protein-loss",
    "physiological",
    "artefact",
    "other",
)
VERDICTS = {"supported", "qualified", "contradicted", "unknown"}
URGENCIES = ("emergency", "same_day", "within_days", "routine")
FIELDS = {
    "schema": str,
    "knowledge_version": str,
    "status": str,
    "question": str,
    "title": str,
    "slug": str,
    "disclaimer": str,
    "route": dict,
    "key_facts": list,
    "sections": list,
    "causes": list,
    "claims": list,
    "red_flags": list,
    "when_to_get_help": list,
    "terms": list,
    "next_steps": list,
    "sources": list,
    "related": list,
}


def all_statements(page: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every statement of an answer, wherever it stands, in order."""
    found: list[dict[str, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if {"text", "kind", "facts", "sources"} <= node.keys():
                found.append(node)
                return
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(page)
    return found


def shown_statements(page: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the statements that stand on the page, each once: `causes` repeats its section."""
    return all_statements({key: value for key, value in page.items() if key != "causes"})


def problems(page: dict[str, Any]) -> list[str]:
    """Return a line for everything in which an answer differs from the contract."""
    found = [
        f"{name}: expected {kind.__name__}"
        for name, kind in FIELDS.items()
        if not isinstance(page.get(name), kind)
    ]
    if found:
        return found
    found += _head(page)
    for statement in all_statements(page):
        found += _statement(page, statement)
    found += _lists(page)
    return found


def _head(page: dict[str, Any]) -> list[str]:
    route = page["route"]
    expected = ("intent", "analyte", "direction", "condition", "redirect", "confidence", "read_as")
    checks = {
        "schema": page["schema"] == "globulin/answer/1",
        "status": page["status"] in STATUSES,
        "route fields": all(name in route for name in expected),
        "intent": route.get("intent") in INTENTS,
        "direction": route.get("direction") in {"high", "low", None},
        "confidence": 0 <= route.get("confidence", -1) <= 1,
        "updated": "updated" in page,
        "interpretation": "interpretation" in page,
    }
    return [f"{name}: not as the contract says" for name, holds in checks.items() if not holds]


def _statement(page: dict[str, Any], statement: dict[str, Any]) -> list[str]:
    text = statement["text"]
    numbers = {source["n"] for source in page["sources"]}
    checks = {
        "kind": statement["kind"] in STATEMENT_KINDS,
        "text": bool(text.strip()) and "{" not in text,
        "facts": statement["kind"] not in NEEDS_FACTS or bool(statement["facts"]),
        "sources": statement["kind"] not in NEEDS_FACTS or bool(statement["sources"]),
        "source numbers": set(statement["sources"]) <= numbers,
    }
    return [f"{name} of {text[:60]!r}" for name, holds in checks.items() if not holds]


def _lists(page: dict[str, Any]) -> list[str]:
    groups = [GROUPS.index(cause["group"]) for cause in page["causes"]]
    flags = [URGENCIES.index(flag["urgency"]) for flag in page["red_flags"]]
    numbers = [source["n"] for source in page["sources"]]
    used = {n for statement in all_statements(page) for n in statement["sources"]}
    used |= {n for number in _figure_sources(page) for n in number}
    checks = {
        "causes in the order of the groups": groups == sorted(groups),
        "red flags by urgency": flags == sorted(flags),
        "source numbers run from 1": numbers == list(range(1, len(numbers) + 1)),
        "every source is used": set(numbers) == used,
        "verdicts": all(claim["verdict"] in VERDICTS for claim in page["claims"]),
        "urgencies": all(step["urgency"] in URGENCIES for step in page["next_steps"]),
        "source fields": all(
            {"n", "id", "title", "publisher", "year", "url", "pmid", "doi"} <= source.keys()
            for source in page["sources"]
        ),
        "terms are explained": all(
            term["id"] and term["term"] and term["statements"] for term in page["terms"]
        ),
        "every explanation has facts and sources": all(
            statement["facts"] and statement["sources"]
            for term in page["terms"]
            for statement in term["statements"]
        ),
        "no term is explained twice": len({term["id"] for term in page["terms"]})
        == len(page["terms"]),
        "related fields": all({"slug", "question"} <= entry.keys() for entry in page["related"]),
    }
    return [name for name, holds in checks.items() if not holds]


def _figure_sources(page: dict[str, Any]) -> list[list[int]]:
    return [
        item["sources"]
        for section in page["sections"]
        for block in section["blocks"]
        if block.get("figure")
        for item in block["figure"]["items"]
    ]
