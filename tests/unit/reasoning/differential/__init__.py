"""Tests of the weighing of causes, over a small made-up world."""
