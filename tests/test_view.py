"""What reports say before it is spelt: one page for many spellings, numbered last."""

import pickle
import subprocess
import sys
from fractions import Fraction
from typing import TypeVar

import pytest

from smartscore.cli import session
from smartscore.reports.markdown import markdown
from smartscore.reports.summary import assessed
from smartscore.reports.terminal import text
from smartscore.reports.view import Figure, Report, Table, Wishes
from smartscore.reports.view.build import report
from smartscore.words import words

Kind = TypeVar("Kind", Table, Figure)
ENGLISH = words("en")


@pytest.fixture(scope="module")
def results(request):
    examples = request.config.rootpath / "examples"
    shelf = session.catalogue(None, "en", anywhere=False)
    files = [str(examples / f"{name}.yaml") for name in ("sumenep", "jember")]
    return session.read_all(files, shelf, [], "en").results


def built(results, **wishes) -> Report:
    return report(results, ENGLISH, Wishes(**wishes))


def blocks(found: Report, kind: type[Kind]) -> list[Kind]:
    return [one for section in found.sections for one in section.blocks if isinstance(one, kind)]


def test_a_card_owns_the_table_that_its_section_shows(results):
    found = built(results)
    own = [card.table for place in found.places for card in place.cards]
    shown = [table for table in blocks(found, Table) if table.code == "results"]
    assert len(own) > 2
    assert [id(table) for table in own] == [id(table) for table in shown]


def test_numbers_are_given_in_the_order_of_the_page_once_it_is_finished(results):
    found = built(results, prefix="4.", start=7, figures=True)
    tables, figures = blocks(found, Table), blocks(found, Figure)
    assert [table.number for table in tables] == [f"4.{7 + n}" for n in range(len(tables))]
    assert [figure.number for figure in figures] == [f"4.{7 + n}" for n in range(len(figures))]
    charts = [chart for place in found.places for card in place.cards for chart in card.charts]
    assert figures == charts
    assert [s.number for s in found.sections] == [f"{n + 1}" for n in range(len(found.sections))]


def test_charts_have_numbers_on_a_page_that_shows_none(results):
    found = built(results)
    assert blocks(found, Figure) == []
    charts = [chart for place in found.places for card in place.cards for chart in card.charts]
    assert [chart.number for chart in charts] == [f"{n + 1}" for n in range(len(charts))]


def test_where_a_filter_numbers_there_are_no_numbers(results):
    found = built(results, numbered=False, figures=True)
    numbers = [table.number for table in blocks(found, Table)]
    numbers += [figure.number for figure in blocks(found, Figure)]
    assert set(numbers) == {""}


def test_the_page_of_assess_says_of_a_card_what_a_report_says(results):
    pages = assessed(results, ENGLISH, detail=True, stamped=True)
    cards = [card for page in pages for card in page.cards]
    others = [card for place in built(results).places for card in place.cards]
    assert len(cards) == len(others)
    for card, other in zip(cards, others, strict=True):
        assert card.rows == other.rows
        assert (card.verdict, card.gates, card.steps) == (other.verdict, other.gates, other.steps)
        assert card.stamp == other.stamp
        assert [row.title for row in card.rows[:-1]] == [n.title for n in other.whole.children]
        assert other.table.rows[-1].kind == "total"
        assert [row.cells[1] for row in other.table.rows] == [(row.score,) for row in card.rows]


def test_a_short_page_has_no_trees_and_no_stamp(results):
    cards = [card for page in assessed(results, ENGLISH) for card in page.cards]
    assert {card.whole for card in cards} == {None}
    assert {card.stamp for card in cards} == {""}


def test_a_bar_has_bounds_and_score_in_order(results):
    pages = assessed(results, ENGLISH)
    bars = [row.bar for page in pages for card in page.cards for row in card.rows]
    assert any(bars)
    for bar in bars:
        assert list(bar) == sorted(bar)
        assert len(bar) in (0, 3)
        assert set(map(type, bar)) <= {Fraction}
        assert all(0 <= end <= 1 for end in bar)


def test_spellings_need_nothing_but_the_page(results):
    pages = assessed(results, ENGLISH, detail=True, stamped=True)
    kept = pickle.loads(pickle.dumps(pages))
    assert kept == pages
    assert text(kept, ENGLISH) == text(pages, ENGLISH)
    assert markdown(kept, ENGLISH) == markdown(pages, ENGLISH)


def test_a_terminal_needs_no_charts_no_lists_of_sources_and_no_templates(in_root):
    command = [sys.executable, "-X", "importtime", "-m", "smartscore", "assess"]
    command.append("examples/sumenep.yaml")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    names = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.split("\n") if "|" in line}
    assert "smartscore.reports.summary" in names
    unneeded = {"charts", "view", "markdown"}
    assert names & {f"smartscore.reports.{name}" for name in unneeded} == set()
