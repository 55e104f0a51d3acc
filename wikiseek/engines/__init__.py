"""Engines run units of work in order on some processes; they know nothing of Wikipedia."""

from wikiseek.engines.local import run_units
from wikiseek.engines.worker import Bounds, Fault

__all__ = ["Bounds", "Fault", "run_units"]
