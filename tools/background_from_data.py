"""How often a finding is there among the people of an open data set.

The rows of `knowledge/background_limits.csv` tell which column of which file makes a finding, and
beyond which limit; nothing medical stands here. Run it with the path of a data file:

    python tools/background_from_data.py nhanes-2017-2018-globulin.csv
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from statistics import NormalDist

LIMITS = Path(__file__).parents[1] / "knowledge" / "background_limits.csv"
# The two-sided 95 % interval.
Z = NormalDist().inv_cdf(0.975)
Row = dict[str, str]


def wilson(share: float, people: float) -> tuple[float, float]:
    """Return the ends of the 95 % interval of a share.

    >>> [round(100 * end, 1) for end in wilson(0.1, 100)]
    [5.5, 17.4]
    """
    spread = Z * Z / people
    centre = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / people + spread / (4 * people)) / (1 + spread)
    return centre - half, centre + half


def quantity(person: Row, column: str) -> float | None:
    """Return a person's value, or the ratio of two for `a/b`; None where one is missing."""
    numbers = [float(person[name]) if person[name] else None for name in column.split("/")]
    if None in numbers:
        return None
    first, *rest = [number for number in numbers if number is not None]
    return first / rest[0] if rest else first


def applies(person: Row, limit: Row) -> bool:
    """Return whether a limit is for this person: old enough, and of the group it names."""
    if limit["age"] and float(person[limit["age"]] or 0) < float(limit["from_age"]):
        return False
    wanted = [part.split("=") for part in limit["where"].split(";") if part]
    return all(person[column] == value for column, value in wanted)


def is_beyond(person: Row, limit: Row) -> bool | None:
    """Return whether the value is beyond the limit; None where that is not known."""
    value = quantity(person, limit["column"])
    if value is None:
        return False if limit["missing"] == "no" else None
    below = bool(limit["below"]) and value < float(limit["below"])
    return below or (bool(limit["above"]) and value > float(limit["above"]))


def weigh(people: Sequence[Row], limits: Sequence[Row]) -> list[tuple[float, bool]]:
    """Return the weight of every person whose answer is known, and the answer.

    Several limits make one finding: it is there when any of them is passed.
    """
    found = []
    for person in people:
        answers = [is_beyond(person, limit) for limit in limits if applies(person, limit)]
        if answers and None not in answers:
            weight = limits[0]["weight"]
            found.append((float(person[weight]) if weight else 1.0, any(answers)))
    return found


def rate(people: Sequence[Row], limits: Sequence[Row]) -> tuple[int, int, float, float, float]:
    """Return people, people with the finding, and the share with its ends in %.

    Survey weights make the sample count for less than its size: the interval uses Kish's
    effective number. The file holds no strata, so the true interval is somewhat wider.
    """
    weighed = weigh(people, limits)
    total = sum(weight for weight, _ in weighed)
    share = sum(weight for weight, there in weighed if there) / total
    effective = total * total / sum(weight * weight for weight, _ in weighed)
    low, high = wilson(share, effective)
    there = sum(answer for _, answer in weighed)
    return len(weighed), there, 100 * share, 100 * low, 100 * high


def rates(data: Path) -> Iterator[list[object]]:
    """Yield a line for every finding that the limits can make from this file."""
    by_finding: dict[str, list[Row]] = defaultdict(list)
    with LIMITS.open(encoding="utf-8", newline="") as stream:
        for limit in csv.DictReader(stream):
            if limit["data"] == data.stem:
                by_finding[limit["finding"]].append(limit)
    with data.open(encoding="utf-8", newline="") as stream:
        people = list(csv.DictReader(stream))
    for finding, limits in by_finding.items():
        count, there, *shares = rate(people, limits)
        yield [finding, count, there, *(f"{share:.2f}" for share in shares)]


if __name__ == "__main__":
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["finding", "n", "unweighted_events", "value", "low", "high"])
    table.writerows(rates(Path(sys.argv[1])))
