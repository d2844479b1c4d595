"""Tests of `answers.understanding`."""
