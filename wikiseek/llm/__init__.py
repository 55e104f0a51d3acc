"""Language models: a prompt goes in, text comes out.

`open_llm` opens a GGUF file in this process or an OpenAI-compatible server; `Recorder` gives any
model a memory for replays, `Scripted` stands in for one in tests.
"""

from wikiseek.llm.cassette import Recorder
from wikiseek.llm.conversations import Conversation, Given, Source, answered, counted, held
from wikiseek.llm.counting import Snapshot, Tally, total
from wikiseek.llm.endpoint import Endpoint
from wikiseek.llm.llamacpp import LlamaCpp
from wikiseek.llm.opening import open_llm
from wikiseek.llm.packaged import packaged_model
from wikiseek.llm.protocol import Completion, Llm, Message, Request, Role, conversation
from wikiseek.llm.scripted import Scripted
from wikiseek.llm.source import ModelSource

__all__ = [
    "Completion",
    "Conversation",
    "Endpoint",
    "Given",
    "LlamaCpp",
    "Llm",
    "Message",
    "ModelSource",
    "Recorder",
    "Request",
    "Role",
    "Scripted",
    "Snapshot",
    "Source",
    "Tally",
    "answered",
    "conversation",
    "counted",
    "held",
    "open_llm",
    "packaged_model",
    "total",
]
