"""What is kept of an interpretation: everything that was decided, without the sentences.

Sentences change with every fact that is added; what was read, judged, found and left out does not.
`python -m tests.golden.outcome` writes the files anew: read the difference before you commit it.
"""

import json
from pathlib import Path
from typing import Any

from globulin.answers.reading import interpret_report
from globulin.intake import Told, parse_age, read_reports
from globulin.knowledge import Knowledge, open_knowledge
from globulin.model import Report
from globulin.render import render_interpretations

FOLDER = Path(__file__).with_name("reports")
EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = "2026-03-14"
# What is told beside an input, by its name.
BESIDE: dict[str, dict[str, Any]] = {
    "child-adult-range.txt": {"age": "9m", "sex": "male"},
    "all-low.txt": {"age": "30", "sex": "male", "findings": ("recurrent infections",)},
    "no-person.txt": {},
    "thick-blood.txt": {"age": "70", "sex": "male", "findings": ("nosebleeds", "blurred vision")},
}


def inputs() -> list[Path]:
    """Return the reports: those of the examples, and those beside this file."""
    own = [path for path in FOLDER.iterdir() if not path.name.endswith(".expected.json")]
    return sorted([*EXAMPLES.iterdir(), *own], key=lambda path: path.name)


def reports_of(path: Path, knowledge: Knowledge) -> list[Report]:
    """Return the reports of a file, read with what is told beside it."""
    beside = BESIDE.get(path.name, {})
    told = Told(
        age_days=parse_age(beside["age"]) if "age" in beside else None,
        sex=beside.get("sex"),
        findings=tuple((name, True) for name in beside.get("findings", ())),
        today=TODAY,
    )
    return [*read_reports(path.read_bytes(), knowledge, told=told, name=path.name)]


def outcome(path: Path, knowledge: Knowledge) -> str:
    """Return what was decided about each person of a report, as JSON."""
    decided = []
    for report in reports_of(path, knowledge):
        found = json.loads(
            render_interpretations([interpret_report(report, knowledge)], is_one_line=True)
        )
        decided.append(_decided(found))
    return json.dumps(decided, indent=1, ensure_ascii=False) + "\n"


def _decided(found: dict[str, Any]) -> dict[str, Any]:
    results = [
        {key: value for key, value in result.items() if key != "statements"}
        for result in found["results"]
    ]
    for result in results:
        if result["interval"] is not None:
            result["interval"].pop("source")
    return {
        "as_of": found["as_of"],
        "setting": found["setting"],
        "patient": found["patient"],
        "results": results,
        "findings": found["findings"],
        "patterns": [pattern["id"] for pattern in found["patterns"]],
        "red_flags": [
            {key: flag[key] for key in ("id", "urgency", "triggered_by")}
            for flag in found["red_flags"]
        ],
        # Their order moves with every figure that is weighed: which ones fit does not.
        "causes": sorted(cause["id"] for cause in found["causes"] if cause["fits"]),
        "trend": [
            {key: value for key, value in trend.items() if key not in {"statements", "repeat"}}
            for trend in found["trend"]
        ],
        "checks": found["checks"],
        "unread": found["unread"],
        "dropped": found["dropped"],
    }


def expected_file(path: Path) -> Path:
    """Return where the expected outcome of a report stands."""
    return FOLDER / f"{path.name}.expected.json"


def main() -> None:
    """Write the expected outcomes anew."""
    with open_knowledge() as knowledge:
        for path in inputs():
            expected_file(path).write_text(outcome(path, knowledge), encoding="utf-8")


if __name__ == "__main__":
    main()
