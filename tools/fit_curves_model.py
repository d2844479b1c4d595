"""Fits a middle and a spread over age to bands of many tables, on the log scale.

One value of a person of age a and sex s is taken to be log-normal: exp(m(a) + s d(a) / 2 + S z).
A band tells of people of several ages: its middle is the mean of the curve over them, and its
spread holds how far the curve moves among them. How smooth each curve is, the tables decide: each
in turn is left out and foretold, and of what foretells about as well the simplest is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.fit_curves_rows import LIMIT_Z, Floats, Row, tables_of

# Ages are stretched by log(age + SHIFT): a week of a newborn counts as much as years of an adult.
SHIFT_DAYS = 30.0
OLDEST_DAYS = 36525.0
PIECES, DEGREE = 24, 3
# How stiff a curve is, from free to a straight line.
STIFFNESS = (0.1, 1.0, 10.0, 100.0, 1000.0, 10000.0)
# A curve that is the same at every age.
CONSTANT = 1e9
ROUNDS = 4
# How often trust in the tables is weighed anew: to the end, and where curves are only compared.
RESTARTS, FEW_RESTARTS = 12, 4
# A slope costs this share of a bend; from the age of adults on, whose bands are long, more: where
# the tables tell nothing of a slope, the curve has none.
SLOPE, ADULT_SLOPE = 0.1, 10.0
ADULT_DAYS = 20 * 365.25
# A table whose bands lie further off than so many times the usual counts less.
USUAL = 1.5
FEWEST_BOTH_SEXES = 3
# The first month, in which nothing tells the sexes apart.
NEWBORN = np.array([0.0, 30.0])


def stretch(ages: Floats) -> Floats:
    """Return ages on the scale of the fit."""
    return np.log(ages + SHIFT_DAYS)


def basis(ages: Floats) -> Floats:
    """Return cubic B-splines at ages: a row an age, a column a spline (Cox and de Boor)."""
    start, end = stretch(np.array([0.0, OLDEST_DAYS]))
    step = (end - start) / PIECES
    knots = start + step * np.arange(-DEGREE, PIECES + DEGREE + 1)
    x = np.clip(stretch(ages), start, end - 1e-9)[:, None]
    splines = ((x >= knots[:-1]) & (x < knots[1:])).astype(np.float64)
    for degree in range(1, DEGREE + 1):
        width = degree * step
        left = (x - knots[: -degree - 1]) / width * splines[:, :-1]
        right = (knots[degree + 1 :] - x) / width * splines[:, 1:]
        splines = left + right
    return splines


@dataclass(frozen=True, slots=True)
class Curve:
    """A smooth function of age, by its splines' heights."""

    heights: Floats

    def at(self, ages: Floats) -> Floats:
        """Return the curve at ages in days."""
        result: Floats = basis(ages) @ self.heights
        return result


@dataclass(frozen=True, slots=True)
class Fitted:
    """The curves of one analyte: middle, half the distance of the sexes, spread."""

    middle: Curve
    sexes: Curve
    spread: Curve
    stiffness: dict[str, float]

    def middle_at(self, ages: Floats, sex: float) -> Floats:
        """Return the logarithm of the median."""
        return self.middle.at(ages) + sex * self.sexes.at(ages) / 2.0

    def spread_at(self, ages: Floats) -> Floats:
        """Return the standard deviation of the logarithms."""
        return np.exp(self.spread.at(ages))


def smooth(design: Floats, target: Floats, weight: Floats, stiffness: float, order: int) -> Curve:
    """Return the curve nearest to the targets that bends (order 2) or climbs (1) little."""
    left = (design * weight[:, None]).T @ design + stiffness * _price(design.shape[1], order)
    # A trace of a ridge: a stretch of ages without any table must not make it unsolvable.
    left += 1e-9 * np.eye(len(left))
    return Curve(np.linalg.solve(left, design.T @ (weight * target)))


@dataclass(frozen=True, slots=True)
class Points:
    """What one curve is fitted to: a row an observation; `tables` says whose it is."""

    design: Floats
    target: Floats
    weight: Floats
    tables: tuple[str, ...]

    def chosen(self, keep: Floats) -> "Points":
        """Return the observations that are kept."""
        places = np.flatnonzero(keep)
        return Points(
            self.design[places],
            self.target[places],
            self.weight[places],
            tuple(self.tables[i] for i in places),
        )


def _price(size: int, order: int) -> Floats:
    """Return what bends and slopes cost: a quadratic form of the heights."""
    slope = np.diff(np.eye(size), axis=0)
    if order == 1:
        return slope.T @ slope
    bend = np.diff(np.eye(size), n=2, axis=0)
    start, end = stretch(np.array([0.0, OLDEST_DAYS]))
    # The middle of the splines that a step in height lies between.
    middles = start + (end - start) / PIECES * (np.arange(size - 1) - DEGREE / 2.0 + 0.5)
    is_adult = middles > stretch(np.array([ADULT_DAYS]))
    cost = np.where(is_adult, ADULT_SLOPE, SLOPE)
    result: Floats = bend.T @ bend + (slope * cost[:, None]).T @ slope
    return result


def robust(points: Points, stiffness: float, order: int, restarts: int = RESTARTS) -> Curve:
    """Return the curve, with tables that lie far from the others counting less."""
    names = sorted(set(points.tables))
    number = np.array([names.index(table) for table in points.tables])
    trust = np.ones(len(names))
    for _ in range(restarts):
        curve = smooth(
            points.design, points.target, points.weight * trust[number], stiffness, order
        )
        off = points.weight * (points.target - points.design @ curve.heights) ** 2
        far = np.sqrt(np.bincount(number, off) / np.bincount(number, points.weight) + 1e-12)
        trust = np.minimum(1.0, USUAL * np.median(far) / far)
    return curve


def choose(points: Points, order: int, tries: Sequence[float]) -> float:
    """Return the greatest stiffness that foretells left-out tables about as well as the best."""
    names = sorted(set(points.tables))
    losses = np.zeros((len(tries), len(names)))
    for column, name in enumerate(names):
        is_left_out = np.array([table == name for table in points.tables])
        rest, out = points.chosen(~is_left_out), points.chosen(is_left_out)
        for line, stiffness in enumerate(tries):
            curve = robust(rest, stiffness, order, FEW_RESTARTS)
            off = np.abs(out.target - out.design @ curve.heights)
            losses[line, column] = (out.weight * off).sum() / out.weight.sum()
    best = int(losses.mean(axis=1).argmin())
    more = losses - losses[best]
    error = more.std(axis=1, ddof=1) / np.sqrt(len(names))
    return max(t for t, m, e in zip(tries, more.mean(axis=1), error, strict=True) if m <= e)


def fit(rows: Sequence[Row]) -> Fitted:
    """Return the curves of one analyte."""
    sexes, stiff_sexes = _fit_sexes(rows)
    designs = np.array([basis(row.ages).mean(axis=0) for row in rows])
    weight = np.array([_span(row) for row in rows])
    spread = Curve(np.full(PIECES + DEGREE, np.log(np.nanmedian([row.spread for row in rows]))))
    middle = Curve(np.zeros(PIECES + DEGREE))
    moved = np.zeros(len(rows))
    told: dict[str, float] = {}
    for number in range(ROUNDS):
        is_first = number == 0
        points = _middles(rows, designs, weight, sexes, spread, moved)
        if is_first or number == 1:
            told["middle"] = choose(points, 2, STIFFNESS)
        middle = robust(points, told["middle"], 2)
        moved = np.array([float(middle.at(row.ages).var()) for row in rows])
        widths = _spreads(rows, designs, weight, moved)
        if is_first or number == 1:
            told["spread"] = choose(widths, 1, (*STIFFNESS, CONSTANT))
        spread = robust(widths, told["spread"], 1)
    return Fitted(middle, sexes, spread, told | {"sexes": stiff_sexes})


def _span(row: Row) -> float:
    """Return how much of the stretched ages a band covers: each table counts once at each age."""
    return _width(row.ages) / (1.0 if row.sex == 0.0 else 2.0)


def _width(ages: Floats) -> float:
    first, last = stretch(np.array([ages.min(), ages.max()]))
    return float(last - first)


def _middles(
    rows: Sequence[Row],
    designs: Floats,
    weight: Floats,
    sexes: Curve,
    spread: Curve,
    moved: Floats,
) -> Points:
    """Return the middles of bands, as if of both sexes; an upper limit alone is brought down."""
    sex, middle, high = (
        np.array([getattr(row, name) for row in rows]) for name in ("sex", "middle", "high")
    )
    down = LIMIT_Z * np.sqrt(np.exp(2.0 * (designs @ spread.heights)) + moved)
    target = np.where(np.isnan(middle), high - down, middle) - sex * (designs @ sexes.heights) / 2
    points = Points(designs, target, weight, tuple(row.table for row in rows))
    return points.chosen(~np.isnan(target))


def _spreads(rows: Sequence[Row], designs: Floats, weight: Floats, moved: Floats) -> Points:
    """Return the logarithms of the spreads, without what the curve moves inside the band."""
    spread = np.array([row.spread for row in rows])
    with np.errstate(invalid="ignore"):
        # No band is taken to be narrower than half of what it prints.
        left = np.sqrt(np.maximum(spread**2 - moved, spread**2 / 4.0))
    points = Points(designs, np.log(left), weight, tuple(row.table for row in rows))
    return points.chosen(~np.isnan(spread))


def _fit_sexes(rows: Sequence[Row]) -> tuple[Curve, float]:
    """Return how far women lie above men, from tables that tell them apart; else nowhere."""
    alike = Curve(np.zeros(PIECES + DEGREE))
    pairs = _pairs(rows)
    if len(tables_of(woman for woman, _ in pairs)) < FEWEST_BOTH_SEXES:
        return alike, CONSTANT
    designs = [basis(NEWBORN).mean(axis=0), *(basis(w.ages).mean(axis=0) for w, _ in pairs)]
    target = [0.0, *(woman.middle - man.middle for woman, man in pairs)]
    weight = [_width(NEWBORN), *(_width(woman.ages) for woman, _ in pairs)]
    tables = ("newborn", *(woman.table for woman, _ in pairs))
    points = Points(np.array(designs), np.array(target), np.array(weight), tables)
    stiffness = choose(points, 1, STIFFNESS)
    return robust(points, stiffness, 1), stiffness


def _pairs(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return the bands of women and men of one table and the same ages."""
    known = [row for row in rows if not np.isnan(row.middle)]
    men = {(row.table, row.start, row.end): row for row in known if row.sex < 0.0}
    women = {(row.table, row.start, row.end): row for row in known if row.sex > 0.0}
    return [(woman, men[place]) for place, woman in women.items() if place in men]
