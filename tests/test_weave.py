"""`smartscore weave`: blocks are refreshed, and nothing else is touched."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.weaving import Refused, blocks

from .building import ASSESSMENT, RUBRIC
from .tools import all_there


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["weave", "--allow-outside", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def block(order: str, inside: str = "\n") -> str:
    return f"<!-- smartscore: {order} -->{inside}<!-- /smartscore -->"


def woven(here: Path, text: str, *options: str) -> str:
    (here / "bab.md").write_bytes(text.encode())
    done = run("bab.md", *options)
    assert done.exit_code == 0, done.stderr
    return (here / "bab.md").read_bytes().decode()


def test_a_table_stands_between_the_comments(here):
    text = woven(here, f"before\n\n{block('table dimensions place.yaml')}\n\nafter\n")
    head, rest = text.split("-->\n", 1)
    assert head.startswith("before\n\n<!-- smartscore: table dimensions place.yaml ")
    assert rest.startswith("\n| Dimension | Score |")
    assert rest.endswith("|\n\n<!-- /smartscore -->\n\nafter\n")


def test_weaving_twice_changes_nothing(here):
    once = woven(here, block("table dimensions place.yaml") + "\n")
    assert woven(here, once) == once
    assert "up to date" in run("bab.md").stdout


def test_a_figure_in_a_sentence(here):
    text = woven(here, f"It is {block('value score place.yaml tiny', 'old')} points.\n")
    assert text == f"It is {block('value score place.yaml tiny', '25.0')} points.\n"


@pytest.mark.parametrize(
    ("what", "shown"),
    [("score", "25,0"), ("low", "25,0"), ("bounds", "25,0"), ("band", "Rendah"), ("rated", "100%")],
)
def test_every_figure_in_the_readers_language(here, what, shown):
    text = woven(here, block(f"value {what} place.yaml tiny lang=id", ""))
    assert f"-->{shown}<!--" in text


@pytest.mark.parametrize(
    "name",
    ["dimensions", "instrument", "sheet", "descriptors", "bands", "gaps", "evidence", "shown"],
)
def test_every_table(in_root, tmp_path, name):
    example = in_root / "examples" / "blitar.yaml"
    chapter = tmp_path / "bab.md"
    chapter.write_text(block(f"table {name} {example} edward-iii") + "\n")
    assert run(str(chapter)).exit_code == 0
    assert "\n| " in chapter.read_text()


@pytest.mark.parametrize("rubric", ["", " indrajit"])
def test_a_comparison_of_two_places(in_root, tmp_path, rubric):
    files = " ".join(str(in_root / "examples" / f"{name}.yaml") for name in ("blitar", "jember"))
    chapter = tmp_path / "bab.md"
    chapter.write_text(block(f"table comparison {files}{rubric}") + "\n")
    assert run(str(chapter)).exit_code == 0
    head = "Part" if rubric else "Rubric"
    assert f"| {head} | Kabupaten Blitar | Kabupaten Jember |" in chapter.read_text()


def test_several_rubrics_give_a_table_each_under_its_caption(in_root, tmp_path):
    example = in_root / "examples" / "sumenep.yaml"
    chapter = tmp_path / "bab.md"
    chapter.write_text(block(f"table dimensions {example}") + "\n")
    assert run(str(chapter), "--lang", "id").exit_code == 0
    assert chapter.read_text().count("\n: Hasil Kabupaten Sumenep: ") == 7


@pytest.mark.parametrize(
    "name", ["gaps", "contested", "conflicts", "informants", "evidence", "shown"]
)
def test_where_there_is_nothing_a_sentence_says_so(here, name):
    text = woven(here, block(f"table {name} place.yaml"))
    assert "Somewhere" in text
    assert "|" not in text
    assert woven(here, text) == text


def test_a_caption_brings_the_source(here):
    text = woven(here, block('table dimensions place.yaml caption="Tabel 4.2 Hasil"'))
    assert "\n: Tabel 4.2 Hasil\n" in text
    assert "Source: " in text
    assert "**Tabel 4\\.2" not in woven(
        here, block('table dimensions place.yaml caption="Tabel 4.2 Hasil"'), "--flavour", "gfm"
    )


def test_a_block_in_a_list_or_a_quotation_keeps_its_place(here):
    for lead in ("  ", "> ", ">> ", "    "):
        text = f"- a\n{lead}<!-- smartscore: table dimensions place.yaml -->\n"
        text += f"{lead}<!-- /smartscore -->\nafter"
        lines = woven(here, text).split("\n")
        assert lines[-1] == "after"
        inside = lines[2:-2]
        assert all(line.startswith(lead) or not line.strip(" >") for line in inside)


def test_line_ends_and_marks_of_the_file_stay(here):
    body = f"\ufeffa\r\n{block('table dimensions place.yaml', chr(13) + chr(10))}\r\nz\r\n"
    text = woven(here, body)
    assert text.startswith("\ufeffa\r\n")
    assert text.endswith("\r\nz\r\n")
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize(
    "shown",
    [
        "```\n{}\n```\n",
        "~~~ md\n{}\n~~~\n",
        "````\n```\n{}\n```\n````\n",
        "> ```\n> {}\n> ```\n",
        "say `{}` here\n",
        "say ``a ` {}`` here\n",
        "say `over\ntwo lines {}` here\n",
        "text\n\n    {}\n",
        "- ```\n  {}\n  ```\n",
        "<pre>\n{}\n</pre>\n",
        "[^1]: b\n\n        {}\n",
        "[^1]: b\n\nc\n\n    {}\n",
        "an escaped \\<!-- smartscore: x -->\n",
    ],
)
def test_what_is_shown_as_code_is_not_a_block(here, shown):
    text = shown.format(block("table nothing nowhere.yaml", ""))
    (here / "bab.md").write_text(text)
    done = run("bab.md")
    assert done.exit_code == 0
    assert "there is no block" in done.stderr
    assert (here / "bab.md").read_text() == text


@pytest.mark.parametrize(
    "before",
    [
        "- ```\n  code\n  ```\n\n",
        "> ```\n> code\n\n",
        "a lone ` and an escaped \\` one, ",
        "text\n    ```\n\n",
    ],
)
def test_what_follows_code_is_a_block(here, before):
    text = before + block("value score place.yaml tiny", "old") + "\n"
    assert woven(here, text) == before + block("value score place.yaml tiny", "25.0") + "\n"


def test_a_backtick_in_a_figure_does_not_hide_the_end_of_its_block(here):
    label = "{id: Rendah, en: Low}"
    (here / "tiny.yaml").write_text(RUBRIC.replace(label, "'Lo`w'"))
    text = woven(here, block("value band place.yaml tiny", ""))
    assert woven(here, text) == text


@pytest.mark.parametrize("before", ["text ", f"{block('value score place.yaml tiny', '')} ", "1. "])
def test_a_table_wants_lines_of_its_own(here, before):
    (here / "bab.md").write_text(before + block("table dimensions place.yaml"))
    done = run("bab.md")
    assert done.exit_code == 1
    assert "lines of its own" in done.stderr


def test_a_hyphen_is_a_file_like_others(here):
    (here / "bab.md").write_text(block("value score - tiny", ""))
    done = CliRunner().invoke(app, ["weave", "bab.md"], input=ASSESSMENT)
    assert done.exit_code == 2


def test_a_file_may_have_an_equals_sign_in_its_name(here):
    (here / "a=b.yaml").write_text(ASSESSMENT)
    assert "25.0" in woven(here, block("value score a=b.yaml tiny", ""))


@pytest.mark.parametrize("piece", ["<!--smartscore:", "<!-- ", "`", "``` ", "<!---->`"])
def test_long_documents_of_odd_pieces_are_read(here, piece):
    """Each of these once took time with the square of its number."""
    (here / "bab.md").write_text(piece * 30_000)
    assert run("bab.md").exit_code == ("smartscore" in piece)


@pytest.mark.parametrize(
    "piece", ["a\n    ", "[^1]: b\n\n     ", "<pre>a</pre> ", "| a |\n|---|\n    "]
)
def test_long_documents_of_comments_that_are_not_read_are_told(here, piece):
    (here / "bab.md").write_text(f"{piece}<!-- smartscore: x\n -->\n\n" * 3_000)
    done = run("bab.md")
    assert done.exit_code == 1
    assert "not read as a block" in done.stderr


def test_check_writes_nothing_and_names_each_stale_block(here):
    text = f"a\n{block('value score place.yaml tiny', '9')}\n\n{block('verdict place.yaml')}\n"
    (here / "bab.md").write_text(text)
    done = run("bab.md", "--check")
    assert done.exit_code == 1
    assert "bab.md:2:" in done.stderr
    assert "bab.md:4:" in done.stderr
    assert (here / "bab.md").read_text() == text
    assert run("bab.md").exit_code == 0
    assert run("bab.md", "--check").exit_code == 0


def test_a_changed_rating_makes_a_block_stale(here):
    woven(here, block("value score place.yaml tiny", "x"))
    (here / "place.yaml").write_text(ASSESSMENT.replace("first: 3", "first: 1"))
    assert run("bab.md", "--check").exit_code == 1


VALUE, VERDICT = (
    f"<!-- smartscore: {it} -->" for it in ("value score place.yaml tiny", "verdict x")
)
END = "<!-- /smartscore -->"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\n<!-- smartscore: verdict place.yaml -->\n", 2, "not closed"),
        ("<!-- smartscore: verdict a -->\n" * 2 + "<!-- /smartscore -->", 1, "not closed"),
        ("x\n\n<!-- /smartscore -->", 3, "without a beginning"),
        (f"A {VALUE}9 b.\n\nOwn.\n\nC {END} d.", 1, "same paragraph"),
        (f"A {VALUE}9 b.\r\n \r\nOwn.\r\n\r\nC\r\n{END}", 1, "same paragraph"),
        (f"{VALUE}9 b.\n\nOwn.\n\nC {END} d.", 1, "same paragraph"),
        (f"{VALUE}\n\nOwn.\n\nC {END} d.", 1, "same paragraph"),
        (f"> A {VALUE}9\n>\n> Own.\n> {END}", 1, "same paragraph"),
        (f"- A {VALUE}9 b.\n- C {END} d.", 1, "same paragraph"),
        (f"- {VALUE}9 b.\n- C {END} d.", 1, "same paragraph"),
        (f"A {VALUE}9 b.\n# Own\nC {END} d.", 1, "same paragraph"),
        (f"[^1]: {VERDICT}\n\n    old\n\n    {END}\n", 1, "not read as a block"),
        (f"x[^1]\n\n[^1]: b\n\n    {VERDICT}\n    {END}\n", 5, "not read as a block"),
        (f"[^1]: b\n\n        code\n\n    {VERDICT}\n    {END}\n", 5, "not read as a block"),
        (f"Term\n\n:   text\n\n    {VERDICT}\n    {END}\n", 5, "not read as a block"),
        (f"a\n\n<pre>x</pre> {VERDICT}\n", 3, "not read as a block"),
        ("a <!-- smartscore: verdict\nplace.yaml --> b", 1, "not read as a block"),
        ("a <!-- Smartscore : verdict place.yaml --> b", 1, "not read as a block"),
        (f"<!-- off: {VERDICT}\n", 1, "not read as a block"),
        ("a\n\n<!-- smartscore: verdict place.yaml\n", 3, "not read as a block"),
        ("> " * 120 + f"{VERDICT}\n", 1, "not read as a block"),
        (f"| a | b |\n|---|---|\n| 1 | 2 |\n\t{VERDICT}\n\t{END}\n", 4, "not read as a block"),
        (block("tabel dimensions place.yaml"), 1, "tabel"),
        (block("table dimension place.yaml"), 1, "dimensions"),
        (block("table dimensions place.yaml other"), 1, "tiny"),
        (block("table comparison place.yaml"), 1, "comparison"),
        (block("value score place.yaml tiny caption=x", ""), 1, "caption"),
        (block("value skor place.yaml tiny", ""), 1, "score"),
        (block("value score place.yaml tini", ""), 1, "tiny"),
        (block("table dimensions place.yaml", ""), 1, "lines of its own"),
        (block('table dimensions "place.yaml'), 1, "quotation"),
        (block("table dimensions place.yaml size=9"), 1, "size"),
        (block("table dimensions place.yaml lang=fr"), 1, "fr"),
        ("<!-- smartscore -->\n<!-- /smartscore -->", 1, "table NAME FILE"),
    ],
)
def test_faults_name_line_and_mend_and_write_nothing(here, text, line, says):
    (here / "bab.md").write_bytes(text.encode())
    done = run("bab.md")
    assert done.exit_code == 1
    assert f"bab.md:{line}:" in done.stderr
    assert says in done.stderr
    assert (here / "bab.md").read_bytes().decode() == text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("weight: 3", "weight: 5", "tiny 1.2.0 stands for two rubrics"),
        ("version: 1", "version: 2", "1.2.0 and 2.2.0 are different major versions"),
    ],
)
def test_rubrics_that_do_not_score_alike_are_not_compared(here, old, new, says):
    (here / "newer.yaml").write_text(RUBRIC.replace(old, new))
    (here / "later.yaml").write_text(ASSESSMENT.replace("tiny.yaml", "newer.yaml"))
    text = block("table comparison place.yaml later.yaml")
    (here / "bab.md").write_text(text)
    done = run("bab.md")
    assert done.exit_code == 1
    assert "bab.md:1: tiny" in done.stderr
    assert says in done.stderr
    assert (here / "bab.md").read_text() == text


def test_all_faults_are_told_in_one_run(here):
    text = "\n".join([block("tabel x"), block("table y z.yaml"), block("value q r s")])
    (here / "bab.md").write_text(text)
    told = run("bab.md").stderr
    assert all(f"bab.md:{line}:" in told for line in (1, 3, 5))


def test_an_assessment_with_a_problem_stops_it(here):
    (here / "place.yaml").write_text(ASSESSMENT.replace("first: 3", "first: 2"))
    (here / "bab.md").write_text(block("verdict place.yaml"))
    done = run("bab.md")
    assert done.exit_code == 1
    assert "place.yaml" in done.stderr
    assert (here / "bab.md").read_text() == block("verdict place.yaml")


def test_all_problems_of_all_assessments_are_told_once(here):
    for name, old, new in (("a", "first: 3", "first: 2"), ("b", "2021-07-12", "soon")):
        (here / f"{name}.yaml").write_text(ASSESSMENT.replace(old, new))
    text = "\n\n".join(
        block(order)
        for order in ("verdict a.yaml", "table bands b.yaml", "verdict a.yaml", "tabel x")
    )
    for name, inside in (
        ("bab.md", text),
        ("two.md", block("table comparison b.yaml gone.yaml")),
        ("three.md", block("value score place.yaml tiny", "9")),
    ):
        (here / name).write_text(inside)
    done = run("bab.md", "none.md", "two.md", "three.md", "--lang", "en")
    assert done.exit_code == 2
    for line in (1, 4, 7):
        assert f"bab.md:{line}: `" in done.stderr
    assert "bab.md:10: `tabel` is not known; did you mean `table`?" in done.stderr
    assert "two.md:1: `b.yaml`, `gone.yaml` can't be used" in done.stderr
    assert done.stderr.count("a.yaml:6:") == 1
    assert done.stderr.count("b.yaml:4:") == 1
    assert done.stderr.count("none.md") == 1
    assert "gone.yaml" in done.stderr.splitlines()[-1]
    assert (here / "bab.md").read_text() == text
    assert "25.0" in (here / "three.md").read_text()


def test_remarks_on_assessments_are_told_once(here):
    (here / "tiny.yaml").write_text(RUBRIC.replace("evidence: optional", "evidence: required"))
    (here / "bab.md").write_text(block("verdict place.yaml") + block("value score place.yaml tiny"))
    done = run("bab.md")
    assert done.exit_code == 0
    assert done.stderr.count("A201") == 1
    assert run("bab.md", "--check").stderr.count("A201") == 1


def test_a_verdict_on_two_rubrics_in_a_line_is_one_line(in_root, tmp_path):
    chapter = tmp_path / "bab.md"
    example = in_root / "examples" / "sumenep.yaml"
    chapter.write_text(f"So {block(f'verdict {example}', '37,5')}\n")
    assert run(str(chapter)).exit_code == 0
    assert chapter.read_text().count("\n") == 1
    assert run(str(chapter), "--check").exit_code == 0


@pytest.mark.parametrize("make", [lambda p: p.mkdir(), lambda p: p.write_bytes(b"\xe9"), None])
def test_what_can_not_be_read_is_said(here, make):
    if make:
        make(here / "bab.md")
    done = run("bab.md")
    assert done.exit_code == 2
    assert "bab.md" in done.stderr


def test_user_text_does_not_end_its_own_block(here):
    nasty = "'<!-- /smartscore --> <!-- smartscore: x -->'"
    (here / "tiny.yaml").write_text(RUBRIC.replace("title: Only", f"title: {nasty}"))
    text = woven(here, block("table dimensions place.yaml"))
    assert "smartscore: x" in text
    assert woven(here, text) == text


PIECES = ["a", "\n", "\r\n", " ", "> ", "`", "```", "~~~", "<!--", "-->", "é", "\ufeff"]
PIECES += ["<!-- smartscore: x -->", "<!-- /smartscore -->"]


@given(st.lists(st.sampled_from(PIECES)))
def test_what_stands_outside_the_blocks_stays_to_the_byte(parts):
    text = "".join(parts)
    try:
        found = blocks.spots(text)
    except Refused:
        return
    new = blocks.filled(text, [(spot, "NEW") for spot in found])
    pieces, here = [], 0
    for spot in found:
        pieces.append(text[here : spot.start])
        here = spot.end
    rest = new
    for piece in [*pieces, text[here:]]:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]


@pytest.mark.parametrize("order", ["value band place.yaml tiny", "verdict place.yaml"])
@pytest.mark.parametrize("inline", [True, False])
def test_github_links_nothing_of_a_text_in_a_block(here, order, inline):
    rubric = (here / "tiny.yaml").read_text().replace("{id: Rendah, en: Low}", "bappeda@kab.go.id")
    (here / "tiny.yaml").write_text(rubric)
    text = block(order, "old" if inline else "\n") + "\n"
    assert "bappeda\\@<!-- -->kab.go.id" in woven(here, text, "--flavour", "gfm")
    assert "bappeda\\@kab.go.id" in woven(here, text, "--flavour", "pandoc")
    assert (
        woven(here, woven(here, text, "--flavour", "gfm"), "--flavour", "gfm").count("<!-- -->") > 0
    )


def test_a_figure_is_a_file_beside_the_document(here):
    text = woven(here, block("figure ranges place.yaml"), "--flavour", "gfm")
    name = "figures/place-tiny-ranges-en.svg"
    assert f"]({name})" in text
    assert (here / name).read_text().startswith("<?xml")
    assert run("bab.md", "--check", "--flavour", "gfm").exit_code == 0
    (here / name).unlink()
    assert run("bab.md", "--check", "--flavour", "gfm").exit_code == 1
    assert run("bab.md", "--flavour", "gfm").exit_code == 0
    assert (here / name).exists()


def test_pandoc_is_shown_pixels_of_a_figure(here):
    all_there(["resvg_py"])
    text = woven(here, block('figure ranges place.yaml caption="Skor" lang=id'))
    assert "![Skor](figures/place-tiny-ranges-id.png){" in text
    assert (here / "figures/place-tiny-ranges-id.png").read_bytes().startswith(b"\x89PNG")


def test_pixels_without_a_font_are_told(here, without_fonts):
    (here / "bab.md").write_text(block("figure ranges place.yaml"))
    assert "this system has no font" in run("bab.md").stderr
    assert "font" not in run("bab.md").stderr
    assert "font" not in run("bab.md", "--flavour", "gfm").stderr


def test_a_figure_without_pixels_for_pandoc_is_told(here, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    (here / "bab.md").write_text(block("figure ranges place.yaml"))
    done = run("bab.md")
    assert done.exit_code == 1
    assert "-m pip install resvg-py" in " ".join(done.stderr.split())
    assert not (here / "figures").exists()


def test_the_folder_of_figures_may_not_lead_away(here, tmp_path_factory):
    (here / "figures").symlink_to(tmp_path_factory.mktemp("away"))
    text = block("figure ranges place.yaml")
    (here / "bab.md").write_text(text)
    done = run("bab.md", "--flavour", "gfm")
    assert done.exit_code == 2
    assert "link" in done.stderr
    assert (here / "bab.md").read_text() == text
    assert not list((here / "figures").iterdir())


def test_two_figures_of_one_name_are_told(here):
    (here / "other").mkdir()
    (here / "other" / "place.yaml").write_text(
        ASSESSMENT.replace("./tiny.yaml", "../tiny.yaml").replace("first: 3", "first: 1")
    )
    orders = [block(f"figure ranges {path}place.yaml") for path in ("", "other/")]
    (here / "bab.md").write_text("\n\n".join(orders))
    done = run("bab.md", "--flavour", "gfm")
    assert done.exit_code == 1
    assert "another figure of this document has the name" in " ".join(done.stderr.split())


@pytest.mark.parametrize(("rating", "says"), [("3", "3"), ("{unknown: no}", "unknown")])
def test_the_level_of_an_indicator(here, rating, says):
    (here / "place.yaml").write_text(ASSESSMENT.replace("first: 3", f"first: {rating}"))
    assert f"-->{says}<!--" in woven(here, block("value level place.yaml first", ""))


def test_the_level_of_a_dimension_is_the_lowest_beneath(here):
    assert "-->1<!--" in woven(here, block("value level place.yaml tiny", ""))


@pytest.mark.parametrize("flavour", ["pandoc", "gfm"])
def test_the_sources_of_all_that_a_document_names(in_root, tmp_path, flavour):
    example = in_root / "examples" / "sumenep.yaml"
    chapter = tmp_path / "bab.md"
    value = block(f"value score {example} indrajit", "")
    chapter.write_text(f"{value}\n\n{block('references lang=id')}\n")
    assert run(str(chapter), "--flavour", flavour).exit_code == 0
    entries = [line for line in chapter.read_text().splitlines() if line.startswith("- ")]
    assert any("Alfiyah" in entry for entry in entries)
    assert entries == sorted(entries, key=str.casefold)


def test_wide_tables_lie_for_pandoc_unless_they_shall_not(here):
    order = "table sheet place.yaml"
    ended = 'w:orient="landscape"'
    assert woven(here, block(order)).count("```{=openxml}") == 2
    assert ended in woven(here, block(order))
    for text, options in (
        (block(f"{order} turn=no"), ()),
        (block(order), ("--flavour", "gfm")),
        (f"- a\n\n  {block(order).replace(chr(10), chr(10) + '  ')}\n", ()),
        (block("table dimensions place.yaml"), ()),
    ):
        assert ended not in woven(here, text, *options)


def test_one_chapter_is_written_elsewhere_with_its_figures(here):
    text = block("figure ranges place.yaml")
    (here / "bab.md").write_text(text)
    (here / "out").mkdir()
    assert run("bab.md", "--flavour", "gfm", "-o", "out/bab.md").exit_code == 0
    assert (here / "bab.md").read_text() == text
    assert "figures/" in (here / "out" / "bab.md").read_text()
    assert list((here / "out" / "figures").iterdir())
