"""The glossary that a metric's method names: formula, source and limits of each."""

from analytics.model.methods.entry import Method
from analytics.model.methods.market import METHODS

__all__ = ["METHODS", "Method"]
