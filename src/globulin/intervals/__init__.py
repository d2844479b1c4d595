"""Chooses reference intervals from published tables; this room knows nothing about causes."""

from globulin.intervals.bands import ADULT_AGE_DAYS, adult_bands, bands_at, default_bands

__all__ = ["ADULT_AGE_DAYS", "adult_bands", "bands_at", "default_bands"]
