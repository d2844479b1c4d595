"""A laboratory's own reference interval, as it was given beside a report."""

from dataclasses import dataclass

from globulin.model.report import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnInterval:
    """One band of a laboratory's own: half-open in age, `low` to `high` in `unit`.

    An `age_high_days` of None has no upper end, a limit of None is open. `pregnant` True holds in
    pregnancy only, False outside it, None in both. `laboratory` and `method` are plain words;
    None holds for any. `line` is its place in the file.
    """

    analyte: str
    line: int
    unit: str
    low: float | None = None
    high: float | None = None
    sex: Sex | None = None
    age_low_days: int = 0
    age_high_days: int | None = None
    pregnant: bool | None = False
    method: str | None = None
    laboratory: str | None = None
