"""With SMARTSCORE_LANG=id no command prints English, in what it shows nor in what it refuses.

Left out is what is quoted: code between backticks, texts of files that are in English only
(notes of sources), keys and codes.
"""

import json
import re
import sys
from pathlib import Path

import pytest
import typer

import smartscore
from smartscore.cli import app, helped, run
from smartscore.text.sentences import Sentences

ENGLISH = re.compile(
    r"\b(the|which|with|that|this|from|there|where|what|are|was|were|has|have|not|and|of|is|it|its"
    r"|be|by|for|can|must|does|than|only|other|such|each|these|they|would|error|warning|missing)\b",
    re.IGNORECASE,
)
"""Words that no sentence in English does without, and none in Indonesian has."""
QUOTED = re.compile(
    r"`[^`]*`|“[^”]*”|--[a-z-]+|[a-z0-9]+(?:[-|][a-z0-9]+)+|[Bb]awaan: \w+"
    r"|Harvard JFK School of Government"
)
"""What is code, or the words of somebody else: in marks, options, and words tied together."""

HERE = {
    "broken.yaml": "smartscore: assessment/1\nrubrics: [indrajit\nratings: {\n",
    "wrong.yaml": "smartscore: assessment/1\nrubrics: [indrajit]\nsubject: {name: X}\n"
    "date: 2026-13-01\nratings: {indrajit: {political-will: {level: '3,5', because: x}}}\n",
    "lain.yaml": "a: 1\n",
    "none.yaml": "",
    "rusak.xlsx": "kosong",
    "rusak.pdf": "%PDF-1.4",
    "rusak.docx": "kosong",
    "tab.csv": "name;code\nA;1\n",
    "own.j2": "{{ tidak.ada.begitu }}",
    "map.yaml": "x: [\n",
    "bab.md": "# x\n\n<!-- smartscore: table dimensionz place.yaml indrajit -->\n"
    "<!-- /smartscore -->\n\n<!-- smartscore: table dimensions place.yaml indrajit -->\n",
    "rubric.yaml": "smartscore: rubric/1\ncode: x\nversion: 1\n",
    "plan.md": "# Bab 1\n\nBupati menandatangani komitmen dan anggaran tersedia setiap tahun.\n",
}
PLACE = """smartscore: assessment/1
rubrics: [indrajit]
subject: {name: Sumenep}
date: 2026-11-21
references: [{id: a, type: book, title: Rencana Induk, issued: 2024}]
ratings:
  indrajit:
    political-will: {level: LEVEL, because: Bupati hadir., evidence: [{cite: a, at: 3, shows: Ya.}]}
    legal-framework: {unknown: Tidak ditemukan di mana pun.}
"""
SHOWN = """
assess place.yaml
assess place.yaml --detail
assess place.yaml --format markdown
assess place.yaml --set political-will=4
explain place.yaml
plan place.yaml --staged 3
plan place.yaml --target 50
robustness place.yaml --draws 100 --format markdown --detail
diff place.yaml later.yaml
compare place.yaml later.yaml
merge place.yaml later.yaml
refs place.yaml
refs place.yaml --format bib
check place.yaml --all
check place.yaml --statistics
check place.yaml --output-format concise
report place.yaml
report place.yaml --style page
report place.yaml --style brief
report place.yaml --style badge --format svg
convert place.yaml place.xlsx
batch places.csv --rubric indrajit -o out.csv
evidence plan.md --rubric indrajit
evidence plan.md --rubric indrajit --coverage
weave bab.md --check
rule
new example
""".strip().split("\n")
REFUSED = """
assess
assess nowhere.yaml
assess .
assess broken.yaml
assess wrong.yaml
assess lain.yaml
assess none.yaml
assess rusak.xlsx
assess place.yaml --rubric nope
assess place.yaml --rubric rubric.yaml
assess place.yaml --weighting nope
assess place.yaml --rubrics nowhere
assess place.yaml --fail-under x
assess place.yaml --fail-under 99
assess place.yaml -o .
assess place.yaml -o nowhere/x
assess place.yaml -o place.yaml
assess place.yaml -o /dev/full
assess place.yaml --set x
assess place.yaml --set political-will=9
assess place.yaml --format x
assess --bogus
assess place.yaml --lang fr
check nowhere.yaml
check broken.yaml
check wrong.yaml
check none.yaml
check rusak.xlsx
check rubric.yaml
check --select ZZZ
check --output-file a --output-file b place.yaml
check wrong.yaml --output-format junit
check wrong.yaml --output-format gitlab
check --fix=1
explain place.yaml nope
explain place.yaml --among later.yaml
plan place.yaml
plan place.yaml --target zzz
plan place.yaml --by x
robustness place.yaml --weights 9
robustness place.yaml --seed x
diff place.yaml nowhere.yaml
compare place.yaml
compare place.yaml later.yaml --by nope
compare place.yaml later.yaml -o x.zip
compare tab.csv --rubric indrajit
agree place.yaml
agree place.yaml later.yaml --draws x
agree place.yaml later.yaml --consensus median
merge place.yaml
merge place.yaml later.yaml -o x.zip
merge place.yaml nowhere.yaml
convert place.yaml x.yaml
convert rusak.xlsx out.yaml
convert a.ods b.yaml
batch nowhere.csv --rubric indrajit
batch tab.csv --rubric indrajit
batch places.csv
batch place.yaml --rubric indrajit
batch places.csv --rubric indrajit -o a.zip
batch places.csv --rubric indrajit --jobs x
batch places.csv --rubric indrajit --resume
batch places.csv --rubric indrajit --map map.yaml
batch places.csv --rubric indrajit --scheduler x
evidence nowhere.pdf --rubric indrajit
evidence rusak.pdf --rubric indrajit
evidence rusak.docx --rubric indrajit
evidence plan.md
evidence plan.md --rubric indrajit --top x
evidence plan.md --rubric indrajit --date x
evidence plan.md --for nowhere.yaml
report
report place.yaml -o a.zip
report place.yaml --template nowhere
report place.yaml --template own.j2
report place.yaml --parts x
report place.yaml --start x
report place.yaml --parts change
report place.yaml --figures /dev/null/x -o r.md
refs nope
refs place.yaml -o a.zip
weave nowhere.md
weave rusak.docx
weave bab.md plan.md -o x
rubrics
rubrics x
rubrics show nope
rubrics show rubric.yaml
rubrics show indrajit@9
rubrics diff nope indrajit
rubrics list --rubrics nowhere
rule nope
test nowhere
test lain.yaml
schema
schema x
schema rubric --for lain.yaml --link
schema rubric --link
schema rubric --for lain.yaml --link -o -
schema rubric --for bab.md --link
new
new assessment n.yaml
new assessment n.yaml --rubric nope --date 2026-01-01
new assessment n.yaml --rubric indrajit --date x
new assessment place.yaml --rubric indrajit --date 2026-01-01
new assessment nowhere.yaml --update
new assessment broken.yaml --update
new rubric place.yaml
new example nope
nope
asess
--bogus
--
""".strip().split("\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("id")
    for name, text in HERE.items():
        (made / name).write_text(text, encoding="utf-8")
    (made / "place.yaml").write_text(PLACE.replace("LEVEL", "2"), encoding="utf-8")
    (made / "later.yaml").write_text(PLACE.replace("LEVEL", "3"), encoding="utf-8")
    (made / "places.csv").write_text("name,political-will\nSumenep,2\nBlitar,9\n", encoding="utf-8")
    return made


@pytest.fixture
def said(folder, monkeypatch, capfd):
    """What a run prints, wherever it prints it, and its exit code."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SMARTSCORE_LANG", "id")
    monkeypatch.setenv("COLUMNS", "80")

    def done(line):
        monkeypatch.setattr(sys, "argv", ["smartscore", *line.split()])
        try:
            code = run()
        except SystemExit as end:
            code = int(end.code or 0)
        except OSError as error:
            from smartscore.__main__ import _complain

            code = _complain(error)
        told = capfd.readouterr()
        return code, told.out + told.err

    return done


def english(text):
    """The words in English, each with what stands around it."""
    left = QUOTED.sub("", " ".join(text.split()))
    return [left[max(0, each.start() - 30) : each.end() + 30] for each in ENGLISH.finditer(left)]


@pytest.mark.parametrize("line", SHOWN)
def test_what_is_shown(said, line):
    code, text = said(line)
    assert text
    assert english(text) == []
    assert code in (0, 1)


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused(said, line):
    code, text = said(line)
    assert text
    assert english(text) == []
    assert code in (1, 2), text


def test_help():
    from typer.testing import CliRunner

    for path, _ in helped.commands(typer.main.get_command(app)):
        environment = {"SMARTSCORE_LANG": "id"}
        told = CliRunner().invoke(app, [*path.split(), "--help"], env=environment).stdout
        assert english(re.sub(r"(?m)^Contoh:\n.*", "", told)) == [], path


def test_every_command_is_tried():
    tried = {line.split()[0] for line in SHOWN + REFUSED}
    tree = typer.main.get_command(app)
    assert {path.split()[0] for path, _ in helped.commands(tree) if path} <= tried


def test_no_sentence_of_ours_is_english():
    """Also what no run above comes by."""
    folder = Path(smartscore.__file__).parent / "locales"
    sentences = json.loads((folder / "id.json").read_text(encoding="utf-8"))
    marks = re.compile(r"'[^']*'|\"[^\"]*\"|\*[^*]*\*|\{[^}]*\}|\([^)]*\)")
    left = {
        key: found for key, each in sentences.items() if (found := english(marks.sub("", each)))
    }
    assert left == {}


def test_what_stands_for_values_has_one_name():
    """A sentence names BERKAS as the usage does, and not FILE."""
    folder = Path(smartscore.__file__).parent / "locales"
    words = json.loads((folder / "help" / "id.json").read_text(encoding="utf-8"))["placeholders"]
    other = [word for word, said in words.items() if said != word and len(word) > 2]
    form = re.compile(rf"\b(?:{'|'.join(other)})\b")
    sentences = json.loads((folder / "id.json").read_text(encoding="utf-8"))
    found = [(key, said) for key, said in sentences.items() if not key.startswith("sheet.head")]
    assert {key: said for key, said in found if form.search(said)} == {}


def test_the_words_of_others_are_quoted_as_theirs():
    assert Sentences("id").reason("quoted\tInput/output error") == (
        "“Input/output error” (pesan asli program lain)"
    )
    assert Sentences("en").reason("quoted\tInput/output error") == "Input/output error"


def test_what_junit_says_of_what_does_not_fail(said, folder):
    (folder / "mulai.yaml").write_text("# Sebuah berkas\n" + PLACE.replace("LEVEL", "2"))
    _, text = said("check mulai.yaml --output-format junit")
    assert '<testcase name="Y203 editors-find-the-schema" ' in text
    assert "<system-out>saran: mulai.yaml:1:1: Y203 " in text
    assert "advice" not in text


@pytest.mark.parametrize("written", ["rubric/1", "cases/1"])
def test_a_misspelt_key_still_says_the_kind(said, folder, written):
    (folder / "salah.yaml").write_text(f"smartscor: {written}\ncode: x\n")
    _, text = said("check salah.yaml")
    assert f"mulailah dengan `smartscore: {written}`" in text
    _, text = said("assess salah.yaml")
    assert f"mulailah dengan `smartscore: {written}`" in text


@pytest.mark.parametrize("name", ["rubrik.xlsx", "rubrik.ods", "rubrik.CSV"])
def test_a_rubric_is_no_workbook(said, folder, name):
    code, text = said(f"new rubric {name}")
    assert code == 2
    assert "rubrik adalah YAML" in " ".join(text.split())
    assert not (folder / name).exists()


def test_cells_are_told_as_they_are_read(said, folder):
    """Row by row, and their numbers as a spreadsheet shows them."""
    levels = {"political-will": "2.5", "resource-allocation": "9", "legal-framework": "7"}
    rated = "".join(f"    {code}: {{level: {n}, because: x}}\n" for code, n in levels.items())
    head = PLACE[: PLACE.index("    political-will")]
    (folder / "sel.yaml").write_text(f"{head}{rated}", encoding="utf-8")
    said("convert sel.yaml sel.xlsx")
    _, text = said("assess sel.xlsx")
    cells = [int(row) for row in re.findall(r"sel E(\d+): A103", text)]
    assert len(cells) == 3
    assert cells == sorted(cells)
    assert len({len(str(row)) for row in cells}) == 2
    assert "tingkat 2,5 " in " ".join(text.split())


def test_a_note_says_how_a_source_was_read(said, folder):
    (folder / "dipinjam.yaml").write_text(
        PLACE.replace("LEVEL", "2").replace("type: book,", "note: Salinan cetak dari Bappeda,")
    )
    (folder / "hanya.yaml").write_text(PLACE.replace("LEVEL", "2"))
    assert "A272" not in said("check dipinjam.yaml")[1]
    assert "A272" in said("check hanya.yaml")[1]
