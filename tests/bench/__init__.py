"""Measurements, each printed beside its yardstick from the same run: make bench. They assert nothing."""
