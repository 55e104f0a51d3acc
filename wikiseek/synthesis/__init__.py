"""One item from root to verdicts, and a run of many: order, resume, funnel."""

from wikiseek.synthesis.attempt import Workshop
from wikiseek.synthesis.crew import Alone, Team, open_crew
from wikiseek.synthesis.item import tree_of
from wikiseek.synthesis.recheck import Recheck, recheck
from wikiseek.synthesis.run import Run
from wikiseek.synthesis.settings import Judged, RunSettings

__all__ = ["Alone", "Judged", "Recheck", "Run", "RunSettings", "Team", "Workshop", "open_crew", "recheck", "tree_of"]
