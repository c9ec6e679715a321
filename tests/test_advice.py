"""What problems advise is enough to mend them, and does no harm to the figures."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.model.fields import number_fault
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue
from smartscore.sheets import cells
from smartscore.text import shape_faults
from smartscore.text.problems import Problem, Wrong
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
def test_a_file_without_a_schema_is_told_the_command_for_it(here, language):
    def mend(name):
        [found] = [p.mend(language) for p in check(TOWN, name) if p.code == "Y203"]
        return found

    assert "`smartscore schema assessment --for town.yaml --link`" in mend("town.yaml")
    assert "`smartscore schema assessment --for 'my town.yaml' --link`" in mend("my town.yaml")
    assert "--for -" not in mend("-")


@LANGUAGES
@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("no-such-thing@1", ["--rubrics"]),
        ("./nowhere.yaml", ["--rubrics"]),
        ("../../elsewhere.yaml", ["[tool.smartscore]", "--rubrics", "--allow-outside", "git"]),
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
@pytest.mark.parametrize("name", ["s.ods", "s.doc", "s"])
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
    [(_, mend)] = said(TOWN.replace(old, "references: zotero.ris"), "S124", language)
    assert "CSL JSON (.json)" in mend
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


@LANGUAGES
def test_a_percentage_may_be_either_of_two_numbers(here, language):
    texts = [
        check(TOWN + "    share: {value: 60%}\n"),
        check(RUBRIC.replace("weight: 1", "weight: 60%"), "own.yaml"),
        check(TOWN + "    liking: {responses: {mean: 60 %, n: 3}}\n"),
    ]
    for problems in texts:
        (problem,) = (p for p in problems if p.code == "S112")
        assert problem.edit is None
        assert re.search(r" 60 (or|atau) 0\.6,", words(language).mend(problem))


def test_a_percentage_in_a_cell_is_told_like_one_in_a_file():
    assert number_fault(cells.value_of("60%")).complaint.values == {
        "value": "60%",
        "one": "60",
        "other": "0.6",
    }


@LANGUAGES
@pytest.mark.parametrize(
    ("level", "wanted"),
    [
        ("Lengkap", "2"),
        ("sebagian", "1"),
        ("Cukup", "0, 1, 2"),
        ("tidak diketahui", "`unknown: ...`"),
        ("unknown", "`unknown: ...`"),
        ("n/a", "`not_applicable: ...`"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "{{level: {}}}"])
def test_a_level_in_words_is_told_with_what_is_written(here, language, level, wanted, form):
    [(_, mend)] = said(TOWN + f"    sk: {form.format(level)}\n", "S104", language)
    assert wanted in mend
    assert "2.5" not in mend


@LANGUAGES
def test_a_level_in_words_without_its_rubric_or_in_another_measure(here, language):
    text = TOWN.replace("./own.yaml", "./nowhere.yaml") + "    sk: Lengkap\n"
    [(_, mend)] = said(text, "S104", language)
    assert "`scale`" in mend
    [(_, mend)] = said(TOWN + "    share: Lengkap\n", "S104", language)
    assert "2.5" in mend


@LANGUAGES
def test_a_level_in_words_in_a_file_of_cases(here, language):
    text = "smartscore: cases/1\nrubric: ./own.yaml\ncases:\n  - name: Kota\n"
    text += "    ratings: {sk: Lengkap}\n    expect: {overall: 1}\n"
    [(_, mend)] = said(text, "S104", language)
    assert "`scale`" in mend


@pytest.mark.parametrize(
    ("cell", "one", "other"),
    [
        ("3,4", "3; 4", "3.4"),
        ("3,4,2", "3; 4; 2", "3.5; 4.5"),
        ("5,4,3,5", "5; 4; 3; 5", "3.5; 4.5"),
        ("3,4, 2,5", "3; 4; 2; 5", "3.4; 2.5"),
        ("3,4 2,5", "3; 4; 2; 5", "3.4; 2.5"),
    ],
)
def test_commas_in_a_cell_of_answers_are_told_in_both_ways(cell, one, other):
    with pytest.raises(Wrong) as raised:
        cells.answers_of(cell)
    values = raised.value.complaint.values
    assert raised.value.complaint.code == shape_faults.WRONG_KIND_OF_VALUE
    assert (values["variant"], values["one"], values["other"]) == ("answers", one, other)


def test_answers_that_can_be_told_apart_are_read():
    assert cells.answers_of("3, 4") == [3, 4]
    assert cells.answers_of("3; 4; 2") == [3, 4, 2]
    assert cells.answers_of("3,5; 4") == ["3,5", 4]


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ("[tool.smartscore.check]\nfial-on = 'error'", "fail-on, lang, rubrics"),
        ("[tool.smartscore]\nalow = ['..']", "`tool.smartscore.alow`"),
        ("[tool.smartscore]\nalow = ['..']\ncheck = {}", "allow, check"),
        ("[tool.smartscore]\ncheck = 5", "[tool.smartscore.check]"),
        ("[tool.smartscore.check]\nselect = 5", "`tool.smartscore.check.select`"),
        ("[tool.smartscore.check]\nselect = [5]", "`tool.smartscore.check.select.0`"),
        ("[tool.smartscore.check]\nfail-on = 'eror'", "error, warning, advice"),
        ("[tool.smartscore.check]\nlang = 5", "id, en"),
        ('[tool.smartscore.check]\n"a\\tb" = 5', "`tool.smartscore.check.a b`"),
    ],
)
@pytest.mark.parametrize(("language", "word"), [("en", "the keys|is to be"), ("id", "kunci|harus")])
def test_a_setting_that_is_none_is_told_with_those_there_are(
    here, settings, wanted, language, word
):
    Path("pyproject.toml").write_text(settings, encoding="utf-8")
    done = CliRunner().invoke(app, ["check", "own.yaml", "--lang", language])
    assert done.exit_code == 2
    assert wanted in done.stderr
    assert re.search(word, done.stderr)
    assert "Input" not in done.stderr
    assert "Extra" not in done.stderr


def test_a_slip_beside_allow_is_told_by_what_reads_it(here, monkeypatch):
    for name in ("CI", "GITHUB_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
    Path("pyproject.toml").write_text("[tool.smartscore]\nalow = ['..']\n", encoding="utf-8")
    Path("town.yaml").write_text(TOWN + "    sk: 1\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["assess", "town.yaml", "--lang", "en"])
    assert done.exit_code == 2
    assert "`tool.smartscore.alow` is no setting; the keys there are allow, check" in done.stderr
