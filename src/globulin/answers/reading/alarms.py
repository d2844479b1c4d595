"""The red flags of a report: by its values and findings, and by the words somebody used."""

from collections.abc import Mapping, Sequence

from globulin.answers.finish import URGENCY_ORDER
from globulin.answers.reading.telling import Telling
from globulin.answers.red_flags import denies, find_red_flags
from globulin.answers.tell_flags import tell_flag
from globulin.knowledge import Knowledge
from globulin.model import GivenFinding, RedFlag, RedFlagRule, Report, Rule
from globulin.reasoning import People, Program, Readings
from globulin.reasoning.people import SIDES, UNKNOWN
from globulin.reasoning.rules import holds


def find_alarms(
    program: Program,
    people: People,
    readings: Readings,
    report: Report,
    telling: Telling,
) -> tuple[RedFlag, ...]:
    """Return the red flags that this report raises, most urgent first.

    What somebody wrote counts also where it was not understood as a finding.
    """
    findings = report.findings
    codes = telling.knowledge.table("reports")["remarks"]["codes"]
    remarks = [left.text for left in report.unread if left.code in codes]
    remarks += report.overheard
    triggers: dict[str, tuple[str, ...]] = {}
    rules = {rule.id: rule for rule in program.red_flags}
    for key, column in readings.red_flags.items():
        if bool(column[0]):
            triggers[key] = _structured(rules[key], people, program.thresholds, findings)
    for rule, words in _spoken(people, findings, remarks, telling):
        triggers.setdefault(rule.id, words)
    found = sorted(
        (rules[key] for key in triggers), key=lambda rule: URGENCY_ORDER.index(rule.urgency)
    )
    return tuple(
        tell_flag(
            rule,
            triggers[rule.id],
            filler=telling.filler,
            interface=telling.interface,
            audience=telling.audience,
        )
        for rule in found
    )


def _spoken(
    people: People,
    findings: Sequence[GivenFinding],
    remarks: Sequence[str],
    telling: Telling,
) -> list[tuple[RedFlagRule, tuple[str, ...]]]:
    """Return the rules whose words somebody used, in findings that are not denied or in remarks.

    The words of one rule may stand in several findings.
    """
    told_of = {text: {True} for text in remarks} | _by_text(findings)
    texts = [
        given
        for given, told in told_of.items()
        if True in told or (False in told and denies(given, telling.knowledge))
    ]
    found = find_red_flags("\n".join(texts), telling.knowledge, is_told=True)
    return [(rule, words) for rule, words in found if _may_ring(rule, people, telling.knowledge)]


def _by_text(findings: Sequence[GivenFinding]) -> dict[str, set[bool | None]]:
    """Return what was told of each text: one text may name several findings."""
    told: dict[str, set[bool | None]] = {}
    for finding in findings:
        told.setdefault(finding.given, set()).add(finding.present)
    return told


def _may_ring(rule: RedFlagRule, people: People, knowledge: Knowledge) -> bool:
    """Tell whether the values let a rule for some analytes ring by its words.

    They do, where one of these analytes lies on a side that the rule names for values, or on
    none that is known.
    """
    measured = [a.id for a in knowledge.analytes() if a.directions and a.id in rule.analytes]
    sides: dict[str, set[str]] = {analyte: set() for analyte in measured}
    for part in rule.report:
        for analyte in measured:
            sides[analyte] |= {*part.sides.get(analyte, ()), *part.any_side}
    if not any(sides.values()):
        return True
    return any(
        int(people.side_of(analyte)[0]) in {UNKNOWN, *(SIDES[name] for name in names)}
        for analyte, names in sides.items()
        if names
    )


def _structured(
    rule: RedFlagRule,
    people: People,
    thresholds: Mapping[str, float],
    findings: Sequence[GivenFinding],
) -> tuple[str, ...]:
    """Return what made a rule hold, in the words of the input."""
    held = next(part for part in rule.report if bool(holds(part, people, thresholds)[0]))
    return (*_findings_of(held, people, findings), *_analytes_of(held, people))


def _findings_of(rule: Rule, people: People, findings: Sequence[GivenFinding]) -> list[str]:
    named = [key for key in (*rule.any_of, *rule.all_of) if bool(people.has(key)[0])]
    given = [finding.given for finding in findings if finding.id in named]
    return list(dict.fromkeys(given))


def _analytes_of(rule: Rule, people: People) -> list[str]:
    """Return the analytes of a rule that the input tells something of."""
    compared = [analyte for table in rule.thresholds() for analyte in table]
    named = dict.fromkeys([*rule.sides, *compared, *rule.just_outside])
    return [analyte for analyte in named if analyte in people.side]
