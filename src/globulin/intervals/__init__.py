"""Chooses reference intervals and judges values by them.

This room refuses to know about causes. Its arrays come with `intervals.arrays`: choosing a band to
show needs none of them.
"""

from globulin.intervals.bands import adult_bands, bands_at, default_bands
from globulin.intervals.cautions import Cautions, make_cautions

__all__ = ["Cautions", "adult_bands", "bands_at", "default_bands", "make_cautions"]
