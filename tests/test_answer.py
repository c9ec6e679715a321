"""An answer on a screen of 80 columns and in Markdown, whatever stands in it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from smartscore.reports.answer import Answer, Bar, Column, Item, Listing, Picture, Section, Table
from smartscore.reports.answer.gfm import markdown
from smartscore.reports.answer.screen import text
from smartscore.reports.charts import ShareRow, Shares
from smartscore.reports.look import Look

PLACES = Table(
    "Scores of two places",
    (Column("place"), Column("score", figures=True), Column("range"), Column("reason")),
    (
        ("Kota Contoh", "57.1", Bar(Fraction(1, 4), Fraction(3, 4), Fraction(1, 2)), "a|b"),
        ("Whole", "60.0", Bar(Fraction(0), Fraction(1), Fraction(1)), "word " * 20),
    ),
    strong=frozenset({1}),
    notes=("Ranges are of 10,000 draws.",),
)
ANSWER = Answer(
    "Kota Contoh",
    ("One sentence.",),
    (
        Section(
            "Readiness",
            ("First.", "Second.", PLACES, Listing("Reasons", (Item("one", ("old", "new")),))),
            mark="plan-check 1.0.0",
        ),
    ),
)


def test_the_screen_has_sentences_first_then_the_table_and_lists() -> None:
    lines = text(ANSWER).split("\n")
    assert lines[:6] == [
        "Kota Contoh",
        "One sentence.",
        "",
        "Readiness · plan-check 1.0.0",
        "─" * 80,
        "First.",
    ]
    assert lines[6:8] == ["Second.", ""]
    assert "Kota Contoh  57.1 ·····░░░░░█░░░░····· a|b" in lines
    assert "Whole        60.0 ░░░░░░░░░░░░░░░░░░░█ word word word word word word word word" in lines
    assert lines[-6:] == ["", "Reasons", "  · one", "      old", "      new", ""]


def test_markdown_leaves_bars_out_and_escapes() -> None:
    page = markdown(ANSWER)
    assert "## Readiness (plan-check 1.0.0)" in page
    assert "| place | score | reason |\n| :--- | ---: | :--- |\n" in page
    assert "| Kota Contoh | 57.1 | a\\|b |" in page
    assert "| **Whole** | **60.0** | **word" in page
    assert "- one\n  - old\n  - new\n" in page


def test_without_block_characters_all_is_ascii_and_colour_is_asked_for() -> None:
    assert text(ANSWER, Look(unicode=False)).isascii()
    assert "\x1b" not in text(ANSWER)
    assert "\x1b[1mKota Contoh\x1b[0m" in text(ANSWER, Look(colour=True))


_WORDS = st.text(st.sampled_from("ab c.-|漢\x1b\n"), max_size=40)
_BARS = st.builds(
    lambda a, b: Bar(min(a, b), max(a, b), a), *(st.fractions(0, 1, max_denominator=50),) * 2
)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    size = draw(st.integers(1, 14))
    columns = tuple(Column(draw(_WORDS), draw(st.booleans())) for _ in range(size))
    cells = st.one_of(_WORDS, _BARS)
    rows = draw(st.lists(st.tuples(_WORDS, *(cells,) * (size - 1)), max_size=4))
    return Table("", columns, tuple(rows), frozenset({0}))


@given(_tables(), st.booleans())
def test_no_table_is_wider_than_the_screen_or_steers_it(table: Table, unicode: bool) -> None:
    page = text(Answer("", (), (Section("", (table,)),)), Look(unicode=unicode))
    assert max(map(cell_len, page.split("\n"))) <= 80
    assert "\x1b" not in page


def test_what_does_not_fit_goes_on_below_behind_the_first_column() -> None:
    heads = (Column("place"), *(Column(f"dimension-{i}", figures=True) for i in range(9)))
    table = Table("", heads, (("Kota Contoh", *(f"{i}00.0" for i in range(9))),))
    page = text(Answer("", (), (Section("", (table,)),)))
    assert page.count("Kota Contoh") == 2
    assert all(f"{i}00.0" in page for i in range(9))


_SHARES = Shares("a", "", "", (ShareRow("Kota Contoh", ((1.0, "100%"),)),), ("rank 1",))


def test_charts_are_for_documents_that_take_them() -> None:
    drawn = Answer("", (), (Section("", ("One.", Picture("Shares", _SHARES), "Two.")),))
    plain = Answer("", (), (Section("", ("One.", "Two.")),))
    assert text(drawn) == text(plain)
    assert markdown(drawn) == markdown(plain)
