"""The agents that grow and word a tree: browser, planner, writer, and the plans code finds for them."""

from wikiseek.agents.browser import Browser, Offer
from wikiseek.agents.growth import Barren, Effort, Finding, Found, Grower, Grown, target_json
from wikiseek.agents.planner import Option, Planner
from wikiseek.agents.plans import Barred, Limits, Plans
from wikiseek.agents.roots import root_order
from wikiseek.agents.wording import clause_words
from wikiseek.agents.writer import Draft, Writer, draft

__all__ = [
    "Barred",
    "Barren",
    "Browser",
    "Draft",
    "Effort",
    "Finding",
    "Found",
    "Grower",
    "Grown",
    "Limits",
    "Offer",
    "Option",
    "Planner",
    "Plans",
    "Writer",
    "clause_words",
    "draft",
    "root_order",
    "target_json",
]
