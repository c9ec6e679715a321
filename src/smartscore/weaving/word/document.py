"""A Word document with all its markers and controls answered, or what keeps it from that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from smartscore.reports.view import Table
from smartscore.weaving import Fault, Order, Refused
from smartscore.weaving.answers import Answer
from smartscore.weaving.orders import completed, read
from smartscore.weaving.word import content, controls, looks, runs
from smartscore.weaving.word.healing import healed
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.markup import Element, cut, parse
from smartscore.weaving.word.package import STORIES, Package
from smartscore.weaving.word.pictures import Pictures
from smartscore.weaving.word.places import Control, Marked, Place, Story
from smartscore.weaving.word.rendering import Rendering, Room
from smartscore.weaving.word.story import scan

_ANY_WIDTH = 9000
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


class Woven(NamedTuple):
    """The new document, how many controls it has, the places of stale ones, and every fault.

    `counts` says that captions have come to it, so that Word has to number the others anew;
    `remarks` are sentences on what was done in another way than one might expect. Where there is a
    fault the document is the old one; one without a place is about the whole.
    """

    content: bytes
    controls: int
    stale: tuple[Where, ...]
    faults: tuple[tuple[Where | None, Fault], ...] = ()
    remarks: tuple[tuple[Where, Fault], ...] = ()
    counts: bool = False


def weave(data: bytes, answer: Callable[[Order], Answer]) -> Woven:
    """Answer every marker and control of a document; `answer` raises Refused where it can't."""
    try:
        return _Document(data, answer).woven()
    except Refused as refused:
        return Woven(data, 0, (), ((None, Fault(refused.key, refused.values)),))


@dataclass
class _Part:
    """A part with text, what was found in it, and what is to change there."""

    name: str
    data: bytes
    story: Story
    ink: Ink
    is_main: bool
    changes: set[tuple[int, int, bytes]] = field(default_factory=set)


@dataclass
class _Job:
    """A marker or a control, in the part in which it stands; `order` may be why there is none.

    `data` are the bytes of the paragraph or the control, from `start` to `end`.
    """

    part: _Part
    place: Place
    start: int
    end: int
    asked: str
    order: Order | Refused
    found: runs.Found | None = None
    paragraph: Element | None = None
    control: controls.Opened | None = None

    @property
    def data(self) -> bytes:
        return self.part.data[self.start : self.end]

    @property
    def where(self) -> Where:
        return Where(self.place.number, self.place.heading, self.asked)


class _Document:
    def __init__(self, data: bytes, answer: Callable[[Order], Answer]) -> None:
        self._data = data
        self._answer = answer
        self._answers: dict[Order, Answer | Refused] = {}
        self._package = package = Package(data)
        styles = package.part("styles")
        self._looks = looks.read(package.archive.read(styles)) if styles else looks.Looks()
        names = dict.fromkeys((package.main, *package.parts(*STORIES)))
        self._parts = [self._read(name) for name in names]
        main = self._parts[0]
        self._pictures = Pictures(package, main.ink, main.story.picture_keys)
        self._rendering = Rendering(
            main.ink,
            main.data,
            main.story,
            self._looks.with_tables(main.story.table_styles),
            self._pictures,
        )
        self._keys = {key for part in self._parts for key in part.story.control_keys}
        self._remarks: list[tuple[Where, Fault]] = []

    def _read(self, name: str) -> _Part:
        data = self._package.archive.read(name)
        story = scan(data, self._looks.headings)
        ink = Ink(story.prefix, strict=story.strict)
        return _Part(name, data, story, ink, name == self._package.main)

    def woven(self) -> Woven:
        """What becomes of the document."""
        jobs = [job for part in self._parts for job in _jobs(part)]
        asked = [job.order if isinstance(job.order, Order) else None for job in jobs]
        faults: list[tuple[Where | None, Fault]] = []
        stale: list[Where] = []
        counts = False
        for job in jobs:
            try:
                if isinstance(job.order, Refused):
                    raise job.order
                changes = self._changes(job, completed(job.order, asked))
            except Refused as refused:
                faults.append((job.where, Fault(refused.key, refused.values)))
                continue
            if changes:
                stale.append(job.where)
                job.part.changes |= set(changes)
                counts = counts or (job.control is None and any(b"SEQ " in c[2] for c in changes))
        if faults or not stale:
            return Woven(self._data, len(jobs), (), tuple(faults), tuple(self._remarks))
        changed = {
            part.name: cut(part.data, tuple(part.changes)) for part in self._parts if part.changes
        }
        whole = self._pictures.changed(changed)
        return Woven(whole, len(jobs), tuple(stale), (), tuple(self._remarks), counts)

    def _changes(self, job: _Job, order: Order) -> list[tuple[int, int, bytes]]:
        """What is to change for a marker or a control; nothing where that is up to date."""
        found = self._answered(order)
        ink = job.part.ink
        inline = self._is_inline(job, order, found)
        old, end = job.control, job.end
        stays = runs.Around(b"", b"", b"", b"")
        if job.paragraph is not None:
            stays = runs.around(job.data, job.paragraph, ink.prefix)
        if inline:
            looks = job.found.looks.decode("utf-8") if job.found else ""
            made = [ink.run(" ".join(found.sentences), looks)]
        else:
            old, end = self._healed(job, found)
            after = job.start if old is None else end
            room = Room(job.start, after, job.place.opens, ends_section=bool(stays.section))
            made = self._rendering.blocks(order, found, room, stays.properties.decode("utf-8"))
            if self._rendering.stayed_upright:
                self._remarks.append((job.where, Fault("word-upright", {})))
        if old is not None:
            new = controls.refreshed(old, made, job.asked, ink, inline=inline)
            return [] if new == job.data else [(job.start, end, new)]
        key = controls.key_for(job.asked, self._keys)
        control = controls.made(ink, job.asked, made, key, inline=inline)
        if inline:
            return list(_inside(job, control))
        return [(job.start, job.end, self._instead(job, control, stays))]

    def _healed(self, job: _Job, found: Answer) -> tuple[controls.Opened | None, int]:
        """A control with the tables that another program has put behind it, and its end."""
        if job.control is None or not job.part.is_main:
            return job.control, job.end
        part, word = job.part, f"{found.words('report.source')}: "
        tables = [
            content.table(part.ink, looks.Looks(), block, _ANY_WIDTH)
            for block in found.blocks
            if isinstance(block, Table)
        ]
        return healed(part.data, part.story, job.control, job.end, tables, word, part.ink)

    def _answered(self, order: Order) -> Answer:
        if order not in self._answers:
            try:
                self._answers[order] = self._answer(order)
            except Refused as refused:
                self._answers[order] = refused
        found = self._answers[order]
        if isinstance(found, Refused):
            raise found
        return found

    def _is_inline(self, job: _Job, order: Order, found: Answer) -> bool:
        """Whether the content stands in a paragraph; raises Refused where it can't stand there."""
        in_body = job.part.is_main and job.place.is_in_body
        if job.control is not None:
            whole = not job.place.is_inline
        else:
            whole = job.found is not None and job.found.whole
        if found.blocks or found.sources:
            if not in_body:
                raise Refused("word-place")
            if not whole:
                raise Refused("word-lines")
            return False
        if job.control is None:
            return order.kind == "value" or not whole or not in_body
        if job.place.around[-1] in ("tbl", "tr"):
            raise Refused("word-place")
        return job.place.is_inline

    def _instead(self, job: _Job, control: bytes, stays: runs.Around) -> bytes:
        """A control, and what stays of the paragraph in the place of which it comes.

        Pages that lie come behind the section that the paragraph ends, others before its end.
        """
        paragraph, ended = job.paragraph, b""
        assert paragraph is not None
        if stays.section:
            tag = job.data[paragraph.start : paragraph.inner]
            ended = tag + stays.section + f"</{paragraph.name}>".encode()
        inside = ended + control if self._rendering.turned else control + ended
        return stays.before + inside + stays.behind


def _inside(job: _Job, control: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The changes that put a control into the text of a paragraph."""
    found = job.found
    assert found is not None
    new = found.close + control + found.kept + found.reopen
    yield job.start + found.start, job.start + found.end, new
    if found.spaces is not None:
        start, end, tag = found.spaces
        yield job.start + start, job.start + end, tag


def _jobs(part: _Part) -> Iterator[_Job]:
    """The markers and controls of a part in their order."""
    found: list[Marked | Control] = [*part.story.marked, *part.story.controls]
    for each in sorted(found, key=lambda one: one.start):
        if each.place.is_copy:
            continue
        if isinstance(each, Control):
            yield from _of_control(part, each)
        else:
            yield from _of_paragraph(part, each)


def _of_control(part: _Part, control: Control) -> Iterator[_Job]:
    opened = controls.opened(part.data[control.start : control.end], part.ink)
    asked = controls.order_of(opened, control.tag, part.ink)
    order = Refused("word-nested") if control.nests else _order(asked)
    yield _Job(part, control.place, control.start, control.end, asked, order, control=opened)


def _of_paragraph(part: _Part, marked: Marked) -> Iterator[_Job]:
    data = part.data[marked.start : marked.end]
    element = parse(data)
    for found in runs.Paragraph(data, element, part.ink.prefix).found():
        if found.copy:
            continue
        asked = found.order.translate(_TYPOGRAPHIC)
        fault = found.fault or _fault(marked.place)
        order = Refused(fault) if fault else _order(asked)
        yield _Job(part, marked.place, marked.start, marked.end, asked, order, found, element)


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
