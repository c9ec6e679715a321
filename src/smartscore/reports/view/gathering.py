"""What the parts of a report share: the results with their sources, codes and words at hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node
from smartscore.model.assessment import Evidence
from smartscore.model.fields import Reference, Text
from smartscore.model.rubric import Rubric
from smartscore.reports import judged
from smartscore.reports.cited import in_evidence
from smartscore.reports.places import names
from smartscore.reports.view import Citations, Column, Line, Row, Table
from smartscore.reports.view.bibliography import Bibliography
from smartscore.reports.view.widths import fitted
from smartscore.results.result import Result
from smartscore.words import Words


@dataclass(frozen=True)
class Gathered:
    """Everything from which a report is made."""

    results: Sequence[Result]
    words: Words
    thesis: bool
    parts: tuple[str, ...] = ()
    """Those that were chosen, so that one does not repeat what another says."""

    @cached_property
    def instruments(self) -> tuple["Instrument", ...]:
        """Each rubric whose indicators are rated, once."""
        found: dict[int, Instrument] = {}
        known: set[tuple[int, str]] = set()
        for result in self.results:
            for card in result.cards:
                for above, leaf in leaves(card.whole):
                    one = found.setdefault(id(leaf.owner), Instrument(leaf.owner, []))
                    if (id(leaf.owner), leaf.code) not in known:
                        known.add((id(leaf.owner), leaf.code))
                        own = tuple(n for n in above if n.kind == "dimension")
                        one.leaves.append((tuple(n for n in own if n.owner is leaf.owner), leaf))
        return tuple(found.values())

    @cached_property
    def rubrics(self) -> tuple[Rubric, ...]:
        """Each rubric that is scored or taken in by one, once."""
        found: dict[int, Rubric] = {}
        for result in self.results:
            for card in result.cards:
                for node in card.whole.walk():
                    found.setdefault(id(node.owner), node.owner)
        return tuple(found.values())

    @cached_property
    def bibliography(self) -> Bibliography:
        """What the assessments cite, and the rubrics; their sources too where they are printed."""
        printed = self.rubrics if self.thesis else ()
        return Bibliography(self.results, self.rubrics, printed, self.words, handbook=self.thesis)

    def table(
        self,
        code: str,
        caption: str,
        columns: Sequence[Sequence[str | int]],
        rows: Sequence[Row],
        source: Line,
        *,
        wide: bool = False,
        note: str = "",
        lead: str = "",
    ) -> Table:
        """A table that has no number yet; columns are a word's key, a width, and perhaps a side."""
        headed = tuple(self._column(*column) for column in columns)  # type: ignore[arg-type]
        fit = fitted(headed, rows, wide=wide)
        return Table(code, "", caption, fit, tuple(rows), source, wide, note, lead=lead)

    def _column(self, key: str, width: int, align: str = "left") -> Column:
        assert align in ("left", "right", "centre")
        return Column(self.words(f"report.column.{key}"), width, align)  # type: ignore[arg-type]

    def drawn_from(self, result: Result, references: Sequence[Reference]) -> Line:
        """The line under a table that rests on sources of an assessment."""
        words, day = self.words, self.words.date(result.assessment.date)
        if not references:
            return (words("report.source-judged", date=day),)
        cites = self.bibliography.all_of(result.assessment, references)
        return (words("report.source-drawn", date=day), " ", cites)

    def cited_in(self, result: Result, card: Card | None = None) -> list[Reference]:
        """The references that evidence cites, in one card or in all."""
        keys = in_evidence([card] if card is not None else result.cards)
        return [each for each in result.assessment.references if each.key in keys]

    def citation(self, result: Result, evidence: Evidence) -> Citations:
        """Where a piece of evidence stands."""
        at = self.words.text(evidence.at)
        return Citations((self.bibliography.cite(result.assessment, evidence.cite, at),))

    def of_place(self, result: Result) -> str:
        """The name of a place, with the date where the report has it more than once."""
        return self._places[id(result)]

    @cached_property
    def _places(self) -> Mapping[int, str]:
        """How each place is called, by the identity of its result."""
        called = names([result.assessment for result in self.results], self.words)
        return {id(result): name for result, name in zip(self.results, called, strict=True)}

    @cached_property
    def number(self) -> Mapping[int, int]:
        """The number of each result in the report, from 1, by its identity."""
        return {id(result): number for number, result in enumerate(self.results, 1)}

    @cached_property
    def dimensions(self) -> tuple[Node, ...]:
        """Each dimension of the rubrics, once."""
        found: dict[tuple[int, str], Node] = {}
        for result in self.results:
            for card in result.cards:
                for node in card.tree.nodes:
                    if node.kind == "dimension":
                        found.setdefault((id(node.owner), node.code), node)
        return tuple(found.values())

    def part(self, title: Text, rubric: Rubric) -> str:
        """A part of a rubric by its title, and which rubric that is."""
        return self.words("report.method.part", part=self.words.text(title), rubric=rubric.code)

    def title(self, node: ScoredNode) -> str:
        """The title of a node."""
        return self.words.text(node.title)


@dataclass(frozen=True)
class Instrument:
    """A rubric and its indicators, each with the dimensions above it."""

    rubric: Rubric
    leaves: list[tuple[tuple[ScoredNode, ...], ScoredNode]]


def leaves(
    node: ScoredNode, above: tuple[ScoredNode, ...] = ()
) -> Iterator[tuple[tuple[ScoredNode, ...], ScoredNode]]:
    """Every indicator with what stands above it, from the whole down."""
    if node.kind == "indicator":
        yield above, node
    for child in node.children:
        yield from leaves(child, (*above, node))


def rated_once(result: Result) -> Iterator[tuple[tuple[ScoredNode, ...], ScoredNode]]:
    """Every indicator of an assessment once, though several cards show it."""
    seen: set[tuple[str, str]] = set()
    for card in result.cards:
        for above, leaf in leaves(card.whole):
            key = (leaf.owner.code, leaf.code)
            if key not in seen:
                seen.add(key)
                yield above, leaf


def document_codes(result: Result) -> dict[str, str]:
    """The codes of the sources of an assessment: I1, I2 ... for informants, D1, D2 ... else."""
    codes: dict[str, str] = {}
    for number, informant in enumerate(result.assessment.informants, 1):
        if informant.cite is not None:
            codes.setdefault(informant.cite, f"I{number}")
    others = [r.key for r in result.assessment.sources if r.key not in codes]
    return codes | {key: f"D{number}" for number, key in enumerate(others, 1)}


def reason(node: ScoredNode, words: Words) -> str:
    """What the rater wrote: why this rating, or why there is none; nothing where nothing is."""
    rating = node.rating
    if rating is None:
        return ""
    why = words.text(rating.because or rating.unknown or rating.not_applicable)
    return " ".join(part for part in (why, judged.sentence(rating, words)) if part)


def named(rubric: Rubric, words: Words) -> str:
    """A rubric's title with its code and version."""
    return f"{words.text(rubric.title)} ({rubric.code} {rubric.version})"


def text(*cells: str | Line) -> tuple[Line, ...]:
    """Cells of a row: plain ones as they are, others already made of runs."""
    return tuple((cell,) if isinstance(cell, str) else cell for cell in cells)
