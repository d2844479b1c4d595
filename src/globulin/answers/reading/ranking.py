"""The causes of one person, ranked: probabilities for a clinician, their order for a patient."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from globulin.answers.reading.branch_words import tell_branches
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
class Weighing:
    """How the causes of a report are weighed.

    `setting` is where the question is asked; None: every setting may be. `case_mix` is what the
    laboratory found in people; None: how common causes usually are. `is_rest_normal`: what was
    not reported is taken as normal.
    """

    setting: str | None = None
    case_mix: CaseMix | None = None
    is_rest_normal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedCauses:
    """What an interpretation tells of the causes.

    `foremost` are the causes that a page tells first: likely or possible ones, and those that fit,
    must not be missed and are not very rare; the likeliest of these always.
    `rows`, `ranked` and `setting` (its place) are what the numbers were made from; None where
    nothing was ranked.
    """

    ranking: Ranking
    branches: tuple[BranchShare, ...]
    causes: tuple[PossibleCause, ...]
    pairs: tuple[CausePair, ...]
    statements: tuple[Statement, ...]
    foremost: tuple[str, ...]
    rows: Rows | None
    ranked: Ranked | None
    setting: NDArray[np.int8] | None


def rank_causes(
    people: People,
    results: Sequence[OneJudged],
    fitting: tuple[PossibleCause, ...],
    telling: Telling,
    weighing: Weighing,
) -> RankedCauses:
    """Return the causes of one person, by falling probability.

    Args:
        people: one person.
        results: the results that were judged.
        fitting: the causes that the results fit, with what is said of them.
        telling: the words.
        weighing: how the causes are weighed.
    """
    differential = make_differential(telling.knowledge)
    if weighing.case_mix is not None:
        differential = with_case_mix(differential, weighing.case_mix)
    weighed = weighed_people(people, results, telling.knowledge)
    if not _can_attempt(differential, weighed):
        return RankedCauses(
            ranking="not_attempted",
            branches=(),
            causes=fitting,
            pairs=(),
            statements=(),
            foremost=(),
            rows=None,
            ranked=None,
            setting=None,
        )
    if weighing.is_rest_normal:
        weighed = as_if_normal(weighed, differential.tables.densities.analytes, differential.asked)
    place = np.array([differential.place_of_setting(weighing.setting)], dtype=np.int8)
    ranked = rank(differential, weighed, place)
    details = weigh(differential.tables, weighed, place, keep=True)
    rows = Rows(differential, weighed, details, telling)
    is_ranked = bool(ranked.leads[0] >= differential.inputs.scalars["least_lead"])
    is_told = telling.audience != PATIENT
    return RankedCauses(
        ranking="ranked" if is_ranked else "cannot_rank",
        branches=_branches(rows, ranked, fitting, is_told=is_told),
        causes=_causes(rows, ranked, fitting, is_told=is_told),
        pairs=_pairs(rows, is_told=is_told),
        statements=(
            *(() if is_ranked else _undecided(rows, ranked)),
            *_rests_on(rows, weighing),
        ),
        foremost=_foremost(rows, ranked, fitting),
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
    rows: Rows, ranked: Ranked, fitting: tuple[PossibleCause, ...], *, is_told: bool
) -> tuple[BranchShare, ...]:
    """Return the branches, the likeliest one first: numbers for a clinician, else in words."""
    names = rows.differential.inputs.branches
    order = np.argsort(-ranked.branch_probability[0], kind="stable")
    columns = (ranked.branch_probability[0], ranked.branch_low[0], ranked.branch_high[0])
    numbers = {names[place]: tuple(float(c[place]) for c in columns) for place in order}
    words = {} if is_told else _in_words(numbers, fitting, rows.telling)
    return tuple(
        BranchShare(
            id=branch,
            probability=_told(probability, is_told=is_told),
            low=_told(low, is_told=is_told),
            high=_told(high, is_told=is_told),
            statements=words.get(branch, ()),
        )
        for branch, (probability, low, high) in numbers.items()
    )


def _in_words(
    numbers: dict[str, tuple[float, ...]], fitting: tuple[PossibleCause, ...], telling: Telling
) -> dict[str, tuple[Statement, ...]]:
    return tell_branches(
        tuple(numbers),
        {branch: band_of(*of_branch) for branch, of_branch in numbers.items()},
        {branch: probability for branch, (probability, *_) in numbers.items()},
        fitting,
        telling,
    )


def _causes(
    rows: Rows, ranked: Ranked, fitting: tuple[PossibleCause, ...], *, is_told: bool
) -> tuple[PossibleCause, ...]:
    known = {cause.id: cause for cause in fitting}
    order = np.argsort(-ranked.probability[0], kind="stable")
    return tuple(_cause(rows, ranked, int(place), known, is_told=is_told) for place in order)


def _foremost(rows: Rows, ranked: Ranked, fitting: tuple[PossibleCause, ...]) -> tuple[str, ...]:
    """Return the causes (ids) that a page tells first, the likeliest one first."""
    serious = {cause.id for cause in fitting if cause.must_not_miss}
    shown: dict[str, bool] = {}
    for place in np.argsort(-ranked.probability[0], kind="stable"):
        numbers = [float(n[0, place]) for n in (ranked.probability, ranked.low, ranked.high)]
        cause = rows.differential.causes[place].id
        is_told = cause in serious and (numbers[0] >= TOLD_FROM or True not in shown.values())
        if is_told or band_of(*numbers) != "unlikely":
            shown[cause] = cause in serious
    return tuple(shown)


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
            fits=False,
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


def _rests_on(rows: Rows, weighing: Weighing) -> tuple[Statement, ...]:
    """Return what the order rests on."""
    telling = rows.telling
    return (
        *telling.say("report.ranking.rests_on"),
        *_where_tested(rows, weighing.setting),
        *(telling.say("report.ranking.rest_normal") if weighing.is_rest_normal else ()),
    )


def _undecided(rows: Rows, ranked: Ranked) -> tuple[Statement, ...]:
    """Return that causes lie too close, and which test would decide, if any does."""
    telling, differential = rows.telling, rows.differential
    first, second = np.argsort(-ranked.probability[0], kind="stable")[:2]
    names = [differential.causes[place].plain_name for place in (first, second)]
    test = deciding_test(rows, int(first), int(second))
    return (
        *telling.say("report.ranking.cannot", first=names[0], second=names[1]),
        *(
            ()
            if test is None
            else telling.say("report.ranking.decides", test=test.name.partition(",")[0])
        ),
    )


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
