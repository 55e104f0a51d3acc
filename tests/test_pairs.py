"""Questions and answers are read from the files that people have."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.errors import NotFound, WikiseekError
from wikiseek.pairs import Pair, PairFault, read_pairs

SHAPES: dict[str, dict[str, Any]] = {
    "nq_open": {"question": "who drew it", "answer": ["Ida Holm", "Holm"]},
    "hotpotqa": {"_id": "5a", "question": "who drew it", "answer": "Ida Holm", "supporting_facts": [["A", 0]]},
    "musique": {"id": "2hop_1", "question": "who drew it", "answer": "Ida Holm", "answer_aliases": ["Holm"]},
    "2wiki": {"_id": "08", "type": "bridge", "question": "who drew it", "context": [], "answer": "Ida Holm"},
    "browsecomp_plus": {"query_id": "769", "query": "who drew it", "answer": "Ida Holm", "gold_docs": []},
    "inspect": {"id": 3, "input": "who drew it", "target": "Ida Holm"},
    "ours": {"i": 4, "id": "ab", "question": "who drew it", "answer": "Ida Holm", "aliases": ["Holm"]},
    "triviaqa": {"QuestionId": "x", "Question": "who drew it", "Answer": {"Value": 1, "value": "Ida Holm"}},
    "search_r1": {"question": "who drew it", "golden_answers": ["Ida Holm", "Ida Holm"]},
}


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8", newline="")
    return path


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("form", ["jsonl", "json", "object", "indented"])
def test_every_known_shape_is_read_in_every_form(shape: str, form: str, tmp_path: Path):
    row = SHAPES[shape]
    texts = {
        "jsonl": json.dumps(row) + "\n\n" + json.dumps(row),
        "json": json.dumps([row, row]),
        "object": json.dumps({"version": 1, "data": [row, row]}),
        "indented": json.dumps([row, row], indent=1),
    }
    first, second = read_pairs(write(tmp_path, "questions.json", texts[form]))
    assert (first.number, second.number) == (1, 2)
    assert first.question == second.question == "who drew it"
    assert first.answers[0] == "Ida Holm"
    assert set(first.answers) <= {"Ida Holm", "Holm"}
    assert len(first.answers) == (2 if shape in ("nq_open", "musique", "ours") else 1)
    assert first.id == str(next((row[name] for name in ("id", "_id", "query_id") if name in row), ""))


def test_a_table_of_questions_and_lists_of_answers_has_no_header(tmp_path: Path):
    path = write(tmp_path, "nq.tsv", 'who "drew" it\t[\'Ida Holm\', "O\'Hara"]\nwho else\t["Jan"]\n')
    assert list(read_pairs(path)) == [
        Pair(1, "", 'who "drew" it', ("Ida Holm", "O'Hara")),
        Pair(2, "", "who else", ("Jan",)),
    ]


def test_a_table_of_ids_and_queries_has_no_answers(tmp_path: Path):
    assert list(read_pairs(write(tmp_path, "queries.tsv", "769\twho drew it\n"))) == [Pair(1, "769", "who drew it", ())]


def test_a_table_with_a_header_is_read_by_its_names(tmp_path: Path):
    path = write(tmp_path, "q.csv", 'answer,Problem\n"Holm, Ida","who\ndrew it"\n')
    assert list(read_pairs(path)) == [Pair(1, "", "who drew it", ("Holm, Ida",))]


def test_packed_files_and_names_of_fields_that_are_given(tmp_path: Path):
    path = tmp_path / "q.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"prompt": "who", "gold": "Ida"}).encode()))
    assert list(read_pairs(path, "prompt", "gold")) == [Pair(1, "", "who", ("Ida",))]
    with pytest.raises(PairFault, match=r"has no question \(its fields: gold, prompt\)"):
        list(read_pairs(path))


def test_an_answer_that_only_looks_like_a_list_is_taken_as_it_is(tmp_path: Path):
    path = write(tmp_path, "q.jsonl", json.dumps({"question": "which", "answer": "[sic] note"}))
    assert next(read_pairs(path)).answers == ("[sic] note",)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("q.jsonl", '{"question": "a b"}\n{"question"', "line 2 of"),
        ("q.jsonl", "[1]", "row 1 of"),
        ("q.json", '{"question": "  "}', "row 1 of"),
        ("q.jsonl", '{"question": 7}', "has no question"),
        ("q.csv", '"' + "x" * (1 << 20) + 'x"', "is no row of a table"),
        ("q.jsonl", '{"query": "kxWc9BqTyZ0aQ3rJmA==", "canary": "c"}', "is obfuscated"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(name: str, text: str, said: str, tmp_path: Path):
    with pytest.raises(PairFault, match=said):
        list(read_pairs(write(tmp_path, name, text)))


def test_no_file_and_no_text(tmp_path: Path):
    with pytest.raises(NotFound):
        list(read_pairs(tmp_path / "none.json"))
    (tmp_path / "q.gz").write_bytes(b"\x1f\x8bno")
    (tmp_path / "q.json").write_bytes(b"\xff\xfe\x00")
    for name in ("q.gz", "q.json"):
        with pytest.raises(PairFault, match=r"is not UTF-8|cannot be unpacked"):
            list(read_pairs(tmp_path / name))


@given(st.binary(max_size=60), st.sampled_from(["q.json", "q.tsv", "q.csv", "q.jsonl.gz"]))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str):
    path = tmp_path_factory.mktemp("pairs") / name
    path.write_bytes(data)
    try:
        pairs = list(read_pairs(path))
    except WikiseekError:
        return
    assert [pair.number for pair in pairs] == list(range(1, len(pairs) + 1))
    assert all(pair.question.strip() for pair in pairs)
