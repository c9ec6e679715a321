"""An assessment with a card for each rubric: what reports are made from, and Python works with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from smartscore.engine.card import Card
from smartscore.engine.tree import tidied
from smartscore.model import fields
from smartscore.model.assessment import Assessment
from smartscore.text.naming import shown
from smartscore.text.problems import Problem, closest


@dataclass(frozen=True, eq=False)
class Result:
    """What came of one assessment.

    `cards` has one for each rubric, in the order in which they are listed; `result["indrajit"]` is
    the one of a code. `remarks` are problems that did not keep the assessment from being scored.
    """

    assessment: Assessment
    cards: tuple[Card, ...]
    remarks: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        """The result in a line: the place, the day, and the figure of each card."""
        figures = ", ".join(
            f"{card.rubric.code} {card.whole.shown or '–'}{card.tree.marked}" for card in self.cards
        )
        name = shown(fields.shown(self.assessment.subject.name))
        return f"<Result {name}, {self.assessment.date}: {figures}>"

    def __getitem__(self, code: str) -> Card:
        """The card of a rubric by its code; raises KeyError, which says what there is."""
        codes = [card.rubric.code for card in self.cards]
        if code in codes:
            return self.cards[codes.index(code)]
        path = tidied(str(code))
        first = path.split("/")[0]
        near = closest(first, codes)
        hint = f"perhaps {near!r}" if near else f"there is {', '.join(codes)}"
        if near and first != path:
            hint = f"perhaps [{near!r}][{path!r}]"
        raise KeyError(f"no rubric {code!r} in this result; {hint}")

    def __iter__(self) -> Iterator[Card]:
        """The cards in their order."""
        return iter(self.cards)

    def __len__(self) -> int:
        """How many cards there are."""
        return len(self.cards)

    def to_dict(self) -> dict[str, Any]:
        """The result as `scorecard/1`, which `assess --format json` writes: plain data."""
        from smartscore.results.records import scorecard

        return scorecard(self.assessment, self.cards)

    def rows(self, language: fields.Language = "en") -> list[dict[str, Any]]:
        """One tidy row a node, under the columns of the CSV report.

        Figures are floats, what is not there is None. `rating` is the number that was given: a
        level, a value, how many items are met, or the mean of the answers. Titles and reasons are
        in `language`, `en` or `id`; raises ValueError for another. A DataFrame is made of the rows
        as they are.
        """
        from smartscore.results.records import rows

        if language not in fields.LANGUAGES:
            raise ValueError(f"language {language!r}: id or en")
        return [row for card in self.cards for row in rows(self.assessment, card, language)]

    def _repr_html_(self) -> str:
        """A small table for notebooks: the whole of each card and its parts."""
        from smartscore.results.notebook import table

        return table(self.assessment, self.cards)
