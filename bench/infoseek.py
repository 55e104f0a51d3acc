"""InfoSeek's published way of growing a tree, for comparison: two roles of one model that write the whole tree anew
at each step ("Open Data Synthesis For Deep Research", arXiv 2509.00375, section 3). Run as
`python -m bench.infoseek INDEX MODEL TREES`; prints a line of JSON a tree.

The planner sees the tree and names an action and a vertex; the browser sees the tree, the action and that vertex's
page, cut off, and answers with the tree. After at most five such steps the model words the question.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.counted import Counted
from wikiseek.agents import root_order
from wikiseek.gates import Case, Lookups, Names, SingleLookup, Thresholds
from wikiseek.hcsp import certify
from wikiseek.indexing import Index
from wikiseek.llm import Request, Tally, conversation, open_llm
from wikiseek.records import Branch, Claim, Clause, Constraint, ResearchTree, Vertex

STEPS = 5
PAGE_TOKENS = 1024
_CHARACTERS_A_TOKEN = 4
_CONTEXT = 8192
_LONGEST_TREE = 1200

_ACTIONS = (
    "A research tree has hidden entities. A vertex is {id, entity, claims: [{target_id, claim}], children: [vertex]}. "
    "A claim states a fact about the vertex's entity and the entity of the child whose id is target_id. "
    "Actions: blur adds claims and children that narrow a vertex down until only its entity satisfies them; extend "
    "adds claims and children below a leaf; stop ends the tree."
)
_PLAN = (
    "You are the planner. {actions}\nThe tree so far:\n{tree}\nChoose the next action. Answer with the whole tree "
    'again as JSON {{"action": "blur" | "extend" | "stop", "vertex": "id", "tree": …}}.'
)
_BROWSE = (
    "You are the browser. {actions}\nThe tree so far:\n{tree}\nDo this: {action} vertex {vertex}.\nThe page of its "
    "entity {entity}:\n{page}\n\nUse only facts on that page; a child's entity is the title of another page. Answer "
    'with the whole new tree as JSON {{"id": …, "entity": …, "claims": […], "children": […]}}.'
)
_ASK = (
    "Write one question whose answer is the entity of the root of this tree. Say what the claims say, name no entity "
    "that has children, and answer with the question alone.\n{tree}"
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One tree as the model left it: `tree` is None where an answer was no tree any more."""

    tree: dict[str, Any] | None
    question: str
    steps: int


def main() -> None:
    """Grow TREES trees from the first roots of INDEX with MODEL, and print what each came to."""
    folder, model, trees = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    index = Index(folder)
    llm = Counted(open_llm(model, context=_CONTEXT))
    for root in root_order(index.store, 0)[:trees]:
        llm.spent = Tally()
        attempt = grown(index, llm, root)
        spent = llm.spent
        line = {
            "root": index.store.title(root),
            "steps": attempt.steps,
            "question": attempt.question,
            **judged(index, attempt, root),
            "calls": spent.calls,
            "tokens": spent.prompt_tokens + spent.completion_tokens,
            "seconds": round(spent.seconds, 1),
        }
        print(json.dumps(line), flush=True)
    llm.close()


def grown(index: Index, llm: Counted, root: int) -> Attempt:
    """A tree from the page `root`, by at most `STEPS` rounds of planner and browser."""
    tree: dict[str, Any] = {"id": "A", "entity": index.store.title(root), "claims": [], "children": []}
    for step in range(STEPS):
        plan = _object(_said(llm, "baseline plan", _PLAN.format(actions=_ACTIONS, tree=json.dumps(tree))))
        action, wanted = (str(plan.get(name, "")) for name in ("action", "vertex")) if plan else ("", "")
        if action == "stop" and step:
            return Attempt(tree, _asked(llm, tree), step)
        vertex = next((v for v in _vertices(tree) if v.get("id") == wanted), tree)
        page = _page(index, str(vertex.get("entity", "")))
        prompt = _BROWSE.format(
            actions=_ACTIONS,
            tree=json.dumps(tree),
            action=action or "blur",
            vertex=vertex.get("id", "A"),
            entity=vertex.get("entity", ""),
            page=page,
        )
        new = _object(_said(llm, "baseline browse", prompt))
        if new is None or "entity" not in new:
            return Attempt(None, "", step + 1)
        tree = new
    return Attempt(tree, _asked(llm, tree), STEPS)


def judged(index: Index, attempt: Attempt, root: int) -> dict[str, Any]:
    """Whether the tree parses and names real pages, and whether it is certified and passes the gates."""
    found = {"parsed": attempt.tree is not None, "valid": False, "certified": False, "passed": False}
    tree = _research_tree(index, attempt.tree) if attempt.tree else None
    if tree is None or tree.root.page_id != root or not attempt.question:
        return found
    certificate = certify(tree, index.sets)
    case = Case.of(attempt.question, tree, certificate)
    gates = (Names(index.store), SingleLookup(index.store, Lookups(index.store, index.searcher), Thresholds()))
    passed = certificate.holds and all(gate.judge(case).passed for gate in gates)
    return {**found, "valid": True, "certified": certificate.holds, "passed": passed}


def _said(llm: Counted, purpose: str, prompt: str) -> str:
    return llm.complete([Request(purpose, conversation(prompt), max_tokens=_LONGEST_TREE)])[0].text


def _asked(llm: Counted, tree: dict[str, Any]) -> str:
    return " ".join(_said(llm, "baseline ask", _ASK.format(tree=json.dumps(tree))).split())


def _object(answer: str) -> dict[str, Any] | None:
    """The JSON object in an answer, the text around it left out."""
    found = re.search(r"\{.*\}", answer, re.DOTALL)
    try:
        value = json.loads(found.group()) if found else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _vertices(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    children = tree.get("children")
    for child in children if isinstance(children, list) else []:
        if isinstance(child, dict):
            yield from _vertices(child)


def _page(index: Index, title: str) -> str:
    page = index.store.resolve(title)
    return "" if page is None else index.store.text(page)[: PAGE_TOKENS * _CHARACTERS_A_TOKEN]


def _research_tree(index: Index, tree: dict[str, Any]) -> ResearchTree | None:
    """The tree over pages of the index, None unless every vertex but the leaves names one and has a child."""
    try:
        root = _vertex(index, tree)
    except (KeyError, TypeError, ValueError):
        return None
    return ResearchTree(root)


def _vertex(index: Index, row: dict[str, Any]) -> Vertex:
    page = index.store.resolve(str(row["entity"]))
    if page is None:
        raise ValueError(f"no page is called {row['entity']!r}")
    said = {str(claim["target_id"]): str(claim["claim"]) for claim in row["claims"]}
    clauses, branches = [], []
    for child in row["children"]:
        target = index.store.resolve(str(child["entity"]))
        if target is None:
            raise ValueError(f"no page is called {child['entity']!r}")
        title = index.store.title(target)
        claim = Claim(Constraint("links_to", target, title), said.get(str(child["id"]), "is related to [X]"), None)
        if child.get("children"):
            branches.append(Branch(claim, _vertex(index, child)))
        else:
            clauses.append(Clause(str(child["id"]), claim, title))
    if not clauses and not branches:
        raise ValueError("nothing is said of a vertex")
    return Vertex(
        str(row["id"]), page, index.store.title(page), "", constraints=tuple(clauses), children=tuple(branches)
    )


if __name__ == "__main__":
    main()
