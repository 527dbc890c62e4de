"""Measures that subjects share."""
