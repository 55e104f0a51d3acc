from dataclasses import replace
from pathlib import Path

import pytest

from wikiseek.errors import CassetteMiss, ModelFault, NotFound, Refused, SettingsMismatch
from wikiseek.llm import Completion, Recorder, Request, Scripted, conversation
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
    with pytest.raises(ValueError, match="needs a model"):
        Recorder(None, tmp_path / "none")
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
