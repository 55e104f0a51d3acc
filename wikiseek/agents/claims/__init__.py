"""What can be said of a page: claims read from its sentences, infobox and categories, and from other pages."""

from wikiseek.agents.claims.sources import claims_about

__all__ = ["claims_about"]
