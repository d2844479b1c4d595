"""Bands of published tables: the default ones, those of an age, those of adults."""

from collections.abc import Iterable

from globulin.model import ReferenceInterval


def bands_at(
    bands: Iterable[ReferenceInterval], *, age_days: float, sex: str | None = None
) -> list[ReferenceInterval]:
    """Return the bands that hold at an age (half-open), for this sex or for any."""
    return [
        band
        for band in bands
        if band.age_low_days <= age_days
        and (band.age_high_days is None or age_days < band.age_high_days)
        and (band.sex is None or sex is None or band.sex == sex)
    ]


def default_bands(bands: Iterable[ReferenceInterval]) -> list[ReferenceInterval]:
    """Return the published default table, by age and sex."""
    default = [band for band in bands if band.default and not band.pregnant]
    return sorted(default, key=lambda band: (band.age_low_days, band.sex or ""))


def adult_bands(bands: Iterable[ReferenceInterval], *, age_days: float) -> list[ReferenceInterval]:
    """Return the counted bands of adults of an age, each table once for each sex it tells apart."""
    counted = [band for band in bands if band.counted and not band.pregnant]
    seen: set[tuple[str, str | None]] = set()
    chosen = []
    for band in bands_at(counted, age_days=age_days):
        if (band.table, band.sex) not in seen:
            seen.add((band.table, band.sex))
            chosen.append(band)
    return chosen
