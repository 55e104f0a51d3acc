"""What makes an audit the audit it is; a folder started with other settings is not continued."""

from __future__ import annotations

from typing import Any

from wikiseek import __version__, codec
from wikiseek.auditing.questions import Questions
from wikiseek.auditing.settings import AuditSettings
from wikiseek.files import sha256_file
from wikiseek.gates.prompts import prompts_id
from wikiseek.synthesis.gating import GATE_VERSIONS


def fingerprint(index_id: str, questions: Questions, model: str | None, settings: AuditSettings) -> dict[str, Any]:
    """Everything that the bytes of an audit depend on; `model` is its identity, None without one."""
    return {
        "index_id": index_id,
        "file": sha256_file(questions.path),
        "fields": codec.shallow(questions.fields),
        "model": model,
        "settings": {
            "top_k": settings.top_k,
            "clause_k": settings.clause_k,
            "against": {path.name: sha256_file(path) for path in settings.against},
            "closed_book": settings.closed_book,
            "read_one_page": settings.read_one_page,
        },
        "gates": GATE_VERSIONS,
        "prompts": prompts_id(),
        "versions": {"wikiseek": __version__},
    }
