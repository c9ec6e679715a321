"""Answers to one question as parts of reports: numbered, with their charts, escaped."""

from dataclasses import replace
from fractions import Fraction

import smartscore
from smartscore.reports.answer import (
    Answer,
    Bar,
    Column,
    Item,
    Listing,
    Picture,
    Section,
    Table,
)
from smartscore.reports.charts import ShareRow, Shares
from smartscore.reports.publishing import Order, publish
from smartscore.words import words

_TABLE = Table(
    "Shares of draws by band",
    (Column("band"), Column("share", figures=True), Column("range")),
    (
        ("Ready | <b>", "93%", Bar(Fraction(0), Fraction(1))),
        ("Whole", "100%", Bar(Fraction(0), Fraction(1))),
    ),
    strong=frozenset({1}),
    notes=("Of 10,000 draws.",),
)
_CHART = Shares("x", "Shares", "93% and 7%.", (ShareRow("Kota", ((1.0, "100%"),)),), ("first",))
_ANSWER = Answer(
    "Kota Contoh",
    ("Drawn 10,000 times.",),
    (
        Section(
            "Readiness",
            (
                "It stays.",
                _TABLE,
                Listing("Reasons", (Item("one", ("two",)),)),
                Picture("P", _CHART),
            ),
        ),
    ),
)
_FILE = """
smartscore: assessment/1
rubrics: [indrajit@2]
subject: {name: Kota Contoh}
date: 2026-01-01
ratings: {indrajit: {political-will: 1}}
"""
_ORDER = Order("md", parts=("results", "robustness"), answers={"robustness": (_ANSWER,)})


def made(order: Order) -> str:
    content = publish([smartscore.assess(_FILE)], words("en"), order).content
    assert isinstance(content, str)
    return content


def test_markdown_has_the_part_with_a_numbered_table_and_no_bars() -> None:
    page = made(_ORDER)
    assert "How sure the score is" in page
    assert "Drawn 10,000 times." in page
    assert ": Table 2 Shares of draws by band" in page
    assert "| Ready \\| \\<b\\> | 93% |" in page
    assert "| **Whole** | **100%** |" in page
    assert "Of 10,000 draws." in page
    assert "- one: two" in page


def test_a_part_that_was_not_asked_is_left_out() -> None:
    assert "How sure" not in made(replace(_ORDER, answers={}))
    assert "How sure" not in made(Order("md"))


def test_a_page_takes_the_answers_beside_its_own_parts_with_their_charts() -> None:
    page = made(Order("html", answers={"robustness": (_ANSWER,)}))
    assert '<section class="part' in page
    assert "How sure the score is" in page
    assert "Ready | &lt;b&gt;" in page
    assert '<figure class="chart shares">' in page
    assert made(Order("html")).count("<svg") == page.count("<svg") - 1


def test_charts_of_markdown_become_files() -> None:
    found = publish([smartscore.assess(_FILE)], words("en"), replace(_ORDER, folder="figures"))
    assert "robustness-1-1-shares-1.svg" in found.figures
    assert isinstance(found.content, str)
    assert "figures/robustness-1-1-shares-1." in found.content
