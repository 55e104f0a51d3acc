"""From the bytes of a Wikipedia dump to articles a person could read: `Page`, then `Entity`."""

from wikiseek.dump.admission import MAX_ID, inadmissible
from wikiseek.dump.kinds import is_kind, is_person_noun, singular
from wikiseek.dump.multistream import ranges, stream_offsets
from wikiseek.dump.reader import DumpReader, open_dump, read_pages, read_range, site_info
from wikiseek.dump.titles import SiteInfo, link_target, namespace_of, normalize_title
from wikiseek.dump.wikitext import read_entity, read_plainly

__all__ = [
    "MAX_ID",
    "DumpReader",
    "SiteInfo",
    "inadmissible",
    "is_kind",
    "is_person_noun",
    "link_target",
    "namespace_of",
    "normalize_title",
    "open_dump",
    "ranges",
    "read_entity",
    "read_pages",
    "read_plainly",
    "read_range",
    "singular",
    "site_info",
    "stream_offsets",
]
