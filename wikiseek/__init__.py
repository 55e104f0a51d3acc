"""wikiseek turns a local Wikipedia dump into deep-research questions with one answer, offline."""

__version__ = "0.1.0"
