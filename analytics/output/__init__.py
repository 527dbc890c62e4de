"""Answers by view, as JSON, CSV and text."""
