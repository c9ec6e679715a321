"""The thesis as a document: its looks, its tables, and what is said where it can't be made."""

import datetime
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.reports import docx
from smartscore.reports.docx import size
from smartscore.reports.docx.finish import finished

from . import hostile_texts
from .tools import program

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["report", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture(scope="module")
def blitar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a document in Indonesian."""
    program("pandoc")
    path = tmp_path_factory.mktemp("docx") / "blitar.docx"
    example = Path(__file__).parent.parent / "examples" / "blitar.yaml"
    done = run(str(example), "-o", str(path), "--lang", "id", "--style", "thesis")
    assert done.exit_code == 0, done.stderr
    return path


def part(path: Path, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read(name))


def at(element: ET.Element, path: str) -> ET.Element:
    """What stands at a path of WordprocessingML's names."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    assert found is not None, path
    return found


def value(element: ET.Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def words_of(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def test_the_looks_are_those_of_a_thesis(blitar):
    styles = part(blitar, "word/styles.xml")
    default = at(styles, "docDefaults/rPrDefault/rPr")
    assert value(at(default, "rFonts"), "ascii") == "Times New Roman"
    assert value(at(default, "sz"), "val") == "24"  # half points
    assert value(at(default, "lang"), "val") == "id"  # pandoc writes that of the metadata
    centimetres = {"top": 3, "right": 3, "bottom": 3, "left": 4}
    pages = list(part(blitar).iter(f"{W}sectPr"))
    assert len(pages) == 3  # standing, lying for the wide tables, standing
    for page in pages:
        for side, wide in centimetres.items():
            assert int(value(at(page, "pgMar"), side)) == pytest.approx(wide * 567, abs=2)
        sides = sorted(int(value(at(page, "pgSz"), side)) for side in ("w", "h"))
        assert sides == [pytest.approx(11906, abs=3), pytest.approx(16838, abs=3)]
        assert page.find(f"{W}footerReference") is not None, "each page has its number"


def test_captions_stand_above_and_sources_below(blitar):
    order = list(at(part(blitar), "body"))
    grids = [i for i, element in enumerate(order) if element.tag == f"{W}tbl"]
    assert len(grids) > 15
    for number, i in enumerate(grids, 1):
        assert style(order[i - 1]) == "TableCaption"
        assert words_of(order[i - 1]).startswith(f"Tabel {number} ")
        assert style(order[i + 1]) == "TableSource"
        assert words_of(order[i + 1]).startswith("Sumber: ")


def style(paragraph: ET.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val") or ""


def test_each_appendix_begins_a_page_and_a_brief_does_not(blitar, here):
    styles = part(blitar, "word/styles.xml")
    heading = next(s for s in styles.iter(f"{W}style") if value(s, "styleId") == "Heading1")
    assert heading.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert run("place.yaml", "-o", "out.docx", "--style", "brief").exit_code == 0
    assert not list(part(here / "out.docx", "word/styles.xml").iter(f"{W}pageBreakBefore"))


def test_every_row_has_its_cells_and_stays_on_one_page(blitar):
    for grid in part(blitar).iter(f"{W}tbl"):
        columns = len(grid.findall(f"{W}tblGrid/{W}gridCol"))
        rows = grid.findall(f"{W}tr")
        assert {len(row.findall(f"{W}tc")) for row in rows} == {columns}
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows[1:])


def test_the_last_row_stays_with_the_source_and_a_part_with_its_first_row(blitar):
    for grid in part(blitar).iter(f"{W}tbl"):
        rows = grid.findall(f"{W}tr")
        bold = [row for row in rows[1:] if row.find(f".//{W}b") is not None]
        for row in (*bold, rows[-1]):
            assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p"))


def test_citations_and_sources_are_resolved(blitar):
    text = words_of(part(blitar))
    assert "[@" not in text
    assert "???" not in text
    assert "(Indrajit 2013" in text


def test_the_charts_are_in_it_as_pictures(blitar):
    with zipfile.ZipFile(blitar) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert pictures
        assert all(archive.read(name).startswith(b"\x89PNG") for name in pictures)
    alternatives = [found.get("descr") for found in part(blitar).iter() if found.get("descr")]
    assert len(alternatives) >= len(pictures)


def test_the_same_report_gives_the_same_bytes(blitar, tmp_path, in_root):
    again = tmp_path / "again.docx"
    order = ("-o", str(again), "--lang", "id", "--style", "thesis")
    assert run("examples/blitar.yaml", *order).exit_code == 0
    assert again.read_bytes() == blitar.read_bytes()


def test_it_opens_in_an_office_suite(blitar, tmp_path):
    office = program("soffice", "libreoffice")
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(blitar)], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "blitar.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("shift", [0, 7])
def test_hostile_texts_leave_every_table_its_columns(tmp_path, shift):
    program("pandoc")
    place = hostile_texts.write(tmp_path, shift=shift)
    out = tmp_path / "out.docx"
    assert run(str(place), "-o", str(out)).exit_code == 0
    grids = list(part(out).iter(f"{W}tbl"))
    assert len(grids) > 5
    for grid in grids:
        columns = len(grid.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in grid.findall(f"{W}tr")} == {columns}
    with zipfile.ZipFile(out) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert "javascript" not in links


def test_the_reference_document_is_one_a_reader_can_open():
    import docx as reader

    document = reader.Document(BytesIO(docx.reference("brief")))
    assert document.styles["Table Caption"].font.bold
    left = document.sections[0].left_margin
    assert left is not None
    assert left.cm == pytest.approx(4, abs=0.01)


def test_a_template_leads_to_no_other_files(here):
    program("pandoc")
    (here / "secret.png").write_bytes(b"\x89PNG secret")
    (here / "style.csl").write_text("no style")
    (here / "own.jinja").write_text(
        "---\ntitle: Own\ncsl: style.csl\nbibliography: nowhere.bib\n---\n"
        f"# Heading\n\n![p]({here}/secret.png) ![q](http://127.0.0.1:9/x.png)\n\n"
        "{% for block in report.section('results').blocks %}{{ block | block }}\n\n{% endfor %}"
    )
    done = run("place.yaml", "--template", "own.jinja", "-o", "out.docx")
    assert done.exit_code == 0, done.stderr
    with zipfile.ZipFile(here / "out.docx") as archive:
        media = [archive.read(n) for n in archive.namelist() if n.startswith("word/media/")]
    assert media, "our own charts stay"
    assert not [content for content in media if b"secret" in content]
    assert words_of(part(here / "out.docx")).startswith("OwnHeading")


def test_the_reference_document_is_given_away_for_pandoc(here):
    assert run("--print-reference", "-o", "looks.docx", "--lang", "id").exit_code == 0
    assert run("place.yaml", "-o", "out.md").exit_code == 0
    command = [program("pandoc"), "out.md", "--citeproc", "--reference-doc", "looks.docx"]
    subprocess.run([*command, "-o", "out.docx"], check=True)
    default = at(part(here / "out.docx", "word/styles.xml"), "docDefaults/rPrDefault/rPr")
    assert value(at(default, "rFonts"), "ascii") == "Times New Roman"


# what can go wrong


def test_without_pandoc_both_ways_to_it_are_named(here, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    (here / "out.docx").write_text("old")
    done = run("place.yaml", "-o", "out.docx")
    assert done.exit_code == 2
    assert "pandoc.org" in done.stderr
    assert "-m pip install pypandoc-binary`" in done.stderr
    assert (here / "out.docx").read_text() == "old"


def test_the_extra_brings_a_pandoc_of_its_own(here, monkeypatch):
    there = program("pandoc")
    monkeypatch.setattr("shutil.which", lambda name: None)
    bringer = SimpleNamespace(get_pandoc_path=lambda: there)
    monkeypatch.setitem(sys.modules, "pypandoc", bringer)
    assert run("place.yaml", "-o", "out.docx").exit_code == 0
    assert (here / "out.docx").read_bytes().startswith(b"PK")


def test_without_the_extra_png_the_charts_are_left_out_and_it_is_said(here, monkeypatch):
    program("pandoc")
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    done = run("place.yaml", "-o", "out.docx")
    assert done.exit_code == 0
    assert "-m pip install resvg-py" in done.stderr
    assert "with more than" not in done.stderr
    assert "Figure 1" not in words_of(part(here / "out.docx"))


def test_charts_without_a_font_are_told(here, without_fonts):
    program("pandoc")
    assert "apt install fonts-dejavu-core" in run("place.yaml", "-o", "out.docx").stderr
    done = run("place.yaml", "-o", "out.md", "--figures", "charts", "--lang", "id")
    assert "tidak mempunyai huruf (font)" in " ".join(done.stderr.split())
    assert "font" not in run("place.yaml", "-o", "out.html").stderr


def test_a_pandoc_that_fails_is_told_and_nothing_is_written(here, monkeypatch):
    fake = here / "pandoc"
    fake.write_text("#!/bin/sh\necho 'first' >&2\necho 'it is broken' >&2\nexit 3\n")
    fake.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(fake))
    done = run("place.yaml", "-o", "out.docx")
    assert done.exit_code == 2
    assert "it is broken" in done.stderr
    assert not (here / "out.docx").exists()


SMALL = """
set -e
mount -t tmpfs -o size=32k tmpfs {disk}
printf old > {disk}/out.{ending}
set +e
{python} -m smartscore report {place} -o {disk}/out.{ending} {more} > {disk}/../said 2>&1
echo $? > {disk}/../code
cat {disk}/out.{ending} > {disk}/../left
ls {disk} > {disk}/../listed
"""


@pytest.mark.parametrize(
    ("ending", "more"), [("md", ""), ("html", ""), ("docx", ""), ("md", "--figures {disk}/art")]
)
def test_a_full_disk_leaves_the_old_file_whole(tmp_path, in_root, ending, more):
    """On a file system of 32 KiB, in a mount namespace of its own."""
    if ending == "docx":
        program("pandoc")
    unshare = program("unshare")
    disk = tmp_path / "disk"
    disk.mkdir()
    script = SMALL.format(
        disk=disk,
        ending=ending,
        python=sys.executable,
        place="examples/blitar.yaml",
        more=more.format(disk=disk),
    )
    done = subprocess.run([unshare, "-rm", "sh", "-c", script], capture_output=True, check=False)
    if done.returncode:
        from .tools import missing

        missing(f"no file system can be mounted here: {done.stderr.decode()[:80]}")
    assert (tmp_path / "code").read_text().strip() == "2"
    said = (tmp_path / "said").read_text()
    assert "Traceback" not in said
    assert len(said.strip().split("\n")) == 1
    assert (tmp_path / "left").read_text() == "old"
    listed = (tmp_path / "listed").read_text().split()
    assert not [name for name in listed if re.search(r"tmp|\.part", name)]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("limit", ["MOST_ROWS", "LONGEST_LINE"])
def test_what_pandoc_would_take_minutes_for_is_refused_before_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, language: str
):
    monkeypatch.setattr(size, limit, 20)
    monkeypatch.setattr(docx, "find_pandoc", lambda: "pandoc-that-is-not-run")
    out = tmp_path / "out.docx"
    example = Path(__file__).parent.parent / "examples" / "blitar.yaml"
    done = run(str(example), "-o", str(out), "--lang", language)
    assert done.exit_code == 2
    assert not out.exists()
    told = " ".join(done.stderr.split())
    assert "> 20" not in told
    assert re.search(r"\b20\b", told)
    assert ".html" in told


def test_rows_and_lines_up_to_the_limits_are_not_refused():
    size.refuse_large("| a |\n" * size.MOST_ROWS + "b" * size.LONGEST_LINE)
    for markdown in ("| a |\n" * (size.MOST_ROWS + 1), "b" * (size.LONGEST_LINE + 1)):
        with pytest.raises(docx.PandocError):
            size.refuse_large(markdown)


def test_a_sentence_stays_with_its_table_and_one_item_is_set_like_text():
    def paragraph(style: str, text: str, number: int | None = None) -> str:
        listed = f'<w:numPr><w:ilvl w:val="0" /><w:numId w:val="{number}" /></w:numPr>'
        style = f'<w:pStyle w:val="{style}" />'
        before = listed if number is not None else ""
        return f"<w:p><w:pPr>{before}{style}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    body = (
        paragraph("BodyText", "first")
        + paragraph("FirstParagraph", "lead")
        + paragraph("TableCaption", "caption")
        + paragraph("TableSource", "source")
        + paragraph("TableCaption", "next")
        + paragraph("Compact", "alone", 7)
        + paragraph("Compact", "one", 8)
        + paragraph("Compact", "two", 8)
    )
    core = "<dc:title></dc:title><dcterms:created>x</dcterms:created>"
    parts = {"word/document.xml": body.encode(), "docProps/core.xml": core.encode()}
    found = finished(parts, datetime.date(2021, 7, 12), "Lampiran 3 <b> & \x07")
    text = found["word/document.xml"].decode()
    kept = [one for one in text.split("<w:p>")[1:] if "<w:keepNext/>" in one]
    assert len(kept) == 1
    assert "lead" in kept[0]
    assert re.findall(r'w:val="(\w+)" /></w:pPr><w:r><w:t>(alone|one|two)<', text) == [
        ("BodyText", "alone"),
        ("Compact", "one"),
        ("Compact", "two"),
    ]
    core = found["docProps/core.xml"].decode()
    assert "<dc:title>Lampiran 3 &lt;b&gt; &amp; \ufffd</dc:title>" in core
