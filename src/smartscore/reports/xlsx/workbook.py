"""The workbook of some results: overview, comparison, nodes, evidence, gaps, references."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartscore.reports.view.gathering import Gathered
from smartscore.reports.xlsx import MAX_TEXT
from smartscore.reports.xlsx.book import Book
from smartscore.reports.xlsx.comparison import comparison
from smartscore.reports.xlsx.gaps import gaps
from smartscore.reports.xlsx.nodes import nodes
from smartscore.reports.xlsx.overview import overview
from smartscore.reports.xlsx.proofs import proofs
from smartscore.reports.xlsx.sheet import Sheet
from smartscore.reports.xlsx.sources import sources
from smartscore.results.result import Result
from smartscore.words import Words


class Made(NamedTuple):
    """The bytes of a workbook, and in sentences what had no room in it."""

    content: bytes
    left_out: tuple[str, ...]


def workbook(results: Sequence[Result], words: Words) -> Made:
    """The workbook of some results in one language; the same results give the same bytes.

    Raises NotInstalled where the extra is not there, TooMany where a sheet would have more rows
    than one holds.
    """
    book = Book(words, max(result.assessment.date for result in results))
    for sheet in _sheets(results, words):
        book.add(sheet)
    left_out = []
    if book.cut:
        left_out.append(words("xlsx.were-cut", count=book.cut, most=MAX_TEXT))
    return Made(book.finished(), tuple(left_out))


def _sheets(results: Sequence[Result], words: Words) -> Iterator[Sheet]:
    gathered = Gathered(results, words, thesis=False)
    yield overview(results, words)
    if len(results) > 1:
        yield comparison(gathered)
    yield nodes(results, words)
    yield proofs(gathered)
    yield gaps(gathered)
    yield sources(gathered)
