"""Flags: what sets a bank apart, in words that tables and sentences share."""

from __future__ import annotations

NO_TANGIBLE = "tangible equity negative"
"""A bank whose tangible equity is not positive: any loss is beyond all of it."""
