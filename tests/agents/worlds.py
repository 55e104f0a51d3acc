"""Plans over the small link graphs of `tests.hcsp.worlds`: each link is a claim, every page may be hidden."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from types import SimpleNamespace

from tests.hcsp.worlds import World, claim
from wikiseek.agents import Barren, Grower, Grown, Limits, Offer, Plans
from wikiseek.agents.growth import Gates
from wikiseek.agents.labels import label
from wikiseek.hcsp import Shape
from wikiseek.llm import Scripted, answered
from wikiseek.records import Branch, Clause, ResearchTree, Vertex


class GraphBrowser:
    """Offers every link of a page, in order of its target."""

    def __init__(self, world: World) -> None:
        self._world = world

    def kind(self, page_id: int) -> str:
        return "page"

    def offers(self, page_id: int) -> tuple[Offer, ...]:
        targets = sorted(t for s, t in self._world.links if s == page_id != t)
        return tuple(Offer(claim(t), str(t), len(self._world.of(claim(t).constraint)), True) for t in targets)


class GraphStore:
    """Pages that are called by their number."""

    def entity(self, page_id: int) -> SimpleNamespace:
        return SimpleNamespace(title=str(page_id), flags=())


def plans_of(world: World, limits: Limits | None = None) -> Plans:
    return Plans(GraphStore(), world, GraphBrowser(world), limits or Limits())  # type: ignore[arg-type]


def every_tree(world: World, page: int, shape: Shape) -> Iterator[ResearchTree]:
    """Every tree of a shape that links of `page` and of the pages below it make, no page twice in it."""
    for vertex in _vertices(world, page, shape.depth, shape.width):
        tree = ResearchTree(label(vertex))
        pages = [page, *_objects(vertex)]
        if shape.fits(tree) and len(set(pages)) == len(pages):
            yield tree


def _vertices(world: World, page: int, levels: int, width: tuple[int, int]) -> Iterator[Vertex]:
    targets = sorted(t for s, t in world.links if s == page != t)
    for count in range(width[0], width[1] + 1):
        for chosen in combinations(targets, count):
            ways = [[None, *(_vertices(world, t, levels - 1, width) if levels > 1 else ())] for t in chosen]
            for made in product(*ways):
                rows = list(zip(chosen, made, strict=True))
                clauses = tuple(Clause("", claim(t), str(t)) for t, below in rows if below is None)
                children = tuple(Branch(claim(t), below) for t, below in rows if below is not None)
                yield Vertex("", page, str(page), "page", constraints=clauses, children=children)


def _objects(vertex: Vertex) -> list[int | None]:
    found = [clause.claim.constraint.target_id for clause in vertex.constraints]
    for branch in vertex.children:
        found += [branch.vertex.page_id, *_objects(branch.vertex)]
    return found


def form(vertex: Vertex) -> tuple[object, ...]:
    """A tree as nested sets, whatever the order of its branches."""
    named = frozenset(clause.claim.constraint.target_id for clause in vertex.constraints)
    return vertex.page_id, named, frozenset(form(branch.vertex) for branch in vertex.children)


def grow(grower: Grower, page_id: int, shape: Shape, gates: Gates, choice: int = 0) -> Grown | Barren:
    """What comes of a page when the model takes the move at `choice` each time."""
    found = grower.search(page_id, shape, gates)
    if isinstance(found, Barren):
        return found
    return answered(grower.choose(found, 0), Scripted(lambda request: request.choices[choice]))
