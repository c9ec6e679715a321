"""The sheet of the references: what the evidence cites, and each rubric."""

from smartscore.reports.view.gathering import Gathered
from smartscore.reports.xlsx.sheet import Row, Sheet, headed
from smartscore.text.csl import plain


def sources(gathered: Gathered) -> Sheet:
    """Each source once, by author and year."""
    words = gathered.words
    columns = headed(
        words,
        ("key", 22),
        ("author-year", 26),
        ("entry", 80),
        ("address", 40),
        ("doi", 22),
        ("note", 50),
    )
    rows = tuple(
        Row([s.key, s.short, s.entry, s.url, plain(s.csl.get("DOI")), s.note])
        for s in gathered.bibliography.sources()
    )
    return Sheet(words("report.references"), columns, rows)
