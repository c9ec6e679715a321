"""Of which indicators documents seem to speak: on which pages, in which chapters, as strips."""

import json
import xml.etree.ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

import smartscore
from smartscore.cli import app
from smartscore.engine.resolving import resolve
from smartscore.passages.coverage import BOUND, Chapter, Covered, coverage
from smartscore.passages.search import Named
from smartscore.reports.look import Look
from smartscore.reports.passages import coverage_svg, coverage_text
from smartscore.reports.passages.coverage_text import apart
from smartscore.reports.passages.strips import NO_TEXT, STEPS, ToRead, legend, panels, shade
from smartscore.text.documents import Block, Document
from smartscore.words import words

from .building import dimension, indicator, rubric
from .conftest import ROOT

NETWORK = indicator("network", title={"id": "Kabel serat optik", "en": "Fibre cable"})
TOWERS = indicator("towers", title={"id": "Menara seluler", "en": "Cell towers"})
STAFF = indicator("staff", title={"id": "Pegawai terlatih", "en": "Trained staff"})
TREE = resolve(rubric(dimension("things", NETWORK, TOWERS), dimension("people", STAFF)))

FILLER = "Sawah itu hijau dan luas sekali. Panen raya berlangsung bulan lalu dengan meriah."
BLOCKS = (
    Block("Bab 1 Keadaan", 1, 1),
    Block(FILLER, 1),
    Block("Bab 2 Infrastruktur", 2, 1),
    Block("Kabel serat optik tertanam sampai balai desa. Menara seluler berdiri di bukit.", 2),
    Block(FILLER, 3),
    Block("Bab 3 Aparatur", 4, 1),
    Block("Pegawai terlatih bekerja di semua kantor; pegawai terlatih lain menyusul.", 4),
    Block(FILLER, 4),
)
PLAN = Document(BLOCKS, pages=5, empty=(5,))


EXAMPLE = str(ROOT / "examples" / "plan.md")


def run(*arguments: str) -> Result:
    asked = ["evidence", EXAMPLE, "--rubric", "indrajit", *arguments]
    return CliRunner().invoke(app, asked)


def covered(document: Document, name: str = "rencana.pdf") -> Covered:
    return coverage([Named(name, document)], [TREE]).documents[0]


def shown(document: Document, name: str = "rencana.pdf", *, unicode: bool = False) -> str:
    found = coverage([Named(name, document)], [TREE])
    return coverage_text.text(found, words("en"), Look(unicode=unicode))


def test_indicators_have_the_pages_on_which_their_words_stand():
    found = covered(PLAN)
    assert {each.item.code: each.at for each in found.spoken} == {
        "network": (2,),
        "towers": (2,),
        "staff": (4,),
    }
    assert (found.known, found.length, found.paged) == (3, 5, True)


def test_chapters_are_told_with_how_much_they_speak_of():
    assert covered(PLAN).chapters == (
        Chapter("Bab 1 Keadaan", 1, 1, 0),
        Chapter("Bab 2 Infrastruktur", 2, 3, 2),
        Chapter("Bab 3 Aparatur", 4, 4, 1),
    )


def test_a_single_title_is_no_chapter_where_there_are_headings_below_it():
    deeper = (Block("Rencana Induk", 1, 1), *(b._replace(level=b.level * 2) for b in BLOCKS))
    assert [each.title for each in covered(Document(deeper, pages=5)).chapters] == [
        "Bab 1 Keadaan",
        "Bab 2 Infrastruktur",
        "Bab 3 Aparatur",
    ]


def test_a_chapter_too_long_to_read_in_one_go_is_told_by_what_is_below_it():
    def at(page: int, section: str = "") -> list[Block]:
        return [*([Block(section, page, 2)] if section else []), Block(FILLER, page)]

    under = [*at(1), *at(5, "2.1 Jalan"), *at(30, "2.2 Air"), *at(55), *at(58)]
    long = Document((Block("Bab 2", 1, 1), *under), pages=60)
    assert [each[:3] for each in covered(long).chapters] == [
        ("Bab 2", 1, 1),
        ("2.1 Jalan", 5, 5),
        ("2.2 Air", 30, 30),
        ("2.2 Air", 55, 58),
    ]


def test_without_pages_a_document_is_told_in_hundredths():
    found = covered(Document(tuple(block._replace(page=0) for block in BLOCKS)))
    assert (found.length, found.paged) == (100, False)
    (network, _, staff) = (each.at for each in found.spoken)
    assert network
    assert 1 <= network[0] <= network[-1] < staff[0] <= staff[-1] <= 100


def test_several_documents_are_told_apart():
    other = Document((Block(FILLER, 1),), pages=1)
    both = coverage([Named("a.pdf", other), Named("b.pdf", PLAN)], [TREE])
    assert [each.known for each in both.documents] == [0, 3]


def test_what_says_little_of_an_indicator_does_not_speak_of_it():
    assert BOUND > 0
    weak = Document((Block("Di sana ada kabel jemuran. " + FILLER, 1),), pages=1)
    title = {"id": "Kabel serat optik desa kota hutan laut", "en": "Fibre cable in each village"}
    tree = resolve(rubric(dimension("things", indicator("network", title=title))))
    assert coverage([Named("a.pdf", weak)], [tree]).documents[0].known == 0


def test_the_strip_in_a_terminal():
    assert shown(PLAN) == (
        "rencana.pdf, 5 pages: seems to speak of 3 of 3 indicators\n"
        + "-" * 80
        + "\nOwn\n"
        + " " * 25
        + "p. 1"
        + " " * 35
        + "5\n"
        + " " * 33
        + "A"
        + " " * 15
        + "B\n"
        "things                   ........++++++++................xxxxxxxx 2 of 2\n"
        "people                   ........................::::::::xxxxxxxx 1 of 1\n"
        "\n"
        "A mark is 1 page wide and tells how many indicators are spoken of there; a mark\n"
        "has 8 signs:\n"
        ". none, : 1, + 2, * 3-4, # 5 and more, x pages without text\n"
        "\n"
        "Read first: where most indicators seem to be spoken of\n"
        "A  2 indicators: Bab 2 Infrastruktur, pp. 2-3\n"
        "B  1 indicator: Bab 3 Aparatur, p. 4\n"
        "\n"
        "Seems to: words of an indicator stand there. Whether that is evidence, only\n"
        "reading tells; and what is unmarked may hold evidence, too.\n"
    )


def test_a_strip_has_eighty_columns_however_long_the_document():
    for pages in (1, 2, 41, 42, 43, 400, 5000):
        blocks = tuple(block._replace(page=min(block.page * 50, pages)) for block in BLOCKS)
        for line in shown(Document(blocks, pages=pages), unicode=True).split("\n"):
            assert len(line) <= 80
    empty = shown(Document(()))
    assert "seems to speak of 0 of 3 indicators" in empty


def test_shades_and_their_legend_are_as_many():
    assert len(legend(words("id"))) == len(STEPS) + 1 == shade(99) + 1


def test_ten_chapters_are_listed_and_the_rest_counted():
    said = [BLOCKS[3], *[Block(FILLER, 2)] * 3]
    many = [block for n in range(12) for block in (Block(f"Bab {n + 1}", 1, 1), *said)]
    (panel,) = panels(
        coverage([Named("a", Document(tuple(many), pages=2))], [TREE]), words("id"), 9
    )
    assert len(panel.chapters) == 10
    assert panel.others == "2 bagian lain tidak dicantumkan."


def test_pages_without_text_are_no_pages_that_speak_of_nothing():
    (panel,) = panels(coverage([Named("a", PLAN)], [TREE]), words("en"), 5)
    assert [strip.marks for part in panel.parts for strip in part.strips] == [
        (0, 2, 0, 0, NO_TEXT),
        (0, 0, 0, 1, NO_TEXT),
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_drawing_says_the_same_in_words(language: str):
    told = words("id" if language == "id" else "en")
    drawn = coverage_svg.svg(coverage([Named("rencana.pdf", PLAN)], [TREE]), told)
    root = ET.fromstring(drawn.partition("\n")[2])
    title, description = (each.text or "" for each in list(root)[:2])
    assert title == told("coverage.title")
    row = {"title": "things", "known": 2, "total": 2, "where": told("coverage.page", first=2)}
    assert told("coverage.row", **row) in description
    assert told("coverage.caution") in description
    wide = float(root.get("width", "0"))
    high = float(root.get("height", "0"))
    for each in root.iter():
        if each.tag.endswith("text"):
            assert float(each.get("y", "0")) < high
            assert float(each.get("x", "0")) < wide


def test_names_and_headings_are_never_markup_or_commands_of_a_terminal():
    evil = "\x1b[31m<script>&\u202e [bold] 3. " + "a" * 300
    blocks = (Block(evil, 1, 1), *BLOCKS[3:4], Block(evil, 2, 1), *BLOCKS[6:])
    hostile = Document(blocks, pages=4)
    for line in shown(hostile, evil).split("\n"):
        assert "\x1b" not in line
        assert len(line) <= 80
    drawn = coverage_svg.svg(coverage([Named(evil, hostile)], [TREE]), words("en"))
    assert "<script" not in drawn
    ET.fromstring(drawn.partition("\n")[2])


def test_the_same_as_plain_data():
    found = coverage([Named("rencana.pdf", PLAN)], [TREE]).to_dict()
    assert found["format"] == "coverage/1"
    (document,) = found["documents"]
    assert document["indicators"][2]["path"].endswith("/people/staff")
    assert document["indicators"][2]["at"] == [4]
    assert document["chapters"][1] == {
        "title": "Bab 2 Infrastruktur",
        "first": 2,
        "last": 3,
        "indicators": 2,
    }


def test_a_mark_of_which_pages_cant_be_read_is_not_one_that_speaks_of_nothing():
    long = Document(BLOCKS, pages=420, empty=(33, 34, 400))
    (panel,) = panels(coverage([Named("rencana.pdf", long)], [TREE]), words("en"), 42)
    marks = panel.parts[0].strips[0].marks
    assert [at for at, count in enumerate(marks) if count == NO_TEXT] == [3, 39]
    assert marks[0] == 2


def test_letters_of_chapters_that_begin_on_one_mark_stand_side_by_side():
    chapters = [ToRead("A", 9, 1, ""), ToRead("B", 7, 1, ""), ToRead("C", 10, 1, "")]
    assert apart(chapters, 1, 5) == [(0, "B"), (1, "A"), (2, "C")]
    assert apart(chapters, 4, 20) == [(3, "B"), (4, "A"), (5, "C")]
    assert sorted(apart(chapters, 1, 2)) == [(0, "B"), (1, "A"), (1, "C")]
    last = [ToRead("A", 274, 39, ""), ToRead("B", 276, 39, "")]
    assert apart(last, 1, 40) == [(38, "A"), (39, "B")]


def test_without_headings_stretches_of_like_length_are_told():
    blocks = tuple(block for block in BLOCKS if not block.level)
    long = tuple(block._replace(page=block.page * 10) for block in blocks)
    found = covered(Document(long, pages=40))
    assert [(each.first, each.last) for each in found.chapters] == [
        (10, 10),
        (20, 20),
        (30, 30),
        (40, 40),
    ]
    long = tuple(block for block in long if block.page < 40 or block.text != FILLER)
    assert "A  2 indicators: p. 20\nB  1 indicator: p. 40" in shown(Document(long, pages=40))


def test_the_command_shows_writes_and_draws_it(tmp_path):
    shown = run("--coverage", "--lang", "id")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("plan.md: tampaknya membicarakan ")
    drawing, data = tmp_path / "plan.svg", tmp_path / "plan.json"
    assert run("--coverage", "-o", str(drawing)).exit_code == 0
    ET.fromstring(drawing.read_bytes())
    assert run("--coverage", "-o", str(data)).exit_code == 0
    written = json.loads(data.read_text(encoding="utf-8"))
    found = smartscore.evidence(EXAMPLE, rubric="indrajit").coverage()
    assert written == json.loads(json.dumps(found.to_dict()))


def test_what_shows_candidates_alone_or_coverage_alone_is_told_apart(tmp_path):
    page = run("--coverage", "-o", str(tmp_path / "plan.html"))
    assert page.exit_code == 2
    assert "--coverage is shown in the terminal, or written as .svg or .json" in page.stderr
    drawing = run("-o", str(tmp_path / "plan.svg"))
    assert drawing.exit_code == 2
    assert "add --coverage" in drawing.stderr
    assert not list(tmp_path.iterdir())


def test_only_what_is_asked_for_is_covered():
    shown = run("--coverage", "--indicator", "support")
    assert "of 4 indicators" in shown.stdout
    assert "Capacity" not in shown.stdout
