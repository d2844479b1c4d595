"""One judged result, as numbers and in words."""

from dataclasses import replace

from globulin.answers.fill import Filler
from globulin.answers.reading.columns import OneJudged, Reach, reach_of
from globulin.answers.reading.doubts import FLAG_OF, contradicts_tables, flag_disagrees
from globulin.answers.reading.grown import place_of_tables
from globulin.answers.reading.telling import Telling
from globulin.answers.reading.used import CHOSEN_WORDS, place_of_interval, used_interval
from globulin.intervals.choose import NO_BAND
from globulin.intervals.judge import LABORATORY, REPORTED
from globulin.intervals.tables import ANY_SEX
from globulin.model import (
    Agreement,
    Analyte,
    Flag,
    JudgedResult,
    Limits,
    ReferenceInterval,
    Statement,
    UsedInterval,
)
from globulin.reasoning.people import HIGH, LOW, NORMAL, UNKNOWN
from globulin.units import format_number

DIGITS = 4
AGE_NOT_KNOWN = "age_not_known"
# Reasons for which the unit of a number is in doubt.
UNIT_DOUBTS = ("unit_", "range_not_of_test")
PLACE_OF = {HIGH: "report.above", LOW: "report.below"}


def tell_result(one: OneJudged, analyte: Analyte, telling: Telling, reach: Reach) -> JudgedResult:
    """Return a result as the contract shows it, with the sentences that say it."""
    result = one.result
    used, bands = used_interval(one, analyte, telling)
    reason = _reason(one)
    flag = _flag(one)
    words = _words(one, analyte, telling, used)
    return JudgedResult(
        analyte=result.analyte,
        loinc=result.loinc,
        value=result.value,
        unit=result.unit,
        comparator=result.comparator,
        collected=result.collected,
        status="judged" if reason is None else "not_judged",
        reason=reason and telling.knowledge.table("reports")["refusals"][reason],
        reported=result.reported,
        interval=used,
        flag=flag,
        zlog=_round(one.number("zlog")),
        percentile=_round(one.number("percentile")),
        times_upper_limit=_round(one.number("times_upper_limit")),
        agreement=agreement_of(one),
        assumed=_assumed(one, telling),
        where=result.where,
        statements=_statements(one, telling, reach, words, used, reason, bands),
    )


def is_open(one: OneJudged) -> bool:
    """Tell whether a value that can be used was put on no side."""
    return one.amount is not None and one.side == UNKNOWN


def lacks_age(one: OneJudged) -> bool:
    """Tell whether a value was put on no side for want of an age only."""
    return is_open(one) and _reason(one) == AGE_NOT_KNOWN


def agreement_of(one: OneJudged) -> Agreement:
    """Return how the published tables that may apply judge the value."""
    if one.amount is None:
        return Agreement(below=0, within=0, above=0, of=0)
    judged, row = one.judged, one.row
    return Agreement(
        below=int(judged.below[row]),
        within=int(judged.within[row]),
        above=int(judged.above[row]),
        of=int(judged.tables[row]),
    )


def _flag(one: OneJudged) -> Flag | None:
    """Return our flag; the critical ones, and any without a number, are the sender's."""
    sent = one.result.flag
    if one.amount is None:
        return sent
    own = FLAG_OF.get(one.side)
    return sent if sent in {"LL", "HH"} and own is not None and sent[0] == own else own


def _reason(one: OneJudged) -> str | None:
    """Return the code of the reason why a result was not judged, or None."""
    if one.result.refusal is not None:
        return one.result.refusal
    return _why_no_side(one) if one.side == UNKNOWN else None


def _why_no_side(one: OneJudged) -> str:
    """Return the code of the reason why a number was put on no side."""
    basis, is_open = int(one.judged.basis[one.row]), one.result.comparator is not None
    if basis == LABORATORY and int(one.judged.own_band[one.row]) == NO_BAND:
        return "own_intervals_disagree"
    if is_open and basis in {REPORTED, LABORATORY}:
        return "beyond_limit_of_method"
    if one.result.age_days is None:
        return AGE_NOT_KNOWN
    if agreement_of(one).of == 0:
        return "no_interval"
    if bool(one.measured.pregnant[one.row]):
        return "pregnant"
    return "sex_not_known" if int(one.measured.sex[one.row]) == ANY_SEX else "tables_disagree"


def _words(
    one: OneJudged, analyte: Analyte, telling: Telling, used: UsedInterval | None
) -> dict[str, str]:
    """Return the words of one result that sentences take."""
    result = one.result
    filler = replace(telling.filler, units=telling.units_of(analyte, result.unit))
    agreement = agreement_of(one)
    words = {
        "analyte": analyte.short,
        "tables.below": str(agreement.below),
        "tables.within": str(agreement.within),
        "tables.above": str(agreement.above),
        "tables.of": str(agreement.of),
        "tables.open": str(agreement.open),
    }
    if result.flag is not None:
        words["flag"] = telling.reading["flags"][result.flag]
    if one.amount is not None and result.unit is not None and result.value is not None:
        value = filler.in_units("value_words", analyte=analyte.id, unit=result.unit, n=result.value)
        pattern = telling.reading["comparators"][result.comparator or "="]
        words["value"] = pattern.format(value=value)
        if used is not None and used.unit is not None:
            words["interval"] = interval_words(
                filler, analyte, Limits(low=used.low, high=used.high, unit=used.unit)
            )
    return words


def interval_words(filler: Filler, analyte: Analyte, limits: Limits) -> str:
    """Return a range, or the one end it has, in both units."""
    unit = limits.unit or ""
    if limits.low is not None and limits.high is not None:
        return filler.in_units(
            "range_words", analyte=analyte.id, unit=unit, low=limits.low, high=limits.high
        )
    if limits.low is not None:
        return filler.in_units("from_words", analyte=analyte.id, unit=unit, low=limits.low)
    return filler.in_units("to_words", analyte=analyte.id, unit=unit, high=limits.high)


def _statements(
    one: OneJudged,
    telling: Telling,
    reach: Reach,
    words: dict[str, str],
    used: UsedInterval | None,
    reason: str | None,
    bands: list[ReferenceInterval],
) -> tuple[Statement, ...]:
    """Return the sentences of one result, the value first."""
    said = list(telling.say(_value_place(one, words), **words))
    said += _interval_statements(one, telling, words, used, bands)
    said += _side_statements(one, telling, reach, words, reason)
    said += _flag_statements(one, telling, words)
    said += _agreement_statements(agreement_of(one), telling, words, is_judged=reason is None)
    if contradicts_tables(one):
        said += telling.say("report.contradicts_tables", **words)
    return tuple(said)


def _interval_statements(
    one: OneJudged,
    telling: Telling,
    words: dict[str, str],
    used: UsedInterval | None,
    bands: list[ReferenceInterval],
) -> tuple[Statement, ...]:
    """Return which interval was used, and why it is not the printed one."""
    is_set_aside = bool(one.judged.is_set_aside[one.row])
    why = telling.say("report.set_aside", **words) if is_set_aside else ()
    if used is None or "interval" not in words:
        return why
    if used.basis != "reported" and not is_set_aside:
        why = telling.say("report.no_range", **words)
    facts = [band.id for band in bands]
    return (*why, *telling.say(place_of_interval(one, used), facts=facts, **words))


def tell_briefly(
    one: OneJudged, analyte: Analyte, telling: Telling, reach: Reach
) -> tuple[Statement, ...]:
    """Return a result in two sentences: the value, and where it lies or why that is not told."""
    used, _ = used_interval(one, analyte, telling)
    words = _words(one, analyte, telling, used)
    value = telling.say(_value_place(one, words), **words)
    side = _side_statements(one, telling, reach, words, _reason(one))
    # Without a side of its own, what the laboratory said is told first.
    flag = _flag_statements(one, telling, words)
    return (*value[:1], *(flag if one.side == UNKNOWN else ())[:1], *side[:1])


def tell_by_tables(
    one: OneJudged, analyte: Analyte, telling: Telling, *, is_adult: bool
) -> tuple[Statement, ...]:
    """Return how many published tables call a value what, at the age told or as one of an adult."""
    agreement = agreement_of(one)
    words = _words(one, analyte, telling, None)
    place = place_of_tables(agreement, is_adult=is_adult)
    return telling.say(place, **words) if agreement.of else ()


def _value_place(one: OneJudged, words: dict[str, str]) -> str:
    """Return the place of the sentence that tells the value, or why there is none."""
    if "value" in words:
        return "report.value"
    if one.result.refusal == "no_value":
        return "report.value_missing"
    return "report.value_none" if one.result.refusal == "not_a_number" else "report.value_unused"


def _side_statements(
    one: OneJudged, telling: Telling, reach: Reach, words: dict[str, str], reason: str | None
) -> tuple[Statement, ...]:
    """Return where the value lies and how far out, or why that is not told."""
    far = reach_of(one, reach)
    if reason is not None:
        return telling.say(_not_judged_place(telling, reason), **words)
    if far == "inside":
        return telling.say("report.within", **words)
    if far is None:
        return ()
    limit = one.number("low" if one.side == LOW else "high")
    is_open = int(one.judged.basis[one.row]) == REPORTED and limit is None
    place = f"{PLACE_OF[one.side]}.{'open' if is_open else far}"
    own = f"{place}.{one.result.analyte}"
    return telling.say(own if own in telling.places else place, **words)


def _agreement_statements(
    agreement: Agreement, telling: Telling, words: dict[str, str], *, is_judged: bool
) -> tuple[Statement, ...]:
    """Return how many published tables call the value what, and advice where they disagree.

    A value that was not judged has its advice already.
    """
    if not agreement.of:
        return ()
    counts = {
        "below": agreement.below,
        "within": agreement.within,
        "above": agreement.above,
    }
    for side, count in counts.items():
        if count == agreement.of:
            return telling.say(f"report.agreement.all_{side}", **words)
    said = list(telling.say("report.agreement.some", **words))
    if sum(counts.values()) < agreement.of:
        said += telling.say("report.agreement.open", **words)
    has_sides = sum(1 for count in counts.values() if count) > 1
    if is_judged and has_sides:
        said += telling.say("report.disagree", **words)
    return tuple(said)


def _flag_statements(
    one: OneJudged, telling: Telling, words: dict[str, str]
) -> tuple[Statement, ...]:
    """Return what the laboratory's own flag says, where that is not told already."""
    if one.result.flag is None:
        return ()
    if flag_disagrees(one):
        return telling.say("report.flag_differs", **words)
    return telling.say("report.flag", **words) if one.side == UNKNOWN else ()


def _not_judged_place(telling: Telling, reason: str) -> str:
    place = f"report.not_judged.{reason}"
    if place in telling.places:
        return place
    return f"report.not_judged.{'unit' if reason.startswith(UNIT_DOUBTS) else 'other'}"


def _assumed(one: OneJudged, telling: Telling) -> tuple[str, ...]:
    """Return in words what had to be assumed of the person."""
    words = telling.reading["assumed"]
    if one.amount is None:
        return ()
    assumed = []
    if one.result.age_days is None:
        assumed.append(words["age"])
    if int(one.measured.sex[one.row]) < 0:
        assumed.append(words["sex"])
    choice = CHOSEN_WORDS.get(int(one.judged.choice[one.row]))
    basis = int(one.judged.basis[one.row])
    if bool(one.measured.pregnant[one.row]) and choice is None and basis != LABORATORY:
        assumed.append(words["pregnant"])
    if basis == LABORATORY and int(one.judged.own_band[one.row]) == NO_BAND:
        choice = "own_open"
    if choice is not None:
        assumed.append(telling.knowledge.table("reports")["assumed"][choice])
    return tuple(assumed)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def side_word(one: OneJudged, telling: Telling) -> str:
    """Return on which side of the range used the value lies, in words."""
    names = {LOW: "low", NORMAL: "normal", HIGH: "high"}
    return str(telling.reading[f"side_{names.get(one.side, 'unknown')}"])


def number_text(value: float | None) -> str:
    """Return a number for a table of a clinician."""
    return "" if value is None else format_number(value)
