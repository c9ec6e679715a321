"""Several places by each rubric, a row each: for reports, and where many are assessed at once."""

from collections.abc import Iterator, Sequence
from typing import Final

from smartscore.reports import places
from smartscore.reports.answer import Answer, Section, Table
from smartscore.reports.answer.beside import Beside
from smartscore.reports.answer.compare_ranks import dimensions, ranks
from smartscore.results.result import Result
from smartscore.studies.comparison import undrawn
from smartscore.studies.entries import entry
from smartscore.words import Words

FEW: Final = 3
"""So many places stand in columns, or are told one after the other; more are rows of a table."""


def answer(results: Sequence[Result], words: Words) -> Answer:
    """A page of the wholes alone, with how one place is shown in full."""
    found = list(_beside(results, words))
    sections, sampled = [], False
    for beside in found:
        versions = dict.fromkeys(card.rubric.version for card in beside.found.cards)
        mark = f"{beside.found.first.rubric.code} {', '.join(versions)}"
        table = ranks(beside)._replace(titled=False)
        tree = beside.found.first.tree
        sampled = sampled or tree.sample is not None
        lead = (told,) if (told := words.weighting(tree)) else ()
        sections.append(Section(beside.title, (*lead, table), mark))
    called = [result.assessment.subject.name for result in results]
    heading = words("places.count", count=len(results))
    if len(dict.fromkeys(called)) < len(called):
        heading = words("compare.assessments", count=len(results))
    sections.append(Section("", (words("assess.in-full-sample" if sampled else "assess.in-full"),)))
    return Answer(heading, (), tuple(sections))


def tables(results: Sequence[Result], words: Words) -> Iterator[Table]:
    """By each rubric the wholes, and the parts where two places share it."""
    for beside in _beside(results, words):
        yield ranks(beside)
        if len(beside.found.cards) > 1:
            yield from dimensions(beside)


def _beside(results: Sequence[Result], words: Words) -> Iterator[Beside]:
    entries = [entry(result) for result in results]
    names = places.labels(entries, words)
    for league in undrawn(entries):
        yield Beside(league, [names[i] for i in league.found.places], words, whole=True)
