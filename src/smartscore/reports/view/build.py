"""Makes the report: the sections of its style in order, and the tree of every place."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from smartscore import __version__
from smartscore.reports.view import FORMAT, Block, Paragraph, Place, Report, Section, Wishes
from smartscore.reports.view.evidence import documents, gaps, informants
from smartscore.reports.view.gathering import Gathered
from smartscore.reports.view.instrument import descriptors, grid
from smartscore.reports.view.method import method
from smartscore.reports.view.numbering import numbered
from smartscore.reports.view.outcome import about, comparison, results
from smartscore.reports.view.place import place
from smartscore.reports.view.sheet import sheets
from smartscore.results.result import Result
from smartscore.words import Words

_Maker = Callable[[Gathered], Iterable[Block]]


def report(scored: Sequence[Result], words: Words, wishes: Wishes) -> Report:
    """The report on some assessments in one language."""
    gathered = Gathered(scored, words, thesis=wishes.style == "thesis")
    places = tuple(place(gathered, result) for result in scored)
    made = Report(
        format=FORMAT,
        language=words.language,
        style=wishes.style,
        title=words("md.title", subject=_title(gathered)),
        places=places,
        sections=tuple(_sections(gathered, places, wishes)),
        sources=gathered.bibliography.sources(),
        stamp=tuple(_stamp(gathered)),
    )
    return numbered(made, wishes)


def _title(gathered: Gathered) -> str:
    return ", ".join(dict.fromkeys(r.assessment.subject.name for r in gathered.results))


def _sections(gathered: Gathered, places: Sequence[Place], wishes: Wishes) -> Iterator[Section]:
    """The sections that have anything in them."""
    makers: list[tuple[str, _Maker]] = []
    if len(gathered.results) > 1:
        makers += [("comparison", comparison), ("about", lambda _: about(places))]
    outcome: tuple[str, _Maker] = ("results", lambda found: results(places, found.words, wishes))
    if wishes.style == "thesis":
        makers += [
            ("instrument", grid),
            ("sheet", sheets),
            ("descriptors", descriptors),
            ("evidence", documents),
            ("informants", informants),
            ("gaps", gaps),
            outcome,
            ("method", method),
        ]
    else:
        makers += [outcome, ("gaps", gaps)]
    for code, make in makers:
        if blocks := tuple(make(gathered)):
            yield Section(code, gathered.words(f"report.section.{code}"), blocks)


def _stamp(gathered: Gathered) -> Iterator[str]:
    """Which program, rubrics and assessments the figures come from."""
    words = gathered.words
    yield words("report.stamp.program", version=__version__)
    seen = dict.fromkeys(
        (card.rubric.code, card.rubric.version, card.digest, words.weighting(card.tree))
        for result in gathered.results
        for card in result.cards
    )
    for code, version, digest, weighting in seen:
        said = words("report.stamp.rubric", code=code, version=version, digest=digest)
        yield f"{said}. {weighting}" if weighting else said
    for result in gathered.results:
        day = words.date(result.assessment.date)
        yield words("report.stamp.assessment", place=result.assessment.subject.name, date=day)


def opening(report: Report) -> Iterator[Paragraph]:
    """What a reader must know first about the place; several places have a section for it."""
    if len(report.places) == 1:
        for line in report.places[0].circumstances:
            yield Paragraph((line,))
