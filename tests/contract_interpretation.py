"""The contract of an interpretation, field by field, as a check on a decoded JSON document."""

from typing import Any

from tests.contract import GROUPS, NEEDS_FACTS, STATEMENT_KINDS, URGENCIES, all_statements

TOP = {
    "schema": str,
    "knowledge_version": str,
    "as_of": str,
    "audience": str,
    "setting": (str, type(None)),
    "disclaimer": str,
    "patient": dict,
    "results": list,
    "findings": list,
    "patterns": list,
    "ranking": str,
    "branches": list,
    "causes": list,
    "pairs": list,
    "next_tests": list,
    "questions": list,
    "red_flags": list,
    "when_to_get_help": list,
    "trend": list,
    "checks": list,
    "unread": list,
    "dropped": dict,
    "sources": list,
}
PARTS = {
    "results": {
        "analyte",
        "loinc",
        "value",
        "unit",
        "comparator",
        "collected",
        "status",
        "reason",
        "reported",
        "interval",
        "flag",
        "zlog",
        "percentile",
        "times_upper_limit",
        "agreement",
        "assumed",
        "where",
    },
    "findings": {"given", "id", "hpo", "present", "where"},
    "patterns": {"id", "name", "statements"},
    "causes": {
        "id",
        "name",
        "branch",
        "group",
        "probability",
        "low",
        "high",
        "band",
        "must_not_miss",
        "prior",
        "evidence",
        "statements",
    },
    "questions": {"id", "text", "information_bits"},
    "red_flags": {"id", "urgency", "triggered_by", "statements"},
    "trend": {
        "analyte",
        "points",
        "change_percent",
        "reference_change_percent",
        "persistent",
        "verdict",
        "repeat",
    },
    "checks": {"level", "code", "where", "message"},
    "unread": {"where", "text", "reason", "code"},
    "sources": {"n", "id", "title", "publisher", "year", "url", "pmid", "doi"},
}
REPORTED = {"name", "code", "value", "unit", "interval", "flag"}
INTERVAL = {"low", "high", "unit", "basis", "source"}
AGREEMENT = {"below", "within", "above", "of"}
ALWAYS = {"none", "other"}
RANKINGS = {"ranked", "cannot_rank", "not_attempted"}
NUMBERS = ("probability", "low", "high", "band", "prior")
# Numbers are rounded to nine digits.
NEARLY = 1e-6
POINT = {"collected", "value", "unit", "where"}
VERDICTS = {"no_real_change", "rise", "fall", "not_comparable"}


def interpretation_problems(document: dict[str, Any]) -> list[str]:
    """Return a line for everything in which an interpretation differs from the contract."""
    found = [f"{key}: missing" for key in TOP if key not in document]
    if found:
        return found
    found += [
        f"{key}: expected {kind}"
        for key, kind in TOP.items()
        if not isinstance(document[key], kind)
    ]
    for part, fields in PARTS.items():
        for number, entry in enumerate(document[part]):
            found += [f"{part}[{number}].{name}: missing" for name in fields - entry.keys()]
    if found:
        return found
    for number, result in enumerate(document["results"]):
        found += [f"results[{number}]: {problem}" for problem in _result(result)]
    for number, trend in enumerate(document["trend"]):
        found += [f"trend[{number}]: {problem}" for problem in _trend(trend)]
    found += [problem for s in all_statements(document) for problem in _statement(document, s)]
    return found + _whole(document)


def _trend(trend: dict[str, Any]) -> list[str]:
    days = [point["collected"] for point in trend["points"]]
    checks = {
        "points": all(p.keys() >= POINT for p in trend["points"]),
        "two points in order of date": len(days) > 1 and days == sorted(days),
        "verdict": trend["verdict"] in VERDICTS,
        "persistent": trend["persistent"] in {True, False, None},
        "repeat": bool(trend["repeat"]["when"]) and bool(trend["repeat"]["why"]),
        "what was compared has a limit": trend["verdict"] == "not_comparable"
        or trend["reference_change_percent"] > 0,
    }
    return [name for name, holds in checks.items() if not holds]


def _result(result: dict[str, Any]) -> list[str]:
    interval, agreement = result["interval"], result["agreement"]
    judged = result["status"] == "judged"
    checks = {
        "reported": result["reported"].keys() >= REPORTED,
        "interval": interval is None or interval.keys() >= INTERVAL,
        "basis": interval is None or interval["basis"] in {"reported", "laboratory", "published"},
        "published intervals have sources": interval is None
        or interval["basis"] != "published"
        or bool(interval["source"]),
        # Where the unit is in doubt the value is null, and the range stands without a unit.
        "interval unit": interval is None
        or interval["unit"] == (None if result["value"] is None else result["unit"]),
        "flag": result["flag"] in {"L", "N", "H", "LL", "HH", None},
        "status": result["status"] in {"judged", "not_judged"},
        "a judged result has a flag": not judged or result["flag"] is not None,
        "one not judged has a reason": judged == (result["reason"] is None),
        "agreement": agreement is None
        or (
            agreement.keys() == AGREEMENT
            and sum(agreement[side] for side in ("below", "within", "above")) <= agreement["of"]
        ),
        "percentile": result["percentile"] is None or 0 <= result["percentile"] <= 100,
        "where": bool(result["where"]),
    }
    return [name for name, holds in checks.items() if not holds]


def _statement(document: dict[str, Any], statement: dict[str, Any]) -> list[str]:
    text = statement["text"]
    numbers = {source["n"] for source in document["sources"]}
    needs = statement["kind"] in NEEDS_FACTS
    checks = {
        "kind": statement["kind"] in STATEMENT_KINDS,
        "text": bool(text.strip()) and "{" not in text and "  " not in text,
        "facts": not needs or bool(statement["facts"]),
        "sources": not needs or bool(statement["sources"]),
        "source numbers": set(statement["sources"]) <= numbers,
    }
    return [f"{name} of {text[:60]!r}" for name, holds in checks.items() if not holds]


def _whole(document: dict[str, Any]) -> list[str]:
    causes = document["causes"]
    urgencies = [URGENCIES.index(flag["urgency"]) for flag in document["red_flags"]]
    n = [source["n"] for source in document["sources"]]
    used = {number for s in all_statements(document) for number in s["sources"]}
    used |= {m for r in document["results"] if r["interval"] for m in r["interval"]["source"]}
    used |= {m for cause in causes for row in cause["evidence"] for m in row["sources"]}
    used |= {
        m for step in (document["explanation"] or {}).get("steps", ()) for m in step["sources"]
    }
    checks = {
        "schema": document["schema"] == "globulin/interpretation/1",
        "none and other among the causes": {cause["id"] for cause in causes} >= ALWAYS,
        "red flags by urgency": urgencies == sorted(urgencies),
        "sources run from 1": n == list(range(1, len(n) + 1)),
        "every source is used": set(n) == used,
        "patient": document["patient"].keys() >= {"age_years", "sex", "pregnant"},
        "help is told to everyone": bool(document["when_to_get_help"]),
        "levels": all(c["level"] in {"error", "warning", "note"} for c in document["checks"]),
    }
    found = [name for name, holds in checks.items() if not holds]
    return found + _ranking(document)


def _ranking(document: dict[str, Any]) -> list[str]:
    """Return in what the causes differ from what the ranking and the audience ask for."""
    causes, branches, ranking = document["causes"], document["branches"], document["ranking"]
    given = [[cause[name] is not None for name in NUMBERS] for cause in causes]
    ratios = [row["likelihood_ratio"] is not None for c in causes for row in c["evidence"]]
    groups = [GROUPS.index(cause["group"]) for cause in causes]
    checks = {"ranking": ranking in RANKINGS}
    if ranking == "not_attempted":
        checks |= {
            "no number is faked": not any(map(any, given)) and not branches,
            "causes in the order of the groups": groups == sorted(groups),
        }
    elif document["audience"] == "patient":
        checks |= {
            "no number is told to a patient": not any(map(any, given)) and not any(ratios),
            "no number of a branch is told to a patient": all(
                branch[name] is None for branch in branches for name in NUMBERS[:3]
            ),
        }
    else:
        sums = [sum(entry["probability"] for entry in entries) for entries in (causes, branches)]
        order = [cause["probability"] for cause in causes]
        checks |= {
            "every number is told": all(map(all, given)) and all(ratios),
            "sums of 1": all(abs(total - 1.0) < NEARLY for total in sums),
            "causes by falling probability": order == sorted(order, reverse=True),
            "intervals hold the probability": all(
                entry["low"] <= entry["probability"] <= entry["high"]
                for entry in (*causes, *branches)
            ),
            "bands": all(cause["band"] == _band(cause) for cause in causes),
        }
    return [name for name, holds in checks.items() if not holds]


def _band(cause: dict[str, Any]) -> str:
    if cause["probability"] >= 0.5 and cause["low"] >= 0.2:
        return "likely"
    return "possible" if cause["probability"] >= 0.05 or cause["high"] >= 0.2 else "unlikely"
