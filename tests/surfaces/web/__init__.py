"""Tests of the web site."""
