"""The red flags of a report: by its values and findings, and by the words somebody used."""

from collections.abc import Mapping, Sequence

from globulin.answers.finish import URGENCY_ORDER
from globulin.answers.reading.telling import Telling
from globulin.answers.red_flags import find_red_flags
from globulin.model import GivenFinding, RedFlag, RedFlagRule, Rule
from globulin.reasoning import People, Program, Readings
from globulin.reasoning.people import HIGH, UNKNOWN
from globulin.reasoning.rules import holds
from globulin.vocabulary import tokenize


def find_alarms(
    program: Program,
    people: People,
    readings: Readings,
    findings: Sequence[GivenFinding],
    telling: Telling,
) -> tuple[RedFlag, ...]:
    """Return the red flags that this report raises, most urgent first."""
    triggers: dict[str, tuple[str, ...]] = {}
    rules = {rule.id: rule for rule in program.red_flags}
    for key, column in readings.red_flags.items():
        if bool(column[0]):
            triggers[key] = _structured(rules[key], people, program.thresholds, findings)
    for rule, words in _spoken(people, findings, telling):
        triggers.setdefault(rule.id, words)
    found = sorted(
        (rules[key] for key in triggers), key=lambda rule: URGENCY_ORDER.index(rule.urgency)
    )
    return tuple(
        RedFlag(
            id=rule.id,
            urgency=rule.urgency,
            triggered_by=triggers[rule.id],
            statements=tuple(telling.filler.fill(sentence) for sentence in rule.statements),
        )
        for rule in found
    )


def _spoken(
    people: People, findings: Sequence[GivenFinding], telling: Telling
) -> list[tuple[RedFlagRule, tuple[str, ...]]]:
    """Return the rules whose words somebody used for a finding that is not denied.

    A rule for some analytes holds where one of them is raised, or was not told.
    """
    language = telling.knowledge.table("language")
    found = []
    for finding in findings:
        if finding.present is False:
            continue
        tokens = tokenize(finding.given)
        for rule, words in find_red_flags(tokens, telling.knowledge, set(), language):
            sides = [int(people.side_of(analyte)[0]) for analyte in rule.analytes]
            if not sides or any(side in {HIGH, UNKNOWN} for side in sides):
                found.append((rule, words))
    return found


def _structured(
    rule: RedFlagRule,
    people: People,
    thresholds: Mapping[str, float],
    findings: Sequence[GivenFinding],
) -> tuple[str, ...]:
    """Return what made a rule hold, in the words of the input."""
    held = next(part for part in rule.report if bool(holds(part, people, thresholds)[0]))
    return (*_findings_of(held, people, findings), *_analytes_of(held))


def _findings_of(rule: Rule, people: People, findings: Sequence[GivenFinding]) -> list[str]:
    named = [key for key in (*rule.any_of, *rule.all_of) if bool(people.has(key)[0])]
    given = [finding.given for finding in findings if finding.id in named]
    return list(dict.fromkeys(given))


def _analytes_of(rule: Rule) -> list[str]:
    return list(dict.fromkeys([*rule.sides, *rule.above, *rule.below, *rule.just_outside]))
