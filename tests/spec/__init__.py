"""Behaviour as tables."""
