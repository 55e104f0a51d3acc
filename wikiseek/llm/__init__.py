"""Language models: a prompt goes in, text comes out.

`open_llm` opens a GGUF file in this process or an OpenAI-compatible server; `Recorder` gives any
model a memory for replays, `Scripted` stands in for one in tests.
"""

from wikiseek.llm.cassette import (
    Contents,
    Imported,
    Pruned,
    Recorder,
    contents,
    end_refresh,
    export_calls,
    import_calls,
    is_refreshing,
    prune,
)
from wikiseek.llm.conversations import Conversation, Given, Source, answered, counted, held, named
from wikiseek.llm.counting import Tally, total
from wikiseek.llm.endpoint import Endpoint
from wikiseek.llm.facts import Facts, model_facts
from wikiseek.llm.llamacpp import SEQUENCES, LlamaCpp
from wikiseek.llm.measuring import Measured, measured
from wikiseek.llm.opening import is_url, open_llm
from wikiseek.llm.packaged import packaged_model
from wikiseek.llm.protocol import Completion, Llm, Message, Request, Role, conversation
from wikiseek.llm.scripted import Scripted
from wikiseek.llm.source import ModelSource

__all__ = [
    "SEQUENCES",
    "Completion",
    "Contents",
    "Conversation",
    "Endpoint",
    "Facts",
    "Given",
    "Imported",
    "LlamaCpp",
    "Llm",
    "Measured",
    "Message",
    "ModelSource",
    "Pruned",
    "Recorder",
    "Request",
    "Role",
    "Scripted",
    "Source",
    "Tally",
    "answered",
    "contents",
    "conversation",
    "counted",
    "end_refresh",
    "export_calls",
    "held",
    "import_calls",
    "is_refreshing",
    "is_url",
    "measured",
    "model_facts",
    "named",
    "open_llm",
    "packaged_model",
    "prune",
    "total",
]
