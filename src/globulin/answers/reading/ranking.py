"""The causes of one person, ranked: probabilities for a clinician, their order for a patient."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.answers.reading.columns import OneJudged
from globulin.answers.reading.deciding import deciding_test
from globulin.answers.reading.evidence_rows import Rows
from globulin.answers.reading.own import number_of_case_mix
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.weighed_people import as_if_normal, weighed_people
from globulin.answers.select import is_for
from globulin.model import Band, BranchShare, CaseMix, CausePair, PossibleCause, Ranking, Statement
from globulin.reasoning import People
from globulin.reasoning.differential import (
    Differential,
    Ranked,
    find_pairs,
    make_differential,
    rank,
    weigh,
    with_case_mix,
)

DIGITS = 9
PATIENT = "patient"
# The bands of the contract.
LIKELY, LIKELY_LOW = 0.5, 0.2
POSSIBLE, POSSIBLE_HIGH = 0.05, 0.2
# A cause that does not fit the values is told in words from here on.
TOLD_FROM = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedCauses:
    """What an interpretation tells of the causes.

    `rows`, `ranked` and `setting` (its place) are what the numbers were made from; None where
    nothing was ranked.
    """

    ranking: Ranking
    branches: tuple[BranchShare, ...]
    causes: tuple[PossibleCause, ...]
    pairs: tuple[CausePair, ...]
    statements: tuple[Statement, ...]
    rows: Rows | None
    ranked: Ranked | None
    setting: NDArray[np.int8] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """How causes are to be ranked.

    `setting` is where the question is asked; None: every setting may be. `case_mix` is what the
    laboratory found in people; None: how common causes usually are. `is_normal`: what was not
    reported is taken as normal.
    """

    setting: str | None
    case_mix: CaseMix | None = None
    is_normal: bool = False


def rank_causes(
    people: People,
    results: Sequence[OneJudged],
    fitting: tuple[PossibleCause, ...],
    telling: Telling,
    asked: Asked,
) -> RankedCauses:
    """Return the causes of one person, by falling probability.

    Args:
        people: one person.
        results: the results that were judged.
        fitting: the causes that the results fit, with what is said of them.
        telling: the words.
        asked: how they are to be ranked.
    """
    differential = make_differential(telling.knowledge)
    if asked.case_mix is not None:
        differential = with_case_mix(differential, asked.case_mix)
    weighed = weighed_people(people, results, telling.knowledge)
    if not _can_attempt(differential, weighed):
        return RankedCauses(
            ranking="not_attempted",
            branches=(),
            causes=fitting,
            pairs=(),
            statements=(),
            rows=None,
            ranked=None,
            setting=None,
        )
    if asked.is_normal:
        weighed = as_if_normal(weighed, differential.tables.densities.analytes, differential.asked)
    place = np.array([differential.place_of_setting(asked.setting)], dtype=np.int8)
    ranked = rank(differential, weighed, place)
    details = weigh(differential.tables, weighed, place, keep=True)
    rows = Rows(differential, weighed, details, telling)
    is_ranked = bool(ranked.leads[0] >= differential.inputs.scalars["least_lead"])
    is_told = telling.audience != PATIENT
    return RankedCauses(
        ranking="ranked" if is_ranked else "cannot_rank",
        branches=_branches(differential, ranked, is_told=is_told),
        causes=_causes(rows, ranked, fitting, is_told=is_told),
        pairs=_pairs(rows, is_told=is_told),
        statements=_statements(rows, ranked, asked.setting, is_ranked=is_ranked),
        rows=rows,
        ranked=ranked,
        setting=place,
    )


def _can_attempt(differential: Differential, people: People) -> bool:
    """Tell whether anything is known of a class, or of a band."""
    bounds = people.bounds_of(differential.tables.densities.analytes)
    has_value = bool(np.isfinite(bounds).any())
    return has_value or any(people.has(finding)[0] for finding in differential.entrances)


def _branches(
    differential: Differential, ranked: Ranked, *, is_told: bool
) -> tuple[BranchShare, ...]:
    shares = [
        BranchShare(
            id=branch,
            probability=_told(ranked.branch_probability[0, place], is_told=is_told),
            low=_told(ranked.branch_low[0, place], is_told=is_told),
            high=_told(ranked.branch_high[0, place], is_told=is_told),
        )
        for place, branch in enumerate(differential.inputs.branches)
    ]
    order = np.argsort(-ranked.branch_probability[0], kind="stable")
    return tuple(shares[place] for place in order)


def _causes(
    rows: Rows, ranked: Ranked, fitting: tuple[PossibleCause, ...], *, is_told: bool
) -> tuple[PossibleCause, ...]:
    known = {cause.id: cause for cause in fitting}
    order = np.argsort(-ranked.probability[0], kind="stable")
    return tuple(_cause(rows, ranked, int(place), known, is_told=is_told) for place in order)


def _cause(
    rows: Rows,
    ranked: Ranked,
    place: int,
    known: dict[str, PossibleCause],
    *,
    is_told: bool,
) -> PossibleCause:
    condition = rows.differential.causes[place]
    numbers = (ranked.probability[0, place], ranked.low[0, place], ranked.high[0, place])
    cause = known.get(condition.id)
    if cause is None:
        about = condition.about if numbers[0] >= TOLD_FROM else ()
        cause = PossibleCause(
            id=condition.id,
            name=condition.name,
            branch=condition.branch,
            group=condition.group,
            must_not_miss=condition.must_not_miss,
            statements=tuple(
                rows.telling.filler.fill(s) for s in about if is_for(s, rows.telling.audience)
            ),
        )
    if not is_told:
        return cause
    return replace(
        cause,
        probability=_told(numbers[0], is_told=True),
        low=_told(numbers[1], is_told=True),
        high=_told(numbers[2], is_told=True),
        band=band_of(*map(float, numbers)),
        prior=_told(ranked.prior[0, place], is_told=True),
    )


def with_evidence(causes: tuple[PossibleCause, ...], rows: Rows) -> tuple[PossibleCause, ...]:
    """Return causes with what counts for or against each.

    It comes last: the sources of sentences have the first numbers. A patient reads in words what
    counts: no number, and only of causes that are told.
    """
    is_told = rows.telling.audience != PATIENT
    places = {cause.id: place for place, cause in enumerate(rows.differential.causes)}
    found = []
    for cause in causes:
        evidence = rows.of(places[cause.id]) if is_told or cause.statements else ()
        if not is_told:
            evidence = tuple(replace(row, likelihood_ratio=None) for row in evidence)
        found.append(replace(cause, evidence=evidence))
    return tuple(found)


def band_of(probability: float, low: float, high: float) -> Band:
    """Return the word for a probability with its 90 % interval, by the contract."""
    if probability >= LIKELY and low >= LIKELY_LOW:
        return "likely"
    return "possible" if probability >= POSSIBLE or high >= POSSIBLE_HIGH else "unlikely"


def _pairs(rows: Rows, *, is_told: bool) -> tuple[CausePair, ...]:
    differential, telling = rows.differential, rows.telling
    found = find_pairs(differential.tables, rows.people, rows.weighed, differential.alone)
    least = differential.inputs.scalars["least_pair"]
    names = telling.knowledge.table("differential")["numbers"]
    pairs = []
    for column in np.argsort(-found.times[0], kind="stable"):
        times = float(found.times[0, column])
        if times < least:
            break
        first, second = (differential.causes[place] for place in found.places[column])
        words = {"first": first.plain_name, "second": second.plain_name}
        facts = (names["least_pair"],)
        pairs.append(
            CausePair(
                causes=(first.id, second.id),
                statements=telling.say("report.pair", facts=facts, **words),
                times=_told(times, is_told=is_told),
            )
        )
    return tuple(pairs)


def _statements(
    rows: Rows, ranked: Ranked, setting: str | None, *, is_ranked: bool
) -> tuple[Statement, ...]:
    """Return what the order rests on, and what would decide where there is none."""
    telling, differential = rows.telling, rows.differential
    said = list(telling.say("report.ranking.rests_on"))
    said += _where_tested(rows, setting)
    if is_ranked:
        return tuple(said)
    first, second = np.argsort(-ranked.probability[0], kind="stable")[:2]
    words = {
        "first": differential.causes[first].plain_name,
        "second": differential.causes[second].plain_name,
    }
    test = deciding_test(rows, int(first), int(second))
    if test is None:
        return (*telling.say("report.ranking.cannot", **words), *said)
    words["test"] = test.name
    return (*telling.say("report.ranking.decides", **words), *said)


def _where_tested(rows: Rows, setting: str | None) -> tuple[Statement, ...]:
    """Return among whom causes are as common as they were taken to be."""
    telling = rows.telling
    if rows.differential.inputs.case_mix is None:
        return telling.say(f"report.ranking.{'no_setting' if setting is None else 'setting'}")
    own = number_of_case_mix(telling)
    said = telling.say("report.ranking.case_mix")
    return tuple(replace(one, sources=(*one.sources, own)) for one in said)


def _told(number: float, *, is_told: bool) -> float | None:
    return round(float(number), DIGITS) if is_told else None
