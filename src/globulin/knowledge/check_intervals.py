"""Reference intervals: no overlap, no silent gap, no band far from the others of its age."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from globulin.knowledge.library import Library, library_factors
from globulin.model import Analyte, ReferenceInterval
from globulin.units import convert

FAR_FROM_MEDIAN = 0.4
FEWEST_TO_COMPARE = 4
LIFETIME_DAYS = 36525


def check_intervals(library: Library) -> Iterator[str]:
    """Yield a line for every band that contradicts itself or its table."""
    bands = library.of("interval", ReferenceInterval)
    for band in bands.values():
        if band.analyte not in library.records["analyte"]:
            yield f"{library.places['interval', band.id]}: analyte {band.analyte!r} does not exist"
        where = f"{library.places['interval', band.id]}: {band.id}"
        if band.age_high_days is not None and band.age_high_days <= band.age_low_days:
            yield f"{where}: an age band without width"
        if band.low is not None and band.high is not None and band.low >= band.high:
            yield f"{where}: low {band.low} not below high {band.high}"
        if band.low is None and band.high is None:
            yield f"{where}: neither limit"
    for earlier, later in _neighbors(library):
        if earlier.age_high_days is None or earlier.age_high_days > later.age_low_days:
            where = library.places["interval", later.id]
            yield f"{where}: {later.id}: overlaps {earlier.id} in table {later.table}"
    yield from _defaults(library, list(bands.values()))


def _neighbors(library: Library) -> Iterator[tuple[ReferenceInterval, ReferenceInterval]]:
    """Yield each pair of counted bands of one table that follow each other for a sex, once."""
    tables: dict[tuple[str, str, bool | None], list[ReferenceInterval]] = defaultdict(list)
    for band in library.of("interval", ReferenceInterval).values():
        if band.counted:
            tables[band.analyte, band.table, band.pregnant].append(band)
    seen: set[tuple[str, str]] = set()
    for members in tables.values():
        ordered = sorted(members, key=lambda band: band.age_low_days)
        for sex in ("female", "male"):
            for earlier, later in pairwise(band for band in ordered if band.sex in {None, sex}):
                if (earlier.id, later.id) not in seen:
                    seen.add((earlier.id, later.id))
                    yield earlier, later


def report_gaps(library: Library) -> Iterator[str]:
    """Yield a line for each age between two counted bands of a table that has none."""
    for earlier, later in _neighbors(library):
        if earlier.age_high_days is not None and earlier.age_high_days < later.age_low_days:
            where = library.places["interval", later.id]
            yield f"{where}: {later.id}: no band of its table between {earlier.id} and it"


def _defaults(library: Library, bands: list[ReferenceInterval]) -> Iterator[str]:
    """Yield a line where the default table of an analyte does not cover every age once.

    Only an analyte whose results are judged needs a default.
    """
    analytes = library.of("analyte", Analyte)
    for analyte in sorted({band.analyte for band in bands}):
        default = [band for band in bands if band.analyte == analyte and band.default]
        tables = {band.table for band in default}
        if not tables and analyte in analytes and not analytes[analyte].directions:
            continue  # nothing is judged by it yet: the choice of a default is still open
        if len(tables) != 1:
            yield f"intervals: {analyte}: {len(tables)} default tables: expected one"
            continue
        for sex in sorted({band.sex for band in default}, key=str):
            ordered = sorted(
                (band for band in default if band.sex == sex), key=lambda b: b.age_low_days
            )
            yield from _holes(library, analyte, ordered)


def _holes(library: Library, analyte: str, ordered: list[ReferenceInterval]) -> Iterator[str]:
    if ordered[0].age_low_days != 0:
        yield f"intervals: {analyte}: the default begins at {ordered[0].age_low_days} days"
    for earlier, later in pairwise(ordered):
        if earlier.age_high_days != later.age_low_days:
            where = library.places["interval", later.id]
            yield f"{where}: {later.id}: a gap after {earlier.id} in the default table"
    if ordered[-1].age_high_days is not None:
        yield f"intervals: {analyte}: the default ends at {ordered[-1].age_high_days} days"


def report_far_intervals(library: Library) -> Iterator[str]:
    """Yield a line for each counted band with a limit far from the median of its age."""
    bands = [b for b in library.of("interval", ReferenceInterval).values() if b.counted]
    for analyte in library.of("analyte", Analyte).values():
        mine = [band for band in bands if band.analyte == analyte.id]
        for side in ("lower", "upper"):
            limits = dict(_limits(library, analyte, mine, side))
            for key, off in _far(mine, limits).items():
                where = library.places["interval", key]
                yield f"{where}: {key}: {side} limit {off:.0%} off the median of its age"


def _limits(
    library: Library, analyte: Analyte, bands: list[ReferenceInterval], side: str
) -> Iterator[tuple[str, float]]:
    """Yield each band's limit in the analyte's first unit.

    A band whose unit does not convert is an error already, by `check_units`.
    """
    factors = library_factors(library)
    for band in bands:
        limit = band.low if side == "lower" else band.high
        if limit is None or not analyte.units:
            continue
        unit = analyte.units[0]
        if band.unit == unit or factors.find(analyte.id, band.unit, unit) is not None:
            yield (
                band.id,
                convert(
                    limit, analyte=analyte.id, from_unit=band.unit, to_unit=unit, factors=factors
                ),
            )


def _far(bands: list[ReferenceInterval], limits: dict[str, float]) -> dict[str, float]:
    """Return how far off each band is that lies far from the median, at the first such age."""
    far: dict[str, float] = {}
    known = [band for band in bands if band.id in limits]
    for age in sorted({_middle(band) for band in known}):
        at_age = [band for band in known if _covers(band, age)]
        middle = median(limits[band.id] for band in at_age)
        if len(at_age) < FEWEST_TO_COMPARE or middle <= 0:
            continue
        for band in at_age:
            off = abs(limits[band.id] / middle - 1)
            if off > FAR_FROM_MEDIAN:
                far.setdefault(band.id, off)
    return far


def _middle(band: ReferenceInterval) -> int:
    """Return the age in the middle of a band; one without an end is taken to last a lifetime."""
    end = band.age_high_days or max(LIFETIME_DAYS, band.age_low_days)
    return (band.age_low_days + end) // 2


def _covers(band: ReferenceInterval, age_days: int) -> bool:
    below_end = band.age_high_days is None or age_days < band.age_high_days
    return band.age_low_days <= age_days and below_end
