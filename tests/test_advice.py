"""What problems advise is enough to mend them, and does no harm to the figures."""

import re
from pathlib import Path

import pytest

from smartscore.catalogue import Catalogue
from smartscore.examining import Examiner
from smartscore.problems import Problem
from smartscore.words import words

RUBRIC = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: Own
display: {min: 0, max: 100}
missing: {minimum_availability: 0.5}
scale: [{points: 0, label: Tidak ada}, {points: 1, label: Sebagian}, {points: 2, label: Lengkap}]
dimensions:
  - code: all
    title: All
    weight: 1
    indicators:
      - {code: sk, title: SK, levels: {0: No decree., 1: A draft., 2: A decree.}}
      - {code: share, title: Share, quantity: {unit: share, worst: 0, best: 1}}
      - {code: papers, title: Papers, checklist: [{code: decree, text: A decree}]}
      - {code: liking, title: Liking, survey: {min: 1, max: 5}}
"""

TOWN = """\
smartscore: assessment/1
rubrics: [./own.yaml]
subject: {name: Kota Contoh}
date: 2026-11-21
references:
  - {id: plan, title: Rencana}
ratings:
  own:
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("own.yaml").write_text(RUBRIC, encoding="utf-8")
    return tmp_path


def check(text: str, name: str = "town.yaml") -> tuple[Problem, ...]:
    return Examiner(Catalogue()).check(name, text.encode())


def said(text: str, code: str, language: str) -> list[tuple[str, str]]:
    """The sentences of the problems of a code, and what would mend them."""
    told = words("id" if language == "id" else "en")
    return [(told.problem(p), told.mend(p)) for p in check(text) if p.code == code]


LANGUAGES = pytest.mark.parametrize("language", ["en", "id"])


@LANGUAGES
@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("u\n3\nS\u00fcd\n".encode("cp1252"), True),
        ("u\n3\n".encode("utf-16"), True),
        (b"PK\x03\x04\xff\xfe\x80", True),
        (None, False),
    ],
)
def test_a_survey_file_that_is_no_utf8_is_to_be_saved_as_csv_utf8(here, language, content, wanted):
    if content is not None:
        Path("a.csv").write_bytes(content)
    text = TOWN + "    liking: {responses: {file: a.csv, column: u}}\n"
    [(_, mend)] = said(text, "A110", language)
    assert ("CSV UTF-8" in mend) == wanted


@LANGUAGES
@pytest.mark.parametrize("answer", ["A4", "Sangat mudah"])
def test_an_answer_in_words_gets_its_number_and_is_not_left_out(here, language, answer):
    Path("a.csv").write_text(f"u\n3\n{answer}\n", encoding="utf-8")
    text = TOWN + "    liking: {responses: {file: a.csv, column: u}}\n"
    [(_, mend)] = said(text, "A114", language)
    first, _, rest = mend.partition(";")
    assert "no_answer" not in first
    assert f'no_answer: ["{answer}"]' in rest


@LANGUAGES
@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("no-such-thing@1", ["--rubrics DIR"]),
        ("./nowhere.yaml", ["--rubrics DIR"]),
        ("../../elsewhere.yaml", ["[tool.smartscore]", "--rubrics DIR", "--allow-outside", "git"]),
    ],
)
def test_a_rubric_that_is_not_there_can_be_made_known(here, language, reference, wanted):
    text = TOWN.replace("./own.yaml", reference)
    found = [*said(text, "R113", language), *said(text, "R124", language)]
    assert len(found) == 1
    for word in wanted:
        assert word in found[0][1]


@LANGUAGES
def test_a_source_elsewhere_can_be_opened_for_good(here, language):
    text = TOWN.replace("title: Rencana", "title: Rencana, file: ../../plan.txt")
    [(_, mend)] = said(text, "A130", language)
    assert "`[tool.smartscore]`" in mend
    assert "--allow-outside" in mend


def test_an_empty_table_above_both_opens_them(here):
    Path("project/towns").mkdir(parents=True)
    Path("project/plan.txt").write_text("Ada.", encoding="utf-8")
    text = TOWN.replace("title: Rencana", "title: Rencana, file: ../plan.txt")
    text = text.replace("./own.yaml", "../own.yaml")
    Path("project/own.yaml").write_text(RUBRIC, encoding="utf-8")

    def codes() -> set[str]:
        return {p.code for p in check(text, "project/towns/town.yaml")}

    assert "R124" in codes()
    Path("project/pyproject.toml").write_text("[tool.smartscore]\n", encoding="utf-8")
    assert not {"R124", "R113", "A130"} & codes()


@LANGUAGES
@pytest.mark.parametrize("name", ["s.ods", "s.docx", "s"])
def test_a_source_of_another_kind_is_told_in_words_what_is_read(here, language, name):
    Path(name).write_text("x", encoding="utf-8")
    text = TOWN.replace("title: Rencana", f"title: Rencana, file: {name}")
    [(problem, mend)] = said(text, "A403", language)
    for ending in (".txt", ".md", ".rst", ".pdf"):
        assert ending in problem
    assert "PDF" in mend


@LANGUAGES
def test_references_are_pasted_where_they_are_read(here, language):
    old = "references:\n  - {id: plan, title: Rencana}"
    [(_, mend)] = said(TOWN.replace(old, "references: zotero.json"), "S124", language)
    assert re.search("same line, behind|baris yang sama, di belakang", mend)
    pasted = 'references: [\n{"id": "plan",\n"title": "Rencana"}\n]'
    assert not [p for p in check(TOWN.replace(old, pasted)) if p.code[0] == "Y" and p.code > "Y203"]


@pytest.mark.parametrize(
    ("rating", "en", "id_"),
    [
        ("sk: {level: 2", "why it is this level", "mengapa tingkatnya"),
        ("share: {value: 0.50", "how its value of 0.50 was found", "nilai 0.50 diperoleh"),
        ("papers: {met: [decree]", "why it has 1 of 1 item met", "1 dari 1 butir"),
        ("liking: {responses: [3, 4]", "how its responses were gathered", "jawabannya dikumpulkan"),
    ],
)
def test_a_rating_without_a_reason_is_told_in_the_words_of_its_measure(here, rating, en, id_):
    text = TOWN + f"    {rating}, evidence: [{{cite: plan, at: 3, shows: Ada.}}]}}\n"
    for language, words_ in (("en", en), ("id", id_)):
        [(problem, _)] = said(text, "A206", language)
        assert words_ in problem
