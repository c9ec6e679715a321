"""Every kind of block at every place of a document: woven once it is up to date, or refused."""

import itertools
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.weaving import blocks

from .building import ASSESSMENT, RUBRIC

GRAFTED = """\
smartscore: rubric/1
code: whole
version: 1.0.0
title: {id: Keseluruhan, en: Whole}
evidence: optional
bands:
  - {code: low, from: 0, label: {id: Rendah, en: Low}}
  - {code: high, from: 50, label: {id: Tinggi, en: High}}
dimensions:
  - {rubric: ./tiny.yaml}
  - {rubric: ./other.yaml}
"""
LISTED = {
    "one": "[./tiny.yaml]",
    "graft": "[./whole.yaml]",
    "two": "[./tiny.yaml, ./whole.yaml]",
}
TABLES = (
    "dimensions",
    "instrument",
    "sheet",
    "descriptors",
    "evidence",
    "shown",
    "informants",
    "gaps",
    "contested",
    "conflicts",
    "bands",
)
ORDERS = [
    *(f"table {name} {{file}}" for name in TABLES),
    "table dimensions {file} tiny",
    'table bands {file} caption="Bands: | and `"',
    "table comparison {file} {file}",
    "table sheet {file} caption=no",
    "table instrument {file} turn=no",
    "figure ranges {file} {node}",
    'figure ranges {file} {node} caption="Skor"',
    "references {file}",
    "references {file} {node}",
    "references",
    "value level {file} {node}",
    "value score {file} {node}",
    "value low {file} {node}",
    "value high {file} {node}",
    "value bounds {file} {node}",
    "value band {file} {node}",
    "value rated {file} {node}",
    "verdict {file}",
    "verdict {file} {node}",
]
BEGIN, END = "<!-- smartscore: {order} -->", "<!-- /smartscore -->"
PLACES = {
    "top": "before\n\n{b}\n{e}\n\nafter\n",
    "alone": "{b}\n{e}",
    "one line": "{b}{e}\n",
    "in text": "before {b}9{e} after\n",
    "first in text": "{b}9{e} after\n",
    "over two lines of text": "before {b}\n9{e} after\n",
    "behind text": "before\n{b}\n{e}\nafter\n",
    "goes on with text": "Text.\n    {b}\n    {e}\nmore\n",
    "goes on with text by a tab": "Text.\n\t{b}\n\t{e}\nmore\n",
    "goes on far out": "Text\n   text\n            {b}\n {e}\n",
    "goes on in a list": "- Text\n      {b}\n      {e}\n",
    "goes on in a numbered list": "10. Text\n\n    text\n          {b}\n          {e}\n",
    "goes on in a quotation": "> Text\n>      {b}\n>      {e}\n",
    "goes on behind a quotation": "> Text\n    {b}\n    {e}\n",
    "goes on in a list in a quotation": "> - Text\n    {b}\n    {e}\n",
    "list item": "- a\n  {b}\n  {e}\n- z\n",
    "list item by a tab": "1.\ta\n\n\t{b}\n\t{e}\n",
    "list in a list": "- a\n  - b\n\n    {b}\n    {e}\n",
    "begins an item": "- {b}\n  {e}\n",
    "inside an item": "- a {b}{e}\n- z\n",
    "indented": "   {b}\n   {e}\n",
    "code": "text\n\n    {b}\n    {e}\n",
    "quotation": "> {b}\n> {e}\n",
    "quotations": "> > a\n> >\n> > {b}\n> > {e}\n> z\n",
    "quotation without its mark": "> text\n{b}\n{e}\n",
    "table cell": "| a | b |\n|---|---|\n| {b}{e} | 2 |\n",
    "first table cell": "a | b\n---|---\n{b}{e} | 2\n",
    "heading": "# Head {b}9{e}\n",
    "after a heading": "# Head\n{b}\n{e}\n",
    "underlined heading": "Head {b}9{e}\n====\n",
    "page of markup": "<div>\n    {b}\n    {e}\n</div>\n",
    "details": "<details>\n{b}\n{e}\n</details>\n",
    "quoted markup": "> <div>\n>     {b}\n>     {e}\n> </div>\n",
    "behind a backtick": "a ` and {b}9{e} `\n",
    "emphasis": "**{b}9{e}**\n",
    "link": "[{b}9{e}](x)\n",
    "twice": "{b}\n{e}\n{b}\n{e}\n",
    "twice in a line": "a {b}1{e} b {b}2{e} c\n",
    "old content": "{b}\n\n| a |\n|---|\n\n1. x\n\n```\n{e}\n```\n",
    "end elsewhere": "- a\n  {b}\n\n{e}\n",
    "footnote": "a[^1]\n\n[^1]: b\n\n    {b}\n    {e}\n",
    "definition": "Term\n\n:   text\n    {b}\n    {e}\n",
    "mark with spaces": "{b}  \n  \n{e}  \n",
    "unclosed": "{b}\n",
}
BYTES = {
    "as it is": lambda text: text,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "only carriage returns": lambda text: text.replace("\n", "\r"),
    "no last line end": lambda text: text.rstrip("\n"),
    "byte-order mark": lambda text: "\ufeff" + text,
}


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["weave", "bab.md", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def outside(text: str) -> list[str]:
    """The pieces of a document that are no content of a block."""
    pieces, here = [], 0
    for spot in blocks.spots(text):
        pieces.append(text[here : spot.start])
        here = spot.end
    return [*pieces, text[here:]]


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(RUBRIC)
    Path("other.yaml").write_text(RUBRIC.replace("code: tiny", "code: other"))
    Path("whole.yaml").write_text(GRAFTED)
    for name, listed in LISTED.items():
        text = ASSESSMENT.replace("[./tiny.yaml]", listed)
        Path(f"{name}.yaml").write_text(text.replace("Somewhere", "A | `place`"))
    return tmp_path


CASES = list(itertools.product(PLACES, BYTES))
ASKED = list(itertools.product(ORDERS, LISTED, ("", " lang=id"), ("pandoc", "gfm")))
EACH = 3
"""Orders that are tried at each place, other ones at each; together they are all of them."""


@pytest.mark.parametrize("number", range(len(CASES)), ids=[", ".join(case) for case in CASES])
def test_a_woven_document_is_up_to_date(project, number):
    place, made = CASES[number]
    for turn in range(number * EACH, number * EACH + EACH):
        order, name, language, flavour = ASKED[turn * 13 % len(ASKED)]
        node = "whole" if name == "graft" else "tiny"
        asked = order.format(file=f"{name}.yaml", node=node) + language
        shown = PLACES[place].replace("{b}", BEGIN).replace("{e}", END)
        text = BYTES[made](shown.replace("{order}", asked))
        Path("bab.md").write_bytes(text.encode())
        hold(text, flavour)


def test_every_order_is_tried():
    assert {turn * 13 % len(ASKED) for turn in range(len(CASES) * EACH)} == set(range(len(ASKED)))


@pytest.mark.parametrize(
    ("place", "lead"),
    [
        ("goes on with text", ""),
        ("goes on with text by a tab", ""),
        ("goes on in a list", "  "),
        ("goes on in a numbered list", "    "),
        ("goes on behind a quotation", "> "),
        ("goes on in a list in a quotation", ">   "),
        ("page of markup", ""),
        ("quoted markup", "> "),
        ("list item", "  "),
    ],
)
def test_a_block_in_a_continued_line_begins_where_its_text_does(project, place, lead):
    shown = PLACES[place].replace("{b}", BEGIN).replace("{e}", END)
    text = shown.replace("{order}", "table dimensions one.yaml")
    Path("bab.md").write_text(text)
    assert run().exit_code == 0
    lines = Path("bab.md").read_text().splitlines()
    assert any(line.startswith(f"{lead}| Dimension ") for line in lines)
    assert f"{lead}{END}" in lines


def test_a_block_that_would_break_is_refused_with_its_line(project):
    Path("tiny.yaml").write_text(RUBRIC.replace("{id: Rendah, en: Low}", "'Lo`w'"))
    fine = f"{BEGIN.format(order='value score one.yaml tiny')}{END}\n\n"
    text = f"{fine}a ` b {BEGIN.format(order='value band one.yaml tiny')}{END}\n\n{fine}"
    Path("bab.md").write_text(text)
    done = run()
    assert done.exit_code == 1
    assert "bab.md:3: what belongs into the block would break it" in done.stderr
    assert "bab.md:3: isi blok akan merusak" in run("--lang", "id").stderr
    assert Path("bab.md").read_text() == text


@pytest.mark.parametrize(
    ("name", "node", "paths"),
    [
        ("graft", "first", "whole/tiny/only/first, whole/other/only/first"),
        ("two", "first", "tiny/only/first, whole/tiny/only/first, whole/other/only/first"),
    ],
)
def test_a_code_of_several_nodes_is_refused_with_their_paths(project, name, node, paths):
    text = f"a\n\n{BEGIN.format(order=f'value score {name}.yaml {node}')}{END}\n"
    Path("bab.md").write_text(text)
    done = run()
    assert done.exit_code == 1
    told = " ".join(done.stderr.split())
    assert f"bab.md:3: `{node}` stands for several; write one of: {paths}" in told
    assert "dapat berarti beberapa" in " ".join(run("--lang", "id").stderr.split())
    assert Path("bab.md").read_text() == text
    for path in paths.split(", "):
        Path("bab.md").write_text(text.replace(f" {node} ", f" {path} "))
        assert run().exit_code == 0


def hold(text: str, flavour: str) -> None:
    done = run("--flavour", flavour)
    once = Path("bab.md").read_bytes().decode()
    if done.exit_code:
        assert "bab.md:" in done.stderr, text
        assert once == text
        return
    assert outside(once) == outside(text), text
    assert run("--check", "--flavour", flavour).exit_code == 0, once
    assert run("--flavour", flavour).exit_code == 0
    assert Path("bab.md").read_bytes().decode() == once
    assert not (set("\r\n") <= set(once.replace("\r\n", ""))), once
