"""Engines run units of work in order, on this machine or on a cluster; they know nothing of Wikipedia."""

from wikiseek.engines.ahead import Ahead
from wikiseek.engines.beside import Beside
from wikiseek.engines.running import EngineName, run_units
from wikiseek.engines.worker import Bounds, Fault

__all__ = ["Ahead", "Beside", "Bounds", "EngineName", "Fault", "run_units"]
