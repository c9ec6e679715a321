"""What a thesis office asks: continued tables, marks behind numbers, pages, settings, Quarto."""

import json
import re
import subprocess
import zipfile

import pytest

from smartscore.reports.view import Column, Row
from smartscore.reports.view.widths import fitted

from .test_appendix import _all, run, written
from .tools import program


def test_a_long_table_is_continued_under_its_number(in_root):
    text = written("examples/jember.yaml", "--lang", "id", "--rows-per-table", "8")
    captions = re.findall(r"^: (.+)$", text, re.MULTILINE)
    assert captions[0] == "Tabel 1 Hasil Kabupaten Jember menurut rubrik dan dimensi"
    assert captions[1] == "Lanjutan Tabel 1 Hasil Kabupaten Jember menurut rubrik dan dimensi"
    whole = written("examples/jember.yaml", "--lang", "id")
    rows = [line for line in whole.split("\n") if line.startswith("| ") and "---" not in line]
    for row in rows:
        assert row in text or row.startswith("|  |"), row
    assert text.count("Sumber: ") == whole.count("Sumber: ")
    for part in text.split("\n\n"):
        if part.startswith("| "):
            lines = part.split("\n")[2:]
            assert len(lines) <= 8
            assert not lines[0].startswith("|  |"), "a row names what it is of"


def test_no_piece_ends_with_the_heading_of_a_part(in_root):
    text = written("examples/jember.yaml", "--parts", "gaps", "--rows-per-table", "2")
    pieces = [part for part in text.split("\n\n") if part.startswith("| ")]
    assert len(pieces) > 5
    for piece in pieces:
        lines = piece.split("\n")[2:]
        assert len(lines) == 1 or not lines[-1].startswith("| **"), piece


@pytest.mark.parametrize("rows", ["1", "2", "3", "5"])
def test_the_row_of_a_part_takes_no_number_from_the_indicator_before(in_root, rows):
    order = ("--style", "thesis", "--parts", "sheet-full", "--lang", "en")
    text = written("examples/jember.yaml", *order, "--rows-per-table", rows)
    heads = re.findall(r"^\| ([^|]*) \| \*\*", text, re.MULTILINE)
    assert len(heads) > 5
    assert {head.strip() for head in heads} == {""}


@pytest.mark.parametrize(
    ("mark", "caption"), [("none", "Table 1 R"), (".", "Table 1. R"), (":", "Table 1: R")]
)
def test_the_mark_behind_a_number_is_chosen(here, mark, caption):
    text = written("place.yaml", "--flavour", "gfm", "--caption-mark", mark)
    assert f"**{caption}".replace("1. ", "1\\. ") in text or f"**{caption}" in text


def test_pages_are_counted_from_a_number_on_through_all_sections(here, tmp_path):
    program("pandoc")
    out = tmp_path / "out.docx"
    order = ("--style", "thesis", "--page-start", "87")
    assert run("place.yaml", "-o", str(out), *order).exit_code == 0
    with zipfile.ZipFile(out) as archive:
        document = archive.read("word/document.xml").decode()
    first, *others = re.findall(r"<w:sectPr\b.*?</w:sectPr>", document, re.DOTALL)
    assert re.search(r'<w:pgMar [^>]*/><w:pgNumType w:start="87"\s*/>', first)
    assert others
    assert not any("pgNumType" in other for other in others)


@pytest.mark.parametrize("option", ["--rows-per-table", "--page-start", "--appendix-start"])
@pytest.mark.parametrize("number", ["0", "x", "12345"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_number_out_of_range_is_told(here, option, number, language):
    done = run("place.yaml", option, number, "--lang", language)
    assert done.exit_code == 2
    assert f"{option} {number}" in done.stderr


@pytest.mark.parametrize(
    "figure", ["100.00", "33.3/33.3", "-1,234,567.89", "99999999999999"], ids=str
)
def test_columns_are_wide_enough_for_a_number(figure):
    columns = [Column("Dimension", 60), Column("Score", 4, "right"), Column("Note", 36)]
    rows = [Row((("One",), (figure,), ("A few words",)))]
    found = fitted(columns, rows, wide=False)
    room = 14 * found[1].width / sum(column.width for column in found)
    longest = max(figure.split("/"), key=len)
    assert room >= len(longest) * 0.15 + 0.38
    assert abs(sum(c.width for c in found) - 100) <= len(found)


def test_columns_that_fit_stay_as_they_are():
    columns = [Column("A", 50), Column("B", 50)]
    assert fitted(columns, [Row((("a b c",), ("1",)))], wide=False) == tuple(columns)


def test_an_address_does_not_take_the_whole_table():
    columns = [Column("A", 10), Column("B", 90)]
    rows = [Row((("x" * 400,), ("words",)))]
    found = fitted(columns, rows, wide=False)
    assert found[0].width <= 31
    assert found[1].width >= 60


def settle(here, text: str) -> None:
    (here / "pyproject.toml").write_text(f"[tool.smartscore.report]\n{text}")


def test_settings_keep_what_a_project_hands_in(here):
    asked = ("--parts", "sheet,method", "--lang", "id", "--caption-mark", ".")
    expected = written("place.yaml", *asked, "--rows-per-table", "2")
    settle(
        here,
        'parts = ["sheet", "method"]\nlang = "id"\ncaption-mark = "."\nrows-per-table = 2\n',
    )
    assert written("place.yaml") == expected
    assert "Metode" not in written("place.yaml", "--parts", "results")
    assert "Kisi" in written("place.yaml", "--style", "thesis")
    assert "Method" in written("place.yaml", "--lang", "en")
    done = run("place.yaml", "--format", "csv")
    assert (done.exit_code, done.stderr) == (0, "")
    settle(here, 'style = "thesis"\n')
    assert written("place.yaml") == written("place.yaml", "--parts", "all")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('parts = ["shet"]', "`sheet`"),
        ('parts = "sheet"', "list"),
        ('style = "page"', "appendix, thesis, brief"),
        ("rows-per-table = 0", "9999"),
        ("rows-per-table = true", "9999"),
        ('row-per-table = "x"', "rows-per-table"),
        ('lang = "fr"', "id, en"),
        ("parts = []", "results,sheet,evidence"),
        ('parts = ["shet"]', "pyproject.toml, tool.smartscore.report.parts shet: no such part"),
    ],
)
def test_a_setting_that_can_not_be_used_is_told(here, text, says):
    settle(here, text)
    done = run("place.yaml")
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_quarto_is_given_labels_words_and_no_numbers(in_root, tmp_path):
    out = tmp_path / "chapter.qmd"
    order = ("--lang", "id", "--figures", str(tmp_path / "figures"), "-o", str(out))
    assert run("examples/jember.yaml", *order).exit_code == 0
    text = out.read_text()
    assert '"tbl-title": "Tabel"' in text
    labels = re.findall(r"\{#((?:tbl|fig)-[^ }]+)", text)
    assert len(labels) == len(set(labels)) > 5
    assert "fig-alt=" in text
    assert "Tabel 1" not in text
    command = [program("pandoc"), "--from=markdown", "-t", "json", "--citeproc", str(out)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert b"WARNING" not in done.stderr
    found = list(_all(json.loads(done.stdout)["blocks"]))
    assert len([each for each in found if each["t"] == "Table"]) == text.count("{#tbl-")


def test_nothing_of_a_file_is_an_order_to_quarto(here):
    order = "{{< include /etc/passwd >}} {{< env HOME >}}"
    for name in ("tiny.yaml", "place.yaml"):
        text = (here / name).read_text()
        text = text.replace("Somewhere", f"'{order}'").replace("title: First", f"title: '{order}'")
        (here / name).write_text(text)
    for style in ("appendix", "thesis"):
        done = run("place.yaml", "--format", "qmd", "--figures", str(here / "f"), "--style", style)
        assert done.exit_code == 0, done.stderr
        assert "include" in done.stdout
        assert "{{" not in done.stdout


@pytest.mark.parametrize("style", ["appendix", "thesis", "page"])
def test_nothing_of_a_file_is_code_to_knitr(here, style):
    """knitr looks for a backtick, an r and a blank or # before anybody reads escapes."""
    code = "`r system('id') #` `r#1`"
    for name in ("tiny.yaml", "place.yaml"):
        text = (here / name).read_text()
        text = text.replace("Somewhere", f'"{code}"').replace("title: First", f'title: "{code}"')
        (here / name).write_text(f'{text}references: [{{id: k, title: "{code}"}}]\n')
    done = run("place.yaml", "--format", "qmd", "--style", style)
    assert done.exit_code == 0, done.stderr
    assert "&#96;r system('id') \\#\\`" in done.stdout
    assert not re.search("`r[ #]", done.stdout)


def test_what_quarto_numbers_can_not_be_numbered_here(here):
    for option in (("--table-prefix", "4."), ("--start", "3"), ("--caption-mark", ".")):
        assert "does nothing for qmd" in run("place.yaml", "--format", "qmd", *option).stderr
