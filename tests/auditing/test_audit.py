"""Anybody's questions before the gates of an index."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.indexing.small import shared_index
from wikiseek import codec
from wikiseek.auditing import Audit, AuditSettings, Fields, Questions, Summary
from wikiseek.auditing.linking import linked
from wikiseek.errors import IndexFault, SettingsMismatch, WikiseekError
from wikiseek.indexing import Index
from wikiseek.llm import Llm, Request, Scripted

DEFAULT = AuditSettings()
PAIRS = [
    ("Which opera by Joren Falk was first performed in 1928?", "The Heron King"),
    ("Who founded the Brenholt Courier?", "Viktor Stane"),
    ("Is Ilsa Varn called Ilsa Varn?", "ilsa varn"),
    ("Which painter of Atlantis is known to nobody here?", "Nobody Atall"),
    ("Do herons swim?", "yes"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, small_dump: Path) -> Index:
    """A copy of the shared index: a database can be open only once in a process."""
    folder = tmp_path_factory.mktemp("auditing") / "index"
    shutil.copytree(shared_index(tmp_path_factory, small_dump), folder)
    return Index(folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps({"id": n, "question": q, "answer": a}) + "\n" for n, (q, a) in enumerate(PAIRS)))
    return path


def audit(
    index: Index, file: Path, out: Path | None = None, llm: Llm | None = None, settings: AuditSettings = DEFAULT
) -> tuple[list[dict[str, Any]], Summary]:
    heard: list[dict[str, Any]] = []
    questions = Questions.read(file, Fields(), lambda fault: None)
    return heard, Audit(index, questions, settings, llm).run(out, heard.append)


def verdicts(line: dict[str, Any]) -> dict[str, bool]:
    return {row["gate"]: row["passed"] for row in line["verdicts"]}


def test_every_question_has_its_verdicts_in_order(index: Index, file: Path):
    lines, summary = audit(index, file)
    assert [(line["row"], line["id"], line["question"]) for line in lines] == [
        (n + 1, str(n), question) for n, (question, _) in enumerate(PAIRS)
    ]
    assert [verdicts(line) for line in lines] == [
        {"names": True, "single_lookup": False},
        {"names": True, "single_lookup": False},
        {"names": False, "single_lookup": False},
        {"names": True},
        {"names": True},
    ]
    assert [line["passed"] for line in lines] == [False, False, False, True, True]
    assert (summary.questions, summary.linked, summary.failed) == (5, 3, 3)
    assert summary.record()["gates"]["names"] == {"judged": 5, "failed": 1}


def test_answers_are_linked_to_pages_whatever_their_case_and_yes_is_no_page(index: Index):
    title = index.store.title
    assert title(linked(["ilsa  varn"], index.store).page_id or 0) == "Ilsa Varn"
    assert title(linked(["nobody", "Brenholt"], index.store).page_id or 0) == "Brenholt"
    assert linked(["Nobody Atall"], index.store).page_id is None
    assert linked(["Yes", "no."], index.store).pages == 0


def test_the_model_is_asked_without_a_page_and_of_passages_that_name_the_answer(index: Index, file: Path):
    def model(request: Request) -> str:
        said = "Viktor Stane" if "Courier" in request.messages[-1].content else "unknown"
        return codec.canonical({"answer": said}).decode()

    scripted = Scripted(model)
    lines, summary = audit(index, file, llm=scripted, settings=AuditSettings(closed_book=2, read_one_page=5))
    assert [verdicts(line)["closed_book"] for line in lines] == [True, False, True, True, True]
    assert [verdicts(line)["readable_off_one_page"] for line in lines][1:4] == [False, True, True]
    assert sum(request.purpose == "closed_book" for request in scripted.asked) == 2 * len(PAIRS)
    bases = [row["numbers"]["base"]["of"] for line in lines for row in line["verdicts"] if row["gate"] == "closed_book"]
    assert bases == [0, 2, 4, 6, 8]
    assert summary.record()["gates"]["closed_book"] == {"judged": 5, "failed": 1}


def test_a_stopped_audit_goes_on_to_the_same_bytes(index: Index, file: Path, tmp_path: Path):
    whole, _ = audit(index, file, tmp_path / "whole")
    data = (tmp_path / "whole" / "audit.jsonl").read_bytes()
    assert [codec.load(line) for line in data.splitlines()] == codec.load(codec.canonical(whole))
    ends = [0] + [place + 1 for place, byte in enumerate(data) if byte == 10]
    for kept in (ends[1], ends[3], ends[2] + 7, len(data)):
        folder = tmp_path / f"stopped{kept}"
        folder.mkdir()
        (folder / "run.json").write_bytes((tmp_path / "whole" / "run.json").read_bytes())
        (folder / "audit.jsonl").write_bytes(data[:kept])
        lines, summary = audit(index, file, folder)
        assert (folder / "audit.jsonl").read_bytes() == data
        assert (len(lines), summary.failed) == (5, 3)


def test_what_was_judged_is_not_judged_again(index: Index, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    audit(index, file, tmp_path / "out")
    monkeypatch.setattr(Audit, "_line", lambda *_: pytest.fail("judged again"))
    assert audit(index, file, tmp_path / "out")[1].questions == 5


def test_another_file_other_settings_or_another_model_are_refused(index: Index, file: Path, tmp_path: Path):
    audit(index, file, tmp_path / "out")
    with pytest.raises(SettingsMismatch, match="settings.top_k: 10 there, 6 now"):
        audit(index, file, tmp_path / "out", settings=AuditSettings(top_k=6))
    with pytest.raises(SettingsMismatch, match="model: None there, scripted now"):
        audit(index, file, tmp_path / "out", Scripted(lambda _: ""))
    file.write_text(file.read_text() + "\n")
    with pytest.raises(SettingsMismatch, match="file: "):
        audit(index, file, tmp_path / "out")


def test_lines_of_no_known_audit_are_refused(index: Index, file: Path, tmp_path: Path):
    audit(index, file, tmp_path / "out")
    (tmp_path / "out" / "run.json").unlink()
    with pytest.raises(SettingsMismatch, match="no run.json"):
        audit(index, file, tmp_path / "out")


def test_lines_in_another_order_are_refused(index: Index, file: Path, tmp_path: Path):
    audit(index, file, tmp_path / "out")
    path = tmp_path / "out" / "audit.jsonl"
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(IndexFault, match="choose another --out"):
        audit(index, file, tmp_path / "out")


def test_rows_that_are_no_pair_are_left_out_and_told(index: Index, tmp_path: Path):
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"question": "Who?"}\n{"question"\n[1]\n{"answer": "x"}\n{"question": "Who?", "answer": "Isk"}\n')
    faults: list[str] = []
    questions = Questions.read(path, Fields(), lambda fault: faults.append(str(fault)))
    assert [pair.answers for pair in questions.pairs] == [("Isk",)]
    assert questions.left_out == len(faults) == 4
    assert [what in fault for what, fault in zip(("row 1", "line 2", "row 3", "row 4"), sorted(faults), strict=False)]
    assert Audit(index, questions, AuditSettings()).run(None, lambda line: None).left_out == 4


@pytest.mark.parametrize("text", ["", "\n", '{"question": "Who?"}', "nonsense\nmore"])
def test_a_file_without_a_pair_is_an_error(text: str, tmp_path: Path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(text)
    with pytest.raises(WikiseekError, match="has no question with an answer"):
        Questions.read(path, Fields(), lambda fault: None)
