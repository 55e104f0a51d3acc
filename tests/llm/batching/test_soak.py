"""A short soak; `python -m tests.llm.batching.soak 10000` is the long one."""

from pathlib import Path

from tests.llm.batching.soak import CONTEXT, compare, soak
from wikiseek.llm import LlamaCpp


def test_every_request_ends_and_none_reads_anothers_text(small_model: Path):
    engine = LlamaCpp(small_model, threads=1, context=CONTEXT, sequences=8)
    found = soak(engine, 40)
    taken = engine.statistics
    engine.close()
    assert sum(found.ends.values()) == 40
    assert found.ends.keys() == {"answered", "refused", "cancelled"}
    assert taken.answered >= found.ends["answered"]
    # The model does tell secrets, so that it could have told another's.
    told = sum(count for kind, count in found.told.items() if kind.endswith(", its secret"))
    assert told > found.ends["answered"] / 4
    single = LlamaCpp(small_model, threads=1, context=CONTEXT, deterministic=True)
    compare(found, single)
    single.close()
    assert found.faults == []
    assert found.same >= len(found.again) - 1
