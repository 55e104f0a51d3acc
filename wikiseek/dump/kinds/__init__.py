"""What an article is about, as a common noun ("tennis player"), read from its first sentence."""

from wikiseek.dump.kinds.kind import kind_of
from wikiseek.dump.kinds.lead import Lead, lead_of
from wikiseek.dump.kinds.nouns import is_kind, is_person_noun, singular

__all__ = ["Lead", "is_kind", "is_person_noun", "kind_of", "lead_of", "singular"]
