"""What was asked: the instrument grid, and what each level looks like."""

from collections.abc import Iterator

from smartscore.engine.scored import ScoredNode
from smartscore.model.rubric import Indicator
from smartscore.model.walking import walk
from smartscore.reports.library.indicators import steps
from smartscore.reports.view import Block, Line, Row
from smartscore.reports.view.gathering import Gathered, Instrument, named, text


def grid(gathered: Gathered) -> Iterator[Block]:
    """The instrument grid of each rubric."""
    for instrument in gathered.instruments:
        yield gathered.table(
            "instrument",
            gathered.words(
                "report.caption.instrument", rubric=gathered.words.text(instrument.rubric.title)
            ),
            [
                ("number", 4, "right"),
                ("dimension", 14),
                ("indicator", 16),
                ("question", 26),
                ("data-source", 28),
                ("technique", 12),
            ],
            list(_grid_rows(gathered, instrument)),
            _origin(gathered, instrument),
            wide=True,
        )


def _grid_rows(gathered: Gathered, instrument: Instrument) -> Iterator[Row]:
    words, before = gathered.words, ""
    for number, (above, leaf) in enumerate(instrument.leaves, 1):
        indicator = leaf.indicator
        assert indicator is not None
        dimension = " / ".join(gathered.title(node) for node in above)
        techniques = [words(f"report.technique.{name}") for name in indicator.techniques]
        if indicator.judged_by == "demand":
            techniques.append(words("report.technique.demand"))
        first = text(str(number), "" if dimension == before else dimension, gathered.title(leaf))
        rest = text(words.text(indicator.look_for) or "–", "; ".join(techniques) or "–")
        yield Row((*first, _question(gathered, leaf, indicator), *rest))
        before = dimension


def _question(gathered: Gathered, leaf: ScoredNode, indicator: Indicator) -> Line:
    """What is asked, and from which places of the rubric's sources it is drawn."""
    told = gathered.words.text(indicator.question) or "–"
    if not indicator.citations:
        return (told,)
    return (told, " ", gathered.bibliography.drawn(leaf.owner, indicator.citations))


def _origin(gathered: Gathered, instrument: Instrument) -> Line:
    """The rubric, and the works from which it is drawn."""
    rubric, words = instrument.rubric, gathered.words
    citations = [c for _, node in walk(rubric) for c in getattr(node, "citations", ())]
    told = words("report.source-rubric", rubric=named(rubric, words))
    if not citations:
        return (f"{told}.",)
    return (
        f"{told}, {words('report.drawn-from')} ",
        gathered.bibliography.cited(rubric, citations),
    )


def descriptors(gathered: Gathered) -> Iterator[Block]:
    """What can be observed at each level of each indicator."""
    for instrument in gathered.instruments:
        yield gathered.table(
            "descriptors",
            gathered.words(
                "report.caption.descriptors", rubric=gathered.words.text(instrument.rubric.title)
            ),
            [("indicator", 24), ("level", 18), ("descriptor", 58)],
            list(_described(gathered, instrument)),
            _origin(gathered, instrument),
        )


def _described(gathered: Gathered, instrument: Instrument) -> Iterator[Row]:
    shared: dict[str, list[str]] = {}
    for _, leaf in instrument.leaves:
        if leaf.indicator is not None and isinstance(leaf.indicator.levels, str):
            shared.setdefault(leaf.indicator.levels, []).append(gathered.title(leaf))
    told: set[str] = set()
    for _, leaf in instrument.leaves:
        indicator = leaf.indicator
        assert indicator is not None
        name = gathered.title(leaf)
        if isinstance(indicator.levels, str):
            if indicator.levels in told:
                continue
            told.add(indicator.levels)
            name = "; ".join(shared[indicator.levels])
        for i, (level, descriptor) in enumerate(steps(indicator, leaf.owner, gathered.words)):
            yield Row(text("" if i else name, level, descriptor))
