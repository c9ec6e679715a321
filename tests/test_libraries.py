"""Files of references that an assessment or a rubric names: keys, places, kinds, what is cited."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

import smartscore
from smartscore.cli import app
from smartscore.model.fields import Reference
from smartscore.processes.pandoc import NoPandocError
from smartscore.read import bibtex as converting
from smartscore.read import libraries

from .building import ASSESSMENT, RUBRIC
from .conftest import ROOT
from .tools import program

CITING = "informants: [{name: N, cite: a2020}]\n"

ZOTERO = """\
[
	{
		"id": "http://zotero.org/users/1/items/ABCD1234",
		"type": "article-journal",
		"abstract": "Long\\u0000 and \\ud800 odd",
		"citation-key": "a2020",
		"container-title": "Journal",
		"note": "PMID: 1",
		"source": "DOI.org (Crossref)",
		"title": "On A",
		"custom": {"x": [1]},
		"author": [{"family": "Alfiyah", "given": "Nur"}],
		"issued": {"date-parts": [["2020", 5]]}
	},
	{"id": "b2022", "type": "book", "title": "B", "issued": {"date-parts": [[2022]]}}
]
"""

BIB = """\
@comment{jabref-meta: databaseType:biblatex;}
@string{ugm = {Universitas Gadjah Mada}}

@book{a2020,
  title = {Peraturan Presiden Nomor 95 tentang {SPBE} \\& Smart City},
  author = {{Badan Pusat Statistik} and Wahid, Zainul},
  publisher = ugm,
  langid = {english},
  date = {2020-05-01},
}
@incollection{part, crossref = {whole}, title = {Bab Dua}}
@book{whole, title = {Buku Besar}, year = 2019, publisher = {UGM}}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    (tmp_path / "zotero.json").write_text(ZOTERO)
    (tmp_path / "zotero.bib").write_text(BIB)
    return tmp_path


def write(references: str, more: str = CITING) -> None:
    Path("place.yaml").write_text(f"{ASSESSMENT}references: {references}\n{more}")


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, [*arguments, "--lang", "en"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def found(code: str) -> list[smartscore.Problem]:
    return [problem for problem in smartscore.check(Path("place.yaml")) if problem.code == code]


def references() -> dict[str, dict[str, object]]:
    assessment = smartscore.assess(Path("place.yaml")).assessment
    return {each.key: each.model_dump(exclude_none=True) for each in assessment.references}


def test_only_what_is_cited_comes_in_and_it_is_cleaned(here):
    write("zotero.json")
    assert references() == {
        "a2020": {
            "key": "a2020",
            "title": "On A",
            "type": "article-journal",
            "container-title": "Journal",
            "author": [{"family": "Alfiyah", "given": "Nur"}],
            "issued": {"date-parts": [[2020, 5]]},
        }
    }
    assert {p.code for p in smartscore.check(Path("place.yaml"))} <= {"Y203", "Y204", "A206"}


def test_an_item_can_be_cited_by_its_address_too(here):
    write("zotero.json", "informants: [{cite: 'http://zotero.org/users/1/items/ABCD1234'}]\n")
    (only,) = references()
    assert only.startswith("http")


@pytest.mark.parametrize("wrapped", ['{"items": %s}', '{"references": %s}'])
def test_a_list_may_stand_in_a_mapping(here, wrapped):
    Path("zotero.json").write_text(wrapped % ZOTERO)
    write("zotero.json")
    assert list(references()) == ["a2020"]


def test_a_citation_that_leads_nowhere_is_told_with_what_is_like_it(here):
    write("[zotero.json, {id: own, title: Own}]", "informants: [{cite: b2202}, {cite: own}]\n")
    (problem,) = found("A203")
    assert problem.values["suggestion"] == "b2022"


def test_a_problem_of_an_item_has_its_place_in_the_library(here):
    write("zotero.json", "informants: [{cite: b2022}]\n")
    rated = "{level: 3, evidence: [{cite: b2022, at: 1, shows: x}]}"
    text = Path("place.yaml").read_text()
    Path("place.yaml").write_text(text.replace("first: 3", f"first: {rated}"))
    (problem,) = found("A210")
    assert (problem.place.file, problem.place.line) == ("zotero.json", 15)
    assert problem.edit is None


def test_one_key_for_two_sources_is_told_with_both_places(here):
    other = '[\n{"id": "a2020", "type": "book", "title": "Another"}]'
    Path("other.json").write_text(other)
    write("[zotero.json, other.json]")
    (problem,) = found("A204")
    assert (problem.place.file, problem.place.line) == ("other.json", 2)
    (first,) = problem.related
    assert (first.place.file, first.place.line) == ("zotero.json", 6)


def test_an_item_of_the_list_and_one_of_a_file_have_keys_of_their_own(here):
    write("\n  - {id: a2020, title: Own}\n  - zotero.json")
    (problem,) = found("A204")
    assert problem.place.file == "zotero.json"
    assert problem.related[0].place.file.endswith("place.yaml")


def test_a_key_twice_in_one_library_is_told(here):
    twice = '[{"id": "a2020", "title": "One"},\n {"id": "a2020", "title": "Two"}]'
    Path("zotero.json").write_text(twice)
    write("zotero.json")
    (problem,) = found("A204")
    assert (problem.place.line, problem.related[0].place.line) == (2, 1)


def test_two_exports_of_one_library_are_advice(here):
    shutil.copy("zotero.json", "copy.json")
    write("[zotero.json, copy.json]")
    assert list(references()) == ["a2020"]
    (problem,) = found("A242")
    assert problem.values["count"] == "3"
    assert [each.place.file for each in problem.related] == ["zotero.json", "copy.json"]


def test_addresses_for_keys_are_told_where_a_citation_is_not_found(here):
    Path("zotero.json").write_text('[{"id": "http://zotero.org/users/1/items/A", "title": "A"}]')
    write("zotero.json")
    assert found("A203")
    assert found("A243")[0].values["count"] == "1"
    write("zotero.json", "")
    assert not found("A243")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[",
        "[1]",
        '[{"id": "a"',
        '"text"',
        "null",
        "[" * 200_000,
        '[{"id": "a2020", "n": ' + "[" * 100_000 + "]" * 100_000 + "}]",
        '[{"id": "a", "number": NaN}]',
        '[{"id": "a", "number": ' + "9" * 10_000 + "}]",
        '{"items": 3}',
        '{"items": [{"itemType": "book", "title": "Own JSON", "itemKey": "A"}]}',
        "\x00\x01",
        "[" + "{}," * 500_001 + "{}]",
    ],
)
def test_what_is_no_library_is_told_and_nothing_else(here, text):
    Path("zotero.json").write_text(text)
    write("zotero.json")
    assert len(found("A240")) == 1
    assert not found("A203")
    done = run("assess", "place.yaml")
    assert done.exit_code == 1
    assert "A240" in done.stderr


def test_what_a_lost_library_would_have_said_is_not_asked_for(here):
    evidence = "{level: 3, because: B, evidence: [{cite: a, shows: S}]}"
    for library, codes in (("gone.json", ["A240"]), ("zotero.json", ["A203"])):
        write(library, "")
        text = Path("place.yaml").read_text().replace("first: 3", f"first: {evidence}")
        Path("place.yaml").write_text(text)
        told = {problem.code for problem in smartscore.check(Path("place.yaml"))}
        assert told & {"A203", "A208", "A240"} == set(codes)


def test_a_library_in_another_encoding_is_told(here):
    Path("zotero.json").write_bytes('[{"id": "a2020", "title": "Café"}]'.encode("latin-1"))
    write("zotero.json")
    assert found("A240")[0].values["why"] == "encoding"


@pytest.mark.parametrize("name", ["../out.json", "/etc/out.json", "a/../../out.json"])
def test_a_library_lies_on_the_premises(here, name):
    (here.parent / "out.json").write_text(ZOTERO)
    write(name)
    assert len(found("A130")) == 1
    assert run("assess", "place.yaml").exit_code == 1


def test_a_rubric_may_name_a_library(here):
    cited = RUBRIC.replace("title: First", "title: First, citations: [{cite: b2022}]")
    Path("tiny.yaml").write_text(f"{cited}references: zotero.json\n")
    write("[]", "")
    report = run("report", "place.yaml", "--parts", "all", "--flavour", "gfm").stdout
    assert "- B (2022)." in report
    problems = smartscore.check(Path("tiny.yaml"))
    assert not [p for p in problems if p.code in ("R209", "R210", "R230")]


def test_a_rubric_that_names_no_library_scores_all_the_same(here):
    Path("tiny.yaml").write_text(f"{RUBRIC}references: nowhere.json\n")
    write("[]", "")
    assert run("assess", "place.yaml").exit_code == 0
    assert [p.code for p in smartscore.check(Path("tiny.yaml")) if p.code.startswith("R23")]


@pytest.mark.parametrize(
    ("written", "back"),
    [
        ("zotero.json", "references: zotero.json\n"),
        ("[zotero.bib]", "references: zotero.bib\n"),
        (
            "[zotero.json, {id: own, title: O}, zotero.bib]",
            "references:\n  - zotero.json\n  - id: own\n    title: O\n  - zotero.bib\n",
        ),
    ],
)
def test_the_workbook_keeps_the_names_of_libraries(here, written, back):
    write(written, "")
    assert run("convert", "place.yaml", "place.xlsx").exit_code == 0
    assert run("convert", "place.xlsx", "back.yaml").exit_code == 0
    assert back in Path("back.yaml").read_text()


def test_in_python_a_mapping_and_a_model_may_name_a_library(here):
    data = {
        "smartscore": "assessment/1",
        "rubrics": ["./tiny.yaml"],
        "subject": {"name": "Somewhere"},
        "date": "2021-07-12",
        "references": ["zotero.json", {"id": "own", "title": "Own"}],
        "informants": [{"cite": "a2020"}],
    }
    keys = [r.key for r in smartscore.assess(data).assessment.references]
    assert keys == ["a2020", "own"]
    model = smartscore.Assessment.model_validate(data)
    assert [r.key for r in model.references] == ["own"]
    assert [r.key for r in smartscore.assess(model).assessment.references] == keys


def test_a_new_rubric_is_added_beside_a_library(here):
    write("zotero.json")
    done = run("new", "assessment", "place.yaml", "--rubric", "indrajit", "--update")
    assert done.exit_code == 0, done.stderr
    assert "references: zotero.json\n" in Path("place.yaml").read_text()


def test_what_a_command_writes_is_not_a_library(here):
    write("zotero.json")
    done = run("assess", "place.yaml", "--format", "json", "-o", "zotero.json")
    assert done.exit_code == 2
    assert Path("zotero.json").read_text() == ZOTERO


def test_bibtex_is_read_as_it_is_written(here):
    program("pandoc")
    write("zotero.bib", "informants: [{cite: a2020}, {cite: part}]\n")
    read = references()
    assert read["a2020"]["title"] == "Peraturan Presiden Nomor 95 tentang SPBE & Smart City"
    assert read["a2020"]["publisher"] == "Universitas Gadjah Mada"
    assert read["a2020"]["author"] == [
        {"literal": "Badan Pusat Statistik"},
        {"family": "Wahid", "given": "Zainul"},
    ]
    assert "language" not in read["part"]
    assert read["part"]["title"] == "Bab Dua"
    assert read["part"]["issued"] == {"date-parts": [[2019]]}


def test_without_pandoc_keys_of_bibtex_are_checked_all_the_same(here, monkeypatch):
    def missing() -> str:
        raise NoPandocError

    monkeypatch.setattr(converting, "find_pandoc", missing)
    write("zotero.bib", "informants: [{cite: a2020}, {cite: a2002}]\n")
    assert found("A203")[0].values["suggestion"] == "a2020"
    assert found("A244")[0].values["variant"] == "pandoc-missing"
    Path("tiny.yaml").write_text(
        RUBRIC.replace("title: First", "title: First, citations: [{cite: a2020}]")
        + "references: zotero.bib\n"
    )
    assert "R234" in {p.code for p in smartscore.check(Path("tiny.yaml"))}


@pytest.mark.parametrize("text", ["@book{a2020, title = {", "@book{a, title={x}", "no entry here"])
def test_bibtex_that_does_not_close_is_told(here, text):
    Path("zotero.bib").write_text(text)
    write("zotero.bib")
    assert found("A240")


@pytest.mark.parametrize("space", [" ", "\t", " \t"])
def test_a_key_of_nothing_but_spaces_is_none_and_soon_is(here, space):
    keyless = f'@book{{{space * 50_000}"x, title = {{A}}}}\n'
    (here / "zotero.bib").write_text(keyless + BIB)
    write("zotero.bib")
    assert not found("A203")
    assert found("A241")[0].values["count"] == "1"


def test_bibtex_that_would_act_is_text(here):
    program("pandoc")
    (here / "secret").write_text("THE SECRET")
    acting = "\\input{secret} \\includegraphics{secret} \\href{file:///etc}{x} <script>"
    Path("zotero.bib").write_text(f"@book{{a2020, title = {{T {acting}}}, file = {{secret}}}}")
    write("zotero.bib")
    report = run("report", "place.yaml").stdout
    assert "SECRET" not in report
    assert "<script>" not in report.replace("\\<script\\>", "")


def test_five_thousand_items_are_looked_through_once(here, monkeypatch):
    items = [
        {"id": f"key{i}", "type": "book", "title": f"Title {i}", "abstract": "word " * 200}
        for i in range(5000)
    ]
    Path("zotero.json").write_text(json.dumps(items, indent=1))
    made: list[str] = []
    make = libraries._reference

    def counted(key: str, item: Mapping[str, Any]) -> Reference:
        made.append(key)
        return make(key, item)

    monkeypatch.setattr(libraries, "_reference", counted)
    write("zotero.json", "informants: [{cite: key4999}]\n")
    assert list(references()) == ["key4999"]
    assert made == ["key4999"]


MARKED = 'The <i>smart</i> city, H<sub>2</sub>O <span class="nocase">PeMDI</span>'


@pytest.mark.parametrize("where", ["list", "library"])
def test_a_numeric_id_and_markup_in_a_title_are_taken_as_programs_write_them(here, where):
    """CSL has strings and numbers for `id`; pandoc and Zotero write such titles."""
    items = json.dumps([{"id": 7, "type": "book", "title": MARKED}])
    Path("library.json").write_text(items, encoding="utf-8")
    write(items if where == "list" else "library.json", "informants: [{name: N, cite: 7}]\n")
    assert [each.code for each in smartscore.check(Path("place.yaml")) if each.code[0] == "S"] == []
    assert references()["7"]["title"] == MARKED
    listed = json.loads(run("refs", "place.yaml").stdout)
    assert next(each for each in listed if each["id"] == "7")["title"] == MARKED
    report = run("report", "place.yaml", "--format", "md").stdout
    assert "The *smart* city, H~2~O [PeMDI]{.nocase}" in report


def test_a_key_is_the_digits_as_written_and_no_decimal():
    assert Reference.model_validate({"id": 7}).key == "7"
    for odd in (True, None, {"a": 1}):
        with pytest.raises(ValueError, match="id"):
            Reference.model_validate({"id": odd, "title": "T"})


def test_a_note_in_both_languages_is_read_in_ones_own_and_exported_as_both(here):
    note = "{id: Tidak dibaca., en: Not read.}"
    write("[{id: a, title: A, note: " + note + "}]", "informants: [{name: N, cite: a}]\n")
    assert json.loads(run("refs", "place.yaml").stdout)[0]["note"] == "Tidak dibaca. Not read."
    for language, said, other in (("id", "dibaca.", "Not"), ("en", "Not read.", "dibaca")):
        shown = CliRunner().invoke(app, ["assess", "place.yaml", "--detail", "--lang", language])
        assert said in shown.stdout
        assert other not in shown.stdout


def test_no_bundled_note_is_in_one_language_only():
    """What a rubric or an example says of a source is there for both readers."""
    for path in (*Path(ROOT, "rubrics").glob("*.yaml"), *Path(ROOT, "examples").glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for each in data.get("references", []):
            assert set(each.get("note", {"id": 1, "en": 1})) == {"id", "en"}, (path.name, each)
