"""Markup of titles: what is set, what stays text, and how each output spells it."""

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import cmarkgfm
import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.reports.markup import GITHUB, PANDOC, md, set_in
from smartscore.text.titles import bare, pieces

from .building import ASSESSMENT, RUBRIC
from .tools import program

SMALL = '<span style="font-variant:small-caps;">'
TITLE = (
    f"On <i>Homo</i> H<sub>2</sub>O, 2<sup>nd</sup> <b>bold</b> {SMALL}sc</span> "
    '<span class="nocase">SPBE</span> <script>x</script> a < b </i>'
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (TITLE, "On Homo H2O, 2nd bold sc SPBE <script>x</script> a < b </i>"),
        ("<I>a</I> <em>b</em>", "a b"),
        ("<i>never closed", "<i>never closed"),
        ("<i>a <b>b</i> c</b>", "a <b>b c</b>"),
        ("<span>a</span>", "<span>a</span>"),
        ("<span onclick='x'>a</span>", "<span onclick='x'>a</span>"),
        ("<i onclick=x>a</i>", "<i onclick=x>a</i>"),
        ("<i>" * 3 + "a" + "</i>" * 3, "a"),
        ("</i><i>", "</i><i>"),
        ("", ""),
    ],
)
def test_only_pairs_of_known_tags_are_markup(text, plain):
    assert bare(text) == plain


def test_many_tags_take_no_longer_than_they_are_many():
    text = "<i><b>" * 20_000 + "</sub>" * 20_000 + "</i>"
    assert "".join(piece.text for piece in pieces(text)).count("<b>") == 20_000


@pytest.mark.parametrize(
    ("title", "github", "pandoc"),
    [
        ("<i>a</i>", "*a*", "*a*"),
        ("x <i> a </i>y", "x *a* y", "x *a* y"),
        ("x<i>[a]</i>y", "x\\[a\\]y", "x\\[a\\]y"),
        ("<sup>a b</sup>", "<sup>a b</sup>", "^a\\ b^"),
        (f"{SMALL}a</span>", "a", "[a]{.smallcaps}"),
        ("<b><i>a</i></b>", "***a***", "***a***"),
        ("<i>[x](y)</i>", "*\\[x\\](y)*", "*\\[x\\](y)*"),
        ("<i>*</i>", "*\\**", "*\\**"),
    ],
)
def test_each_dialect_has_marks_of_its_own(title, github, pandoc):
    assert set_in(pieces(title), md, GITHUB) == github
    assert set_in(pieces(title), md, PANDOC) == pandoc


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    item = {"id": "a", "type": "book", "title": TITLE, "container-title": "<i>In</i>"}
    references = f"references: [{json.dumps(item)}]\ninformants: [{{cite: a}}]\n"
    (tmp_path / "place.yaml").write_text(ASSESSMENT + references)
    return tmp_path


def written(*arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--lang", "en"])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_a_terminal_shows_no_tags(here):
    text = " ".join(written("assess", "place.yaml", "--detail").split())
    assert "On Homo H2O, 2nd bold sc SPBE <script>" in text


def test_github_shows_what_is_set(here):
    text = written("report", "place.yaml", "--flavour", "gfm")
    unsafe = cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    page = cmarkgfm.github_flavored_markdown_to_html(text, options=unsafe)
    assert "On <em>Homo</em> H<sub>2</sub>O, 2<sup>nd</sup> <strong>bold</strong> sc SPBE" in page
    assert "<script>" not in page.replace("&lt;script&gt;", "")


@pytest.mark.parametrize("parts", ["default", "all", "evidence", "evidence-full"])
@pytest.mark.parametrize("flavour", ["pandoc", "gfm"])
def test_no_table_prints_tags(here, parts, flavour):
    text = written("report", "place.yaml", "--parts", parts, "--flavour", flavour)
    tables = [line for line in text.splitlines() if line.startswith("|") and "Homo" in line]
    assert tables
    for line in tables:
        assert "On Homo H2O, 2nd bold sc SPBE" in line


def test_a_page_shows_what_is_set(here):
    page = written("report", "place.yaml", "--format", "html")
    assert "On <i>Homo</i> H<sub>2</sub>O, 2<sup>nd</sup> <b>bold</b>" in page
    assert '<span class="small-caps">sc</span> SPBE &lt;script&gt;' in page
    assert "<script>x" not in page


def test_a_document_shows_what_is_set(here):
    program("pandoc")
    written("report", "place.yaml", "-o", "out.docx")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = ET.fromstring(zipfile.ZipFile("out.docx").read("word/document.xml"))
    runs = {
        "".join(t.text or "" for t in run.iter(f"{w}t")): {mark.tag for mark in run.iter()}
        for run in root.iter(f"{w}r")
    }
    assert f"{w}i" in runs["Homo"]
    assert f"{w}vertAlign" in runs["2"]
    assert f"{w}smallCaps" in runs["sc"] | runs.get("Sc", set())
