"""Doubts that judging raises about a result: its flag, its range, its unit."""

from globulin.answers.reading.columns import FAR_OUT, OneJudged, Reach, reach_of
from globulin.intervals.judge import REPORTED
from globulin.model import Analyte, Flag, Suggested
from globulin.reasoning.people import HIGH, LOW, NORMAL, UNKNOWN
from globulin.units import Factors, convert

FLAG_OF: dict[int, Flag] = {LOW: "L", NORMAL: "N", HIGH: "H"}


def flag_disagrees(one: OneJudged) -> bool:
    """Tell whether the sender's flag says another side than the interval used."""
    is_both = one.result.flag is not None and one.side != UNKNOWN
    return is_both and one.result.flag is not None and one.result.flag[0] != FLAG_OF[one.side]


def contradicts_tables(one: OneJudged) -> bool:
    """Tell whether every published table that may apply contradicts the printed range.

    It may be the range of another age.
    """
    return int(one.judged.basis[one.row]) == REPORTED and contradicting(one)


def contradicting(one: OneJudged) -> bool:
    """Tell whether every published table that may apply puts a value on another side."""
    if one.side == UNKNOWN:
        return False
    counts = {LOW: one.judged.below, NORMAL: one.judged.within, HIGH: one.judged.above}
    of = int(one.judged.tables[one.row])
    return of > 0 and any(
        side != one.side and int(column[one.row]) == of for side, column in counts.items()
    )


def likelier_unit(
    one: OneJudged, analyte: Analyte, factors: Factors, reach: Reach
) -> Suggested | None:
    """Return another unit in which the number of a far too low result would be an ordinary one."""
    result, low, high = one.result, one.number("low"), one.number("high")
    if one.side != LOW or reach_of(one, reach) not in FAR_OUT or result.value is None:
        return None
    for unit in analyte.units:
        if unit == result.unit or low is None or high is None:
            continue
        amount = convert(
            result.value,
            analyte=analyte.id,
            from_unit=unit,
            to_unit=analyte.units[0],
            factors=factors,
        )
        if low <= amount <= high:
            return Suggested(value=result.value, unit=unit)
    return None
