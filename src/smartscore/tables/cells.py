"""A cell under the code of an indicator, as the rating that a file would have in its place.

What is right with a rating and what is wrong with it is judged by the rules that files are judged
by. Empty, `-` and `NA` are unknown, `n/a` is not applicable.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from smartscore.engine.tree import Node, Tree
from smartscore.model.assessment import Assessment, Rating, ResponseMean, short_for
from smartscore.model.fields import is_ratio, rational, shown
from smartscore.model.rubric import Indicator, Rubric
from smartscore.read import table_faults, workbook_faults
from smartscore.read.assessments import with_points
from smartscore.read.models import as_model
from smartscore.rules import assessment, values
from smartscore.rules.rule import RatingsCase
from smartscore.sheets.cells import typed
from smartscore.sheets.plain import MARK
from smartscore.tables.columns import Columns
from smartscore.tables.goalposts import ends
from smartscore.tables.marks import SAID, Marks, is_grouped, ungrouped
from smartscore.tables.records import NOTHING
from smartscore.tables.strange import strange
from smartscore.text import shape_faults
from smartscore.text.problems import Complaint, Route, Wrong
from smartscore.text.source import Source

UNKNOWN: Final = ("", "-", "NA")
NOT_APPLICABLE: Final = "n/a"

_UNSURE: Final = re.compile(
    r"na|n/a|n\.a\.?|nan|nil|null|none|\?+|\.+|-+|[–—]|unknown|missing|kosong"
    r"|tidak( ada( data)?| diketahui| tahu| berlaku)?"
)
"""What people write for either of the two."""

_DRESSED: Final = f"{MARK}dressed{MARK}"
"""How a cell of a workbook begins that shows its number with a unit."""

_DECIMAL: Final = re.compile(r"(-?(?:0|[1-9][0-9]*))([.,])([0-9]+)")
_PROPOSED: Final = ("one", "other", "suggestion")
"""The values of a complaint that say what might be written."""

_BETWEEN_ITEMS: Final = re.compile(r"[\s,;]+")
_BETWEEN_ANSWERS: Final = re.compile(r"\s*;\s*")
_SLASH: Final = re.compile(r"\s*/\s*")
_ABOUT_ONE: Final = tuple(
    rule
    for rule in (*assessment.RULES, *values.RULES)
    if rule.check
    not in (
        assessment.ratings_are_for_a_listed_rubric,
        assessment.ratings_are_for_an_indicator,
        assessment.samples_have_more_than_one_place,
    )
)
"""The rules that look at one rating."""

_GROUP: Final = "rubric"
_BARE: Final[dict[str, Any]] = {
    "smartscore": "assessment/1",
    "rubrics": [_GROUP],
    "subject": {"name": "-"},
    "date": "2000-01-01",
}


class Judged(NamedTuple):
    """What a cell comes to: a rating, None where it is unknown; or what is wrong with it.

    `remarks` are warnings and advice, with which it can be taken all the same.
    """

    rating: Rating | None
    wrong: Complaint | None = None
    remarks: tuple[Complaint, ...] = ()


class _OneRating(RatingsCase):
    """A rating that is alone with its indicator."""

    def __init__(self, node: Node, rating: Rating, text: str) -> None:
        owner, code = node.owner.code, node.code
        super().__init__({owner: {code: rating}}, {owner: node.owner}, lambda _: text)
        object.__setattr__(self, "_one", (("ratings", owner, code), rating, node))

    def rated(self) -> Iterator[tuple[Route, Rating, Indicator, Rubric]]:
        """The one rating."""
        route, rating, node = self._one  # type: ignore[attr-defined]
        assert node.indicator is not None
        yield route, rating, node.indicator, node.owner


class Reader:
    """Makes ratings of one indicator out of texts; it knows nothing else, and can be pickled."""

    def __init__(self, node: Node, marks: Marks = ".") -> None:
        """`marks` are the decimal marks that are read."""
        assert node.indicator is not None
        self._node, self._marks = node, marks
        self._thousands = next((mark for mark, said in SAID.items() if said == marks), None)
        self._measure = node.indicator.measure
        self._ends = ends(node)
        quantity = node.indicator.quantity
        self._is_free = (
            quantity is not None and bool(quantity.over) and quantity.transform == "identity"
        )
        self._words = {NOTHING, *self._items()} if self._measure == "checklist" else set()
        not_applicable = Rating(not_applicable=NOT_APPLICABLE)
        self._known: dict[str, Rating | None] = dict.fromkeys(UNKNOWN)
        self._known[NOT_APPLICABLE] = not_applicable
        if self._measure == "levels":
            points = {shown(each): each for each in (point.points for point in node.owner.scale)}
            usual = {text: Rating(level=each) for text, each in points.items()}
            self._known |= {text: each for text, each in usual.items() if self._is_usual(text)}

    def __call__(self, text: str) -> Rating | Complaint | None:
        """The rating that a cell is; None where it is unknown; or what is wrong with it."""
        found = self.judged(text)
        return found.rating if found.wrong is None else found.wrong

    def judged(self, text: str) -> Judged:
        """What a cell comes to, with what is to be remarked of it."""
        if text in self._known:
            return Judged(self._known[text])
        if text.startswith(_DRESSED):
            *_, shows, held = text.split(MARK)
            values = {"shown": shown(shows), "value": shown(held)}
            dressed = Complaint(workbook_faults.NUMBERS_STAND_ALONE, values=values)
            found = self.judged(held)
            return found._replace(remarks=(dressed, *found.remarks))
        text = " ".join(text.split())
        if text in self._known:
            return Judged(self._known[text])
        if (wrong := strange(text)) is not None:
            return Judged(None, wrong)
        if _UNSURE.fullmatch(text.casefold()) and text not in self._words:
            missing = Complaint(table_faults.MISSING_CELLS_SAY_WHY, values={"value": text})
            return Judged(None, missing)
        try:
            return self._taken(text)
        except Wrong as refused:
            return Judged(None, refused.complaint)

    def _taken(self, text: str) -> Judged:
        if self._measure == "checklist":
            return self._ruled(Rating.model_construct(met=self._met(text)), text)
        if self._measure == "survey" and len(parts := _BETWEEN_ANSWERS.split(text)) > 1:
            answers = [typed(self._plain(part)) for part in parts if part]
            return self._of_data({"responses": answers}, text)
        plain = self._plain(_SLASH.sub("/", text))
        found = typed(plain)
        if isinstance(found, str) and not is_ratio(found):
            return self._of_data(text, text)
        given = short_for(found, self._measure)
        if "responses" in given:
            given["responses"] = ResponseMean.model_construct(**given["responses"])
        rating = Rating.model_construct(**given)
        is_usual = self._is_free or (
            self._measure == "quantity" and not self._is_open(plain) and self._lies_within(found)
        )
        return Judged(rating) if is_usual else self._ruled(rating, plain)

    def _items(self) -> tuple[str, ...]:
        """The codes of a checklist."""
        assert self._node.indicator is not None
        return tuple(item.code for item in self._node.indicator.checklist or ())

    def _met(self, text: str) -> tuple[str, ...]:
        """The items of a checklist that a cell names, `none` where none is met."""
        if text == NOTHING and NOTHING not in self._items():
            return ()
        return tuple(part for part in _BETWEEN_ITEMS.split(text) if part)

    def _as_here(self, complaint: Complaint) -> Complaint:
        """A complaint in which what is to be written has the decimal mark of the column."""
        if self._marks not in (",", SAID["."]):
            return complaint
        said = {key: complaint.values.get(key, "") for key in _PROPOSED}
        said = {
            key: text.replace(".", ",") for key, text in said.items() if _DECIMAL.fullmatch(text)
        }
        return complaint._replace(values={**complaint.values, **said})

    def _is_usual(self, text: str) -> bool:
        """Whether a number with a point may be read as it stands."""
        return "." not in text or self._thousands != "."

    def _plain(self, text: str) -> str:
        """A number with a decimal point; raises Wrong where its mark may part thousands."""
        if (parting := self._thousands) is not None:
            found = ungrouped(text, parting)
            if found is None:
                other = "," if parting == "." else "."
                said = {"mark": parting, "other": other, "variant": "thousands"}
                raise Wrong(table_faults.ONE_DECIMAL_MARK_IN_A_COLUMN, value=text, **said)
            return found
        match = _DECIMAL.fullmatch(text)
        if match is None:
            return text
        whole, mark, decimals = match.groups()
        plain = f"{whole}.{decimals}"
        if mark not in self._marks:
            if self._marks == ",":
                near = f"{whole}{decimals}" if is_grouped(text) else f"{whole},{decimals}"
                said = {"suggestion": near, "mark": mark}
                raise Wrong(table_faults.ONE_DECIMAL_MARK_IN_A_COLUMN, value=text, **said)
            return text
        if len(self._marks) > 1 and is_grouped(text) and not self._is_decimal(plain):
            raise Wrong(
                shape_faults.NUMBER_WITH_TWO_READINGS,
                value=text,
                one=plain,
                other=f"{whole}{decimals}",
                mark=mark,
                variant="table",
            )
        return plain

    def _is_decimal(self, plain: str) -> bool:
        """Whether a number with three decimals can't be one of thousands."""
        within = self._lies_within
        return self._ends is not None and within(plain) and not within(_thousands(plain))

    def _is_open(self, plain: str) -> bool:
        """Whether the point of a number might have been one of thousands."""
        return self._thousands is None and is_grouped(plain)

    def _lies_within(self, found: int | float | str | Fraction) -> bool:
        """Whether a number lies between its ends, where there are any."""
        if self._ends is None:
            return False
        low, high = self._ends
        value = found if isinstance(found, Fraction) else _number(found)
        return low <= value <= high

    def _ruled(self, rating: Rating, text: str) -> Judged:
        """A rating of the right shape, judged by the rules."""
        case = _OneRating(self._node, rating, text)
        told = [(rule.code.blocks, each) for rule in _ABOUT_ONE for each in rule.complaints(case)]
        wrong = next((_bare(each) for blocks, each in told if blocks), None)
        if wrong is not None:
            return Judged(None, wrong)
        remarks = [_bare(each) for _, each in told]
        if self._measure == "quantity" and self._is_open(text) and self._ends is not None:
            both = self._lies_within(text) and self._lies_within(_thousands(text))
            said = {"value": text, "other": text.replace(".", "")}
            thousands = Complaint(table_faults.NUMBERS_HAVE_NO_THOUSANDS, values=said)
            remarks += [thousands] if both else []
        return Judged(rating, None, tuple(remarks))

    def _of_data(self, data: Any, text: str) -> Judged:
        """A rating as a file would have it, by its shape and then by the rules."""
        owner, code = self._node.owner, self._node.code
        source = Source("", "")
        source.data = {**_BARE, "ratings": {owner.code: {code: data}}}
        model, complaints = as_model(source, Assessment)
        for complaint in complaints:
            return Judged(None, self._as_here(_bare(with_points(complaint, {owner.code: owner}))))
        assert model is not None
        rating = model.rating(owner.code, code)
        assert rating is not None
        return self._ruled(rating, text)


def reader(node: Node, marks: Marks = ".") -> Reader:
    """What makes ratings of an indicator out of texts."""
    return Reader(node, marks)


def readers(tree: Tree, columns: Columns) -> tuple[Reader | None, ...]:
    """A reader for each indicator that has a column, in the order of `tree.leaves`."""
    places = zip(tree.leaves, columns.leaves, columns.marks, strict=True)
    return tuple(
        None if at is None else Reader(tree.nodes[leaf], marks) for leaf, at, marks in places
    )


def _number(found: int | float | str) -> Fraction:
    return Fraction(found) if isinstance(found, str) else rational(found)


def _thousands(plain: str) -> Fraction:
    return Fraction(plain.replace(".", ""))


def _bare(complaint: Complaint) -> Complaint:
    """A complaint without its places, which are those of a file."""
    kept: Mapping[str, str] = complaint.values
    return Complaint(complaint.code, values=kept)
