"""Makes the report: the parts that were chosen in their order, and the tree of every place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from smartscore import __version__
from smartscore.reports.places import together
from smartscore.reports.view import FORMAT, Block, Paragraph, Place, Report, Section, Wishes
from smartscore.reports.view import evidence as every
from smartscore.reports.view.answers import answered
from smartscore.reports.view.gathering import Gathered
from smartscore.reports.view.instrument import descriptors, grid
from smartscore.reports.view.method import method
from smartscore.reports.view.numbering import numbered
from smartscore.reports.view.outcome import about, comparison, results
from smartscore.reports.view.parts import CLOSING, STUDIES, USUAL, prints_instrument
from smartscore.reports.view.place import place
from smartscore.reports.view.plans import plans
from smartscore.reports.view.sheet import sheets
from smartscore.reports.view.short import evidence as pieces
from smartscore.reports.view.short import gaps, sheet
from smartscore.reports.view.short import method as steps
from smartscore.reports.view.short import results as outcome
from smartscore.reports.view.splitting import split
from smartscore.results.result import Result
from smartscore.words import Words

_Maker = Callable[[Gathered], Iterable[Block]]

_ONLY_OF_SEVERAL: Final = ("comparison", "about")

_MAKERS: Final[Mapping[str, _Maker]] = {
    "comparison": comparison,
    "instrument": grid,
    "sheet": sheet.sheets,
    "sheet-full": sheets,
    "descriptors": descriptors,
    "evidence": pieces.evidence,
    "evidence-full": every.documents,
    "informants": every.informants,
    "contested": pieces.contested,
    "gaps": gaps.gaps,
    "gaps-full": every.gaps,
    "plan": plans,
    "method": steps.method,
    "method-full": method,
}
"""What makes each part, but those that show the places as they are."""


def report(scored: Sequence[Result], words: Words, wishes: Wishes) -> Report:
    """The report on some assessments in one language."""
    parts = wishes.parts or USUAL[wishes.style]
    gathered = Gathered(scored, words, thesis=prints_instrument(parts), parts=tuple(parts))
    places = tuple(place(gathered, result) for result in scored)
    title = words("md.title", subject=_title(gathered))
    appendix = str(wishes.appendix) if _is_one(wishes) else ""
    if appendix:
        title = f"{words('report.appendix')} {appendix}. {title}"
    made = Report(
        format=FORMAT,
        language=words.language,
        style=wishes.style,
        title=title,
        places=places,
        sections=tuple(_sections(gathered, places, wishes, parts)),
        sources=gathered.bibliography.sources(),
        stamp=tuple(_stamp(gathered)),
        closing=tuple(part for part in parts if part in CLOSING),
        appendix=appendix,
        mark=wishes.mark,
    )
    found = numbered(made, wishes)
    return found if wishes.rows is None else split(found, wishes.rows)


def _is_one(wishes: Wishes) -> bool:
    """Whether the whole report is one appendix with a number."""
    return wishes.style == "appendix" and wishes.appendix is not None


def _title(gathered: Gathered) -> str:
    """The names of a few places; how many there are where there are more."""
    names = dict.fromkeys(r.assessment.subject.name for r in gathered.results)
    return together(list(names), gathered.words)


def _sections(
    gathered: Gathered, places: Sequence[Place], wishes: Wishes, parts: Iterable[str]
) -> Iterator[Section]:
    """The sections of some parts that have anything in them.

    A part in full has the code of the short one: they are one section at different lengths.
    """
    makers: dict[str, _Maker] = {
        **_MAKERS,
        **{code: partial(_answered, code=code, wishes=wishes) for code in STUDIES},
        "about": lambda _: about(places),
        "results": partial(outcome.results, places=places, charts=wishes.figures),
        "results-full": lambda found: results(places, found.words, wishes),
    }
    for part in parts:
        if part in CLOSING or (part in _ONLY_OF_SEVERAL and len(places) < 2):
            continue
        if blocks := tuple(makers[part](gathered)):
            code = part.removesuffix("-full")
            title = "unrated" if part == "gaps" else code
            yield Section(code, gathered.words(f"report.section.{title}"), blocks)


def _answered(gathered: Gathered, code: str, wishes: Wishes) -> Iterable[Block]:
    """The answers of a part, where somebody has asked."""
    found = wishes.answers.get(code, ())
    return answered(gathered, code, found, figures=wishes.figures)


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
        lines = report.places[0].circumstances
        if report.style == "appendix" and report.section("results") and report.places[0].about:
            lines = lines[:-1]  # what the analyst wrote first stands behind the results
        for line in lines:
            yield Paragraph((line,))
