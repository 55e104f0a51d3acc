"""Many requests at a time in one llama.cpp context: continuous batching, shared prefixes, choices read from scores.

`Scheduler` decides what is computed next, `Desk` lets any thread ask it, `Statistics` says what it did.
"""

from wikiseek.llm.batching.admission import Limits
from wikiseek.llm.batching.desk import Desk
from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.options import Options
from wikiseek.llm.batching.scheduler import Outcome, Scheduler
from wikiseek.llm.batching.statistics import Statistics

__all__ = ["Desk", "Job", "Limits", "Options", "Outcome", "Scheduler", "Statistics"]
