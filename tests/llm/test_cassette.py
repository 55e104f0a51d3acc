import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import lmdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikiseek.errors import CassetteMiss, ModelFault, NotFound, Refused, SettingsMismatch
from wikiseek.llm import (
    Completion,
    Message,
    Recorder,
    Request,
    Scripted,
    contents,
    conversation,
    end_refresh,
    export_calls,
    is_refreshing,
)
from wikiseek.llm.cassette.call import Call, decoded, encoded, request_key
from wikiseek.llm.counting import cost


def ask(text: str, purpose: str = "say") -> Request:
    return Request(purpose, conversation(text))


class Numbered(Scripted):
    """Gives every call another answer and another time, as a real model might."""

    def __init__(self) -> None:
        super().__init__(lambda request: f"answer {len(self.asked)}")

    def complete(self, requests: list[Request]) -> list[Completion]:
        return [replace(each, seconds=0.1234567 * len(self.asked)) for each in super().complete(requests)]


def test_a_replay_gives_the_recorded_answers_tokens_and_seconds_without_a_model(tmp_path: Path):
    requests = [ask("one"), ask("two"), ask("one")]
    with Recorder(Numbered(), tmp_path / "cassette.lmdb") as recorder:
        recorded = recorder.complete(requests)
    with Recorder(None, tmp_path / "cassette.lmdb", "replay") as replay:
        replayed = replay.complete(requests)
        assert replay.identity == "scripted"
    assert [replace(each, cached=True) for each in recorded] == replayed
    assert not recorded[0].cached


def test_a_known_call_is_not_put_to_the_model_again(tmp_path: Path):
    model = Numbered()
    with Recorder(model, tmp_path / "c") as recorder:
        first = recorder.complete([ask("one")])
    with Recorder(model, tmp_path / "c") as resumed:
        again = resumed.complete([ask("two"), ask("one")])
    assert [each.messages[-1].content for each in model.asked] == ["one", "two"]
    assert again[1].text == first[0].text
    assert again[1].cached


def test_equal_requests_of_one_batch_are_asked_once(tmp_path: Path):
    model = Numbered()
    with Recorder(model, tmp_path / "c") as recorder:
        one, two = recorder.complete([ask("same"), ask("same")])
    assert one == two
    assert len(model.asked) == 1


def test_what_was_answered_before_a_crash_is_kept(tmp_path: Path):
    class Dying(Scripted):
        def complete(self, requests: list[Request]) -> list[Completion]:
            if self.asked:
                raise ModelFault("gone")
            return super().complete(requests)

    with Recorder(Dying(lambda _: "kept"), tmp_path / "c") as recorder:
        recorder.complete([ask("one")])
        with pytest.raises(ModelFault, match="gone"):
            recorder.complete([ask("two")])
    with Recorder(None, tmp_path / "c", "replay") as replay:
        assert replay.complete([ask("one")])[0].text == "kept"


def test_the_answers_beside_a_refused_request_are_kept(tmp_path: Path):
    class Refusing(Scripted):
        def complete(self, requests: list[Request]) -> list[Completion]:
            raise Refused("too long", [None if n == 1 else Completion(f"answer {n}") for n in range(len(requests))])

    with Recorder(Refusing(lambda _: ""), tmp_path / "c") as recorder, pytest.raises(Refused, match="too long"):
        recorder.complete([ask("one"), ask("two"), ask("three")])
    with Recorder(None, tmp_path / "c", "replay") as replay:
        assert [each.text for each in replay.complete([ask("one"), ask("three")])] == ["answer 0", "answer 2"]
        with pytest.raises(CassetteMiss):
            replay.complete([ask("two")])


def test_how_likely_choices_were_is_kept_and_what_was_kept_before_can_be_read(tmp_path: Path):
    class Sure(Scripted):
        def complete(self, requests: list[Request]) -> list[Completion]:
            return [replace(each, probabilities=(0.25, 0.75)) for each in super().complete(requests)]

    with Recorder(Sure(lambda _: "b", "m"), tmp_path / "c") as recorder:
        recorder.complete([ask("one")])
    with Recorder(Scripted(lambda _: "b", "m"), tmp_path / "c") as recorder:
        recorder.complete([ask("two")])  # stored as answers were before there were probabilities
    with Recorder(None, tmp_path / "c", "replay") as replay:
        assert [each.probabilities for each in replay.complete([ask("one"), ask("two")])] == [(0.25, 0.75), ()]


def test_a_miss_names_the_purpose_and_the_first_words(tmp_path: Path):
    with Recorder(Numbered(), tmp_path / "c") as recorder:
        recorder.complete([ask("one")])
    with Recorder(None, tmp_path / "c", "replay") as replay, pytest.raises(CassetteMiss) as caught:
        replay.complete([ask("one"), ask("Rewrite\nthis " + "long " * 40, "clause")])
    assert "clause call ('Rewrite this long" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_every_field_of_a_request_is_part_of_its_place(tmp_path: Path):
    plain = ask("one")
    with Recorder(Numbered(), tmp_path / "c") as recorder:
        recorder.complete([plain])
    others = [
        replace(plain, seed=1),
        replace(plain, temperature=0.5),
        replace(plain, max_tokens=7),
        replace(plain, choices=("a",)),
        replace(plain, schema={"type": "integer"}),
        replace(plain, stop=(".",)),
        Request("say", conversation("one", "be brief")),
    ]
    with Recorder(None, tmp_path / "c", "replay") as replay:
        for other in others:
            with pytest.raises(CassetteMiss):
                replay.complete([other])


def test_another_model_does_not_continue_a_recording(tmp_path: Path):
    Recorder(Scripted(lambda _: "", "first"), tmp_path / "c").close()
    with pytest.raises(SettingsMismatch, match="recorded with model first and this is second"):
        Recorder(Scripted(lambda _: "", "second"), tmp_path / "c")


def test_a_replay_without_a_recording_says_so(tmp_path: Path):
    with pytest.raises(NotFound, match="no cassette"):
        Recorder(None, tmp_path / "none", "replay")
    for mode in ("record", "refresh"):
        with pytest.raises(ValueError, match="needs a model"):
            Recorder(None, tmp_path / "none", mode)
    assert not (tmp_path / "none").exists()


def test_a_damaged_cassette_is_named(tmp_path: Path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "data.mdb").write_bytes(b"not a database" * 1000)
    for mode in ("record", "replay"):
        with pytest.raises(ModelFault, match="cannot be opened"):
            Recorder(Numbered(), tmp_path / "c", mode)


def test_a_replay_counts_what_the_recording_counted(tmp_path: Path):
    requests = [ask("one two", "plan"), ask("three", "clause"), ask("four", "plan")]
    recorder = Recorder(Numbered(), tmp_path / "c")
    recorded = list(map(cost, recorder.complete(requests)))
    recorder.close()
    replay = Recorder(None, tmp_path / "c", "replay")
    assert list(map(cost, replay.complete(requests))) == recorded
    replay.close()
    assert recorded[0].microseconds > 0


def test_a_refresh_asks_once_more_and_replaces_what_was_recorded(tmp_path: Path):
    model = Numbered()
    with Recorder(model, tmp_path / "c") as recorder:
        recorder.complete([ask("one"), ask("two")])
    with Recorder(model, tmp_path / "c", "refresh") as recorder:
        fresh = recorder.complete([ask("one"), ask("three"), ask("one")])
        assert recorder.complete([ask("one")])[0].text == fresh[0].text
    assert len(model.asked) == 4
    found = contents(tmp_path / "c")
    assert (found.turn.number, found.turn.open, found.again, found.changed, found.new) == (1, False, 1, 1, 1)
    with Recorder(None, tmp_path / "c", "replay") as replay:
        assert [each.text for each in replay.complete([ask("one"), ask("three")])] == [each.text for each in fresh[:2]]
    with Recorder(model, tmp_path / "c", "refresh") as recorder:
        assert recorder.complete([ask("one")])[0].text != fresh[0].text


def test_a_lasting_refresh_goes_on_until_it_is_ended_or_the_run_is_recorded(tmp_path: Path):
    model = Numbered()
    for asked, ends in ((1, False), (1, True), (2, False)):
        with Recorder(model, tmp_path / "c", "refresh", lasting=True) as recorder:
            recorder.complete([ask("one")])
        assert len(model.asked) == asked
        assert is_refreshing(tmp_path / "c")
        if ends:
            end_refresh(tmp_path / "c")
    Recorder(model, tmp_path / "c").close()
    assert not is_refreshing(tmp_path / "c")


def test_what_an_early_version_recorded_is_replayed_and_not_exported(tmp_path: Path):
    environment = lmdb.open(str(tmp_path / "c"))
    with environment.begin(write=True) as transaction:
        transaction.put(b"identity", b"scripted")
        value = b'{"completion_tokens":3,"prompt_tokens":1,"seconds":0.5,"text":"old","truncated":false}'
        transaction.put(request_key("scripted", ask("one")), value)
        transaction.put(request_key("scripted", ask("two")), b"no call")
    environment.close()
    with Recorder(None, tmp_path / "c", "replay") as replay:
        assert replay.complete([ask("one")])[0].text == "old"
        with pytest.raises(ModelFault, match="is damaged at"):
            replay.complete([ask("two")])
    with pytest.raises(ModelFault, match=r"early version|damaged"):
        list(export_calls(tmp_path / "c"))


@settings(deadline=None, max_examples=60)
@given(
    st.builds(
        Request,
        purpose=st.text(max_size=9),
        messages=st.lists(
            st.builds(Message, st.sampled_from(["system", "user", "assistant"]), st.text()), min_size=1
        ).map(tuple),
        schema=st.none() | st.dictionaries(st.text(max_size=5), st.integers(0, 2**40) | st.floats(0, 9) | st.text()),
        max_tokens=st.integers(1, 999),
        seed=st.integers(0, 2**63 - 1),
        temperature=st.floats(0, 2),
        stop=st.lists(st.text(max_size=4), max_size=3).map(tuple),
    ),
    st.builds(
        Completion,
        text=st.text(),
        prompt_tokens=st.integers(0, 9**9),
        completion_tokens=st.integers(0, 9**9),
        seconds=st.floats(0, 9e9),
        cached=st.just(True),
        truncated=st.booleans(),
        probabilities=st.lists(st.floats(0, 1), max_size=3).map(tuple),
    ),
)
def test_any_call_is_read_back_as_it_was_stored(request: Request, answer: Completion):
    call = Call(request_key("m", request), request, answer, turn=2, changed=True)
    read = decoded(call.key, encoded(call))
    assert read == call
    assert read.request is not None
    assert request_key("m", read.request) == call.key


def write_some(path: Path, start: int) -> None:
    model = Scripted(lambda request: f"{start}", "m")
    with Recorder(model, path) as recorder:
        for number in range(start, start + 40):
            recorder.complete([ask(str(number))])


def test_several_processes_record_into_one_cassette_and_agree(tmp_path: Path):
    with ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(write_some, [tmp_path / "c"] * 3, [0, 20, 40]))
    assert contents(tmp_path / "c").purposes["say"].calls == 80
    with Recorder(Scripted(lambda _: "asked again", "m"), tmp_path / "c") as recorder:
        answers = recorder.complete([ask(str(number)) for number in range(80)])
    assert {each.text for each in answers} <= {"0", "20", "40"}
