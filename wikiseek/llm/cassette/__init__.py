"""A record of every model call of a run, by content, so that the run can be replayed without a model."""

from wikiseek.llm.cassette.call import Call, call_name, request_key
from wikiseek.llm.cassette.contents import Contents, contents
from wikiseek.llm.cassette.folder import Cassette, Turn, end_refresh, is_refreshing
from wikiseek.llm.cassette.pruning import Pruned, prune
from wikiseek.llm.cassette.recorder import Mode, Recorder
from wikiseek.llm.cassette.transfer import Imported, export_calls, import_calls

__all__ = [
    "Call",
    "Cassette",
    "Contents",
    "Imported",
    "Mode",
    "Pruned",
    "Recorder",
    "Turn",
    "call_name",
    "contents",
    "end_refresh",
    "export_calls",
    "import_calls",
    "is_refreshing",
    "prune",
    "request_key",
]
