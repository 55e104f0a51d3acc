from wikiseek.llm import Completion, Counted, Request, Scripted, Tally, conversation, total


class Timed(Scripted):
    def complete(self, requests: list[Request]) -> list[Completion]:
        return [Completion("yes", 10, 2, 0.1) for _ in requests]


def ask(purpose: str) -> Request:
    return Request(purpose, conversation("?"))


def test_costs_are_kept_by_purpose():
    model = Counted(Timed(str, "named"))
    model.complete([ask("plan"), ask("clause"), ask("plan")])
    assert model.identity == "named"
    assert model.snapshot() == {"clause": Tally(1, 10, 2, 100_000), "plan": Tally(2, 20, 4, 200_000)}
    assert list(model.snapshot()) == ["clause", "plan"]
    assert total(model.snapshot()).seconds == 0.3


def test_the_cost_of_one_item_is_a_difference_and_does_not_depend_on_what_came_before():
    fresh, used = Counted(Timed(str)), Counted(Timed(str))
    used.complete([ask("plan")] * 7)
    costs = []
    for model in (fresh, used):
        before = model.snapshot()
        model.complete([ask("clause"), ask("plan")])
        costs.append(model.since(before))
    assert costs[0] == costs[1] == {"clause": Tally(1, 10, 2, 100_000), "plan": Tally(1, 10, 2, 100_000)}
    assert used.since(used.snapshot()) == {}
