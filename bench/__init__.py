"""Benchmarks: each prints its figure, its yardstick measured in the same run, and the ratio."""
