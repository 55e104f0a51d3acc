"""Engines run units of work in order on some processes; they know nothing of Wikipedia."""

from wikiseek.engines.local import Bounds, run_units

__all__ = ["Bounds", "run_units"]
