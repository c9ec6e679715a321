"""What is to be done in a document: its markers and controls, each with what it asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from smartscore.weaving import Order, Refused
from smartscore.weaving.orders import read
from smartscore.weaving.word import controls, runs
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.markup import Element, parse
from smartscore.weaving.word.places import TAG, Control, Marked, Place, Story

_TYPOGRAPHIC = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\xa0": " "}
)


class Where(NamedTuple):
    """Where a control or a marker stands, and what it asks for.

    It is told by the number of its paragraph and by the heading above.
    """

    number: int
    heading: str
    order: str


@dataclass
class Part:
    """A part with text, what was found in it, and what is to change there."""

    name: str
    data: bytes
    story: Story
    ink: Ink
    is_main: bool
    changes: set[tuple[int, int, bytes]] = field(default_factory=set)


@dataclass
class Job:
    """A marker or a control, in the part in which it stands; `order` may be why there is none.

    `data` are the bytes of the paragraph or the control, from `start` to `end`.
    """

    part: Part
    place: Place
    start: int
    end: int
    asked: str
    order: Order | Refused
    found: runs.Found | None = None
    paragraph: Element | None = None

    @property
    def is_control(self) -> bool:
        """Whether it is a control that is there already."""
        return self.found is None

    @property
    def data(self) -> bytes:
        """The paragraph or the control as it stands."""
        return self.part.data[self.start : self.end]

    @property
    def where(self) -> Where:
        """How its place is told."""
        return Where(self.place.number, self.place.heading, self.asked)


def jobs_of(part: Part) -> Iterator[Job]:
    """The markers and controls of a part in their order."""
    found: list[Marked | Control] = [*part.story.marked, *part.story.controls]
    for each in sorted(found, key=lambda one: one.start):
        if each.place.is_copy:
            continue
        if isinstance(each, Control):
            yield _of_control(part, each)
        else:
            yield from _of_paragraph(part, each)


def _of_control(part: Part, control: Control) -> Job:
    asked = control.tag.removeprefix(TAG).strip()
    if not asked:
        opened = controls.opened(part.data[control.start : control.end], part.ink)
        asked = controls.hidden_order(opened, part.ink)
    order = Refused("word-nested") if control.nests else _order(asked)
    return Job(part, control.place, control.start, control.end, asked, order)


def _of_paragraph(part: Part, marked: Marked) -> Iterator[Job]:
    data = part.data[marked.start : marked.end]
    element = parse(data)
    for found in runs.Paragraph(data, element, part.ink.prefix).found():
        if found.copy:
            continue
        asked = found.order.translate(_TYPOGRAPHIC)
        fault = found.fault or _fault(marked.place)
        order = Refused(fault) if fault else _order(asked)
        yield Job(part, marked.place, marked.start, marked.end, asked, order, found, element)


def _fault(place: Place) -> str:
    """Why no control can stand at a place; nothing where one can."""
    if place.is_tracked:
        return "word-tracked"
    if place.held:
        return "word-held"
    return "word-field" if place.field else ""


def _order(asked: str) -> Order | Refused:
    try:
        return read(asked)
    except Refused as refused:
        return refused
