"""The part on plans: a table for each place that has any."""

from collections.abc import Iterator

from smartscore.engine.driving import main
from smartscore.reports.view import Table
from smartscore.reports.view.actions import tabled
from smartscore.reports.view.gathering import Gathered


def plans(gathered: Gathered) -> Iterator[Table]:
    """What each plan of a place aims at, who acts until when, what it takes and what it brings."""
    words = gathered.words
    for result in gathered.results:
        card = main(result.cards)
        found = tabled(result.cards, card, words)
        if found is None:
            continue
        rubric = words.text(card.rubric.title)
        yield gathered.table(
            "plans",
            words("report.caption.plans", place=gathered.of_place(result)),
            found.columns,
            [*found.rows, *([found.last] if found.last else [])],
            (words("report.source-judged", date=words.date(result.assessment.date)),),
            note=words("onepage.lower-bound") if found.raises_bound else "",
            lead=words("report.lead.plans", count=len(found.rows), rubric=rubric),
        )
