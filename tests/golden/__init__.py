"""Whole reports in, the whole outcome out, byte for byte."""
