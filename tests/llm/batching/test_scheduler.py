"""Many requests at a time, on the packaged model: what holds whatever the batch was."""

import json
import threading
from pathlib import Path

import pytest

from wikiseek.errors import ModelFault, Refused
from wikiseek.llm import Completion, LlamaCpp, Request, conversation

RULES = "You name one thing. Say no more than its name, in small letters, without a full stop. " * 2
SCHEMA = {"type": "object", "properties": {"n": {"type": "integer", "maximum": 9}}, "required": ["n"]}
DIGITS = 'root ::= "12" "3" "45" "67"'


def named(what: str, **more: object) -> Request:
    return Request("name", conversation(f"{RULES}Name a {what}."), **{"max_tokens": 6, **more})  # type: ignore[arg-type]


def mixed() -> list[Request]:
    """Free text, schemas, grammars, choices, and lengths from 1 to 19."""
    requests = [named(what, max_tokens=1 + 6 * n) for n, what in enumerate(("river", "town", "bird", "tree"))]
    requests += [named("number", schema=SCHEMA, max_tokens=30), named("number", grammar=DIGITS, stop=("34",))]
    requests += [named("dog", choices=("m1", "m12", "Ærø", "a b")), named("digit", choices=tuple("123456"))]
    return requests + [named("sea", temperature=1.0, seed=seed) for seed in range(3)]


def texts(answers: list[Completion]) -> list[str]:
    return [answer.text for answer in answers]


def test_one_at_a_time_without_reuse_is_what_the_deterministic_engine_says(llama: LlamaCpp, small_model: Path):
    single = LlamaCpp(small_model, threads=1, context=512, sequences=1, kept=0)
    for ours, theirs in zip(single.complete(mixed()), llama.complete(mixed()), strict=True):
        assert (ours.text, ours.probabilities) == (theirs.text, theirs.probabilities)
        assert ours.completion_tokens == theirs.completion_tokens
        assert ours.truncated == theirs.truncated
    single.close()


def test_answers_of_a_batch_keep_their_form_and_order(engine: LlamaCpp):
    requests = mixed()
    for request, answer in zip(requests, engine.complete(requests), strict=True):
        assert 0 < answer.completion_tokens <= max(request.max_tokens, 8)
        assert answer.truncated <= (answer.completion_tokens == request.max_tokens)
        assert answer.prompt_tokens == len(engine.prompt_tokens(request.messages))
        assert answer.seconds > 0
        if request.schema:
            assert json.loads(answer.text).keys() == {"n"}
        if request.grammar:
            assert answer.text == "12"
        if request.choices:
            assert answer.text == request.choices[answer.probabilities.index(max(answer.probabilities))]


def test_requests_are_computed_together_and_their_seconds_add_up(small_model: Path):
    with_eight = LlamaCpp(small_model, threads=1, context=1024, sequences=8)
    answers = with_eight.complete([named(str(n), max_tokens=12, grammar='root ::= "a"+') for n in range(8)])
    found = with_eight.statistics
    with_eight.close()
    assert found.answered == 8
    # One step reads the first prompt, one the others' tails, and one writes the next token of all eight.
    assert found.steps == 1 + 12
    assert found.generated == sum(answer.completion_tokens for answer in answers) == 96
    assert sum(answer.seconds for answer in answers) == pytest.approx(found.step_seconds, rel=0.1)


def test_a_shared_beginning_is_computed_once(small_model: Path):
    model = LlamaCpp(small_model, threads=1, context=1024, sequences=4)
    prompts = [model.prompt_tokens(named(str(n)).messages) for n in range(10, 22)]
    alike = next(n for n in range(len(prompts[0])) if len({tuple(prompt[: n + 1]) for prompt in prompts}) > 1)
    model.complete([named(str(n)) for n in range(10, 22)])
    found = model.statistics
    model.close()
    assert found.prompt_tokens == sum(map(len, prompts))
    assert found.reused >= 11 * alike
    assert found.computed <= found.prompt_tokens - found.reused + 12 * 6
    assert found.hit_share > 0.7


def test_prompts_longer_than_a_step_are_read_in_chunks(small_model: Path):
    model = LlamaCpp(small_model, threads=1, context=2048, sequences=2)
    long = [Request("long", conversation(f"{n} " + "word " * 500), max_tokens=3) for n in range(2)]
    answers = model.complete([*long, named("river")])
    found = model.statistics
    model.close()
    assert all(answer.prompt_tokens > 512 for answer in answers[:2])
    assert found.steps >= 4
    assert found.answered == 3


def test_a_context_that_is_too_small_for_all_makes_them_wait(small_model: Path):
    model = LlamaCpp(small_model, threads=1, context=256, sequences=8)
    requests = [Request("say", conversation(f"{n} likes {n + 1}. " * 8), max_tokens=20) for n in range(8)]
    answers = model.complete(requests)
    assert all(len(model.prompt_tokens(request.messages)) > 60 for request in requests)
    model.close()
    assert all(answer.completion_tokens > 0 for answer in answers)


def test_a_long_kept_prompt_does_not_keep_another_out(small_model: Path):
    model = LlamaCpp(small_model, threads=1, context=512, sequences=2, kept=512)
    shared = "One two three. " * 10
    (first,) = model.complete([Request("long", conversation(shared + "Left. " * 140), max_tokens=1)])
    (second,) = model.complete([Request("long", conversation(shared + "Right, so. " * 100), max_tokens=1)])
    model.close()
    assert first.prompt_tokens + second.prompt_tokens > 512 + 100
    assert second.completion_tokens == 1


def test_a_prompt_that_is_too_long_costs_the_others_nothing(engine: LlamaCpp):
    requests = [named("river"), Request("clause", conversation("word " * 1200)), named("town")]
    before = engine.statistics.refused
    with pytest.raises(Refused, match=r"a clause prompt of \d{4} tokens .* context of 1024") as caught:
        engine.complete(requests)
    first, none, last = caught.value.answers
    assert none is None
    assert first.text and last.text
    assert engine.statistics.refused == before + 1


def test_a_grammar_that_is_none_is_a_mistake_and_leaves_the_engine_usable(engine: LlamaCpp):
    with pytest.raises(ValueError, match="not a GBNF grammar"):
        engine.complete([named("x", grammar="nonsense ::= ("), named("river")])
    with pytest.raises(ValueError, match="non-empty"):
        engine.complete([named("x", choices=("a", ""))])
    assert engine.complete([named("river")])[0].text


def test_answers_come_as_they_are_ready(engine: LlamaCpp):
    requests = [named("long story", max_tokens=30, grammar='root ::= "a"+'), *[named("x", choices=("1", "2"))] * 3]
    order = [place for place, _ in engine.stream(requests)]
    assert sorted(order) == [0, 1, 2, 3]
    assert order[-1] == 0


def test_a_stream_is_read_as_far_as_it_is_needed(engine: LlamaCpp):
    taken: list[int] = []

    def endless():
        for n in range(10**9):
            taken.append(n)
            yield named(str(n), choices=("1", "2"))

    answers = engine.stream(endless(), ahead=3)
    assert [isinstance(next(answers)[1], Completion) for _ in range(5)] == [True] * 5
    answers.close()
    assert len(taken) <= 9
    assert engine.complete([named("river")])[0].text


def test_what_is_cancelled_stops_and_frees_its_place(engine: LlamaCpp):
    endless = [engine.submit(named("story", max_tokens=400, grammar='root ::= "a"+')) for _ in range(2)]
    before = engine.statistics
    assert engine.complete([named("river")])[0].text
    engine.cancel(endless)
    assert engine.collect(endless) == {}
    assert engine.complete([named("town", max_tokens=2)])[0].text
    after = engine.statistics
    assert after.cancelled == before.cancelled + 2
    assert after.steps - before.steps < 100


def test_threads_are_answered_together(engine: LlamaCpp):
    found: dict[int, str] = {}

    def ask(n: int) -> None:
        for _ in range(3):
            (answer,) = engine.complete([named(f"number like {n}", grammar=f'root ::= "{n}"', max_tokens=4)])
            found[n] = answer.text

    before = engine.statistics
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: str(n) for n in range(4)}
    assert engine.statistics.answered == before.answered + 12


def test_a_failure_of_the_library_fails_what_is_in_flight_and_nothing_else(
    engine: LlamaCpp, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(engine._api, "llama_decode", lambda context, batch: -3)
        with pytest.raises(ModelFault, match="status -3"):
            engine.complete([named("river")])
    assert engine.complete([named("river")])[0].text


def test_an_error_in_a_step_is_raised_where_it_was_asked_and_leaves_the_engine_usable(
    engine: LlamaCpp, monkeypatch: pytest.MonkeyPatch
):
    def broken(context: object, batch: object) -> int:
        raise MemoryError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(engine._api, "llama_decode", broken)
        with pytest.raises(MemoryError, match="no room"):
            engine.complete([named("river")])
    assert engine.complete([named("river")])[0].text


def test_choices_of_many_tokens_are_scored_side_by_side(small_model: Path, llama: LlamaCpp):
    request = named("town", choices=("Paris in France", "Paris in Texas", "Rome", "Rome in Italy", "Bern"))
    # Its own, since a prefix kept from other tests moves what is likely by up to 0.03: its sums had another order.
    engine = LlamaCpp(small_model, threads=1, context=1024, sequences=4)
    (batched,), (single,) = engine.complete([request]), llama.complete([request])
    assert sum(batched.probabilities) == pytest.approx(1, abs=1e-5)
    assert batched.probabilities == pytest.approx(single.probabilities, abs=0.02)
    before = engine.statistics.steps
    engine.complete([request])
    assert engine.statistics.steps == before + 2
    engine.close()


def test_a_choice_at_temperature_is_drawn_by_its_seed(engine: LlamaCpp):
    requests = [named("digit", choices=tuple("123"), temperature=2.0, seed=seed) for seed in range(12)]
    answers = engine.complete(requests)
    assert len(set(texts(answers))) > 1
    assert len({answer.probabilities for answer in engine.complete([requests[0]] * 2)}) == 1
