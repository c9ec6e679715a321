"""A Word document with all its markers and controls answered, or what keeps it from that."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from smartscore.reports.view import Table
from smartscore.weaving import Fault, Order, Refused
from smartscore.weaving.answers import Answer
from smartscore.weaving.orders import completed
from smartscore.weaving.word import content, controls, looks
from smartscore.weaving.word.around import Around, around
from smartscore.weaving.word.healing import end_of, with_lost
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.jobs import Job, Part, Where, jobs_of
from smartscore.weaving.word.markup import cut
from smartscore.weaving.word.package import STORIES, Package
from smartscore.weaving.word.pictures import Pictures
from smartscore.weaving.word.rendering import Rendering, Room
from smartscore.weaving.word.story import scan

_ANY_WIDTH: Final = 9000


class Woven(NamedTuple):
    """The new document, how many controls it has, the places of stale ones, and every fault.

    `counts` says that captions have come to it, so that Word has to number the others anew,
    `draws` that charts have;
    `remarks` are sentences on what was done in another way than one might expect. Where there is a
    fault the document is the old one; one without a place is about the whole.
    """

    content: bytes
    controls: int
    stale: tuple[Where, ...]
    faults: tuple[tuple[Where | None, Fault], ...] = ()
    remarks: tuple[tuple[Where, Fault], ...] = ()
    counts: bool = False
    draws: bool = False


def weave(data: bytes, answer: Callable[[Order], Answer]) -> Woven:
    """Answer every marker and control of a document; `answer` raises Refused where it can't."""
    try:
        return _Document(data, answer).woven()
    except Refused as refused:
        return Woven(data, 0, (), ((None, Fault(refused.key, refused.values)),))


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
        self._last, self._ended = 0, False

    def _read(self, name: str) -> Part:
        data = self._package.archive.read(name)
        story = scan(data, self._looks.headings)
        ink = Ink(story.prefix, strict=story.strict)
        return Part(name, data, story, ink, name == self._package.main)

    def woven(self) -> Woven:
        """What becomes of the document."""
        jobs = [job for part in self._parts for job in jobs_of(part)]
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
                counts = counts or (not job.is_control and any(b"SEQ " in c[2] for c in changes))
        if faults or not stale:
            return Woven(self._data, len(jobs), (), tuple(faults), tuple(self._remarks))
        changed = {
            part.name: cut(part.data, tuple(part.changes)) for part in self._parts if part.changes
        }
        whole = self._pictures.changed(changed)
        remarks, drawn = tuple(self._remarks), self._pictures.drawn
        return Woven(whole, len(jobs), tuple(stale), (), remarks, counts, drawn)

    def _changes(self, job: Job, order: Order) -> list[tuple[int, int, bytes]]:
        """What is to change for a marker or a control; nothing where that is up to date."""
        found = self._answered(order)
        ink = job.part.ink
        inline = self._is_inline(job, order, found)
        end = job.end
        stays = Around(b"", b"", b"", b"")
        if job.paragraph is not None:
            stays = around(job.data, job.paragraph, ink.prefix)
        if inline:
            looks = job.found.looks.decode("utf-8") if job.found else ""
            made = [ink.run(" ".join(found.sentences), looks)]
        else:
            end = self._end(job, found)
            after = end if job.is_control else job.start
            opens = self._ended if self._follows(job) else job.place.opens
            ends = bool(stays.section) or _has_lain(job, opens)
            room = Room(
                job.start,
                after,
                opens,
                ends,
                controls.lead_of(job.data, ink) if job.is_control else b"",
            )
            made = self._rendering.blocks(order, found, room, stays.properties.decode("utf-8"))
            if self._rendering.stayed_upright:
                self._remarks.append((job.where, Fault("word-upright", {})))
            if self._rendering.turned and b"sectPr" in made[-1].encode() and self._is_last(end):
                self._remarks.append((job.where, Fault("word-last", {})))
            if self._rendering.guessed and not job.is_control:
                self._remarks.append((job.where, Fault("word-chapter", {})))
            self._last, self._ended = end, self._rendering.turned or bool(stays.section)
        if job.is_control:
            if controls.inside(made, job.asked, ink, inline=inline) in job.data:
                return []
            old = controls.opened(job.data, ink)
            old = with_lost(old, job.part.data[job.end : end], ink)
            new = controls.refreshed(old, made, job.asked, ink, inline=inline)
            return [] if new == job.data else [(job.start, end, new)]
        key = controls.key_for(job.asked, self._keys)
        control = controls.made(ink, job.asked, made, key, inline=inline)
        if inline:
            return list(_inside(job, control))
        return [(job.start, job.end, self._instead(job, control, stays))]

    def _is_last(self, end: int) -> bool:
        """Whether nothing but empty paragraphs follows a place in the body."""
        part = self._parts[0]
        following = part.story.flow[bisect_left(part.story.flow, end) :]
        blocks = part.story.blocks[bisect_left(part.story.blocks, (end, 0, False)) :]
        return len(following) == len(blocks) and not any(
            is_table or b"<" + f"{part.ink.prefix}r".encode() in part.data[start:stop]
            for start, stop, is_table in blocks
        )

    def _follows(self, job: Job) -> bool:
        """Whether nothing stands between a control and the last one that is no part of a text."""
        between = self._parts[0].story.flow
        first = bisect_left(between, self._last)
        return self._last > 0 and bisect_left(between, job.start) == first

    def _end(self, job: Job, found: Answer) -> int:
        """Where a control ends, with the tables that another program has put behind it."""
        part, word = job.part, f"{found.words('report.source')}: "
        count = sum(isinstance(block, Table) for block in found.blocks)
        if not job.is_control or job.data.count(f"<{part.ink.prefix}tbl>".encode()) >= count:
            return job.end
        tables = [
            content.table(part.ink, looks.Looks(), block, _ANY_WIDTH)
            for block in found.blocks
            if isinstance(block, Table)
        ]
        old = controls.opened(job.data, part.ink)
        return end_of(part.data, part.story, old, job.end, tables, word, part.ink)

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

    def _is_inline(self, job: Job, order: Order, found: Answer) -> bool:
        """Whether the content stands in a paragraph; raises Refused where it can't stand there."""
        in_body = job.part.is_main and job.place.is_in_body
        whole = not job.place.is_inline if job.found is None else job.found.whole
        if found.blocks or found.sources:
            if not in_body:
                raise Refused("word-place")
            if not whole:
                raise Refused("word-lines")
            return False
        if not job.is_control:
            return order.kind == "value" or not whole or not in_body
        if job.place.around[-1] in ("tbl", "tr"):
            raise Refused("word-place")
        return job.place.is_inline

    def _instead(self, job: Job, control: bytes, stays: Around) -> bytes:
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


def _has_lain(job: Job, opens: bool) -> bool:  # noqa: FBT001 - one of two facts
    """Whether a control has pages that lie behind the end of a section: that is settled then."""
    return job.is_control and opens and b'orient="landscape"' in job.data


def _inside(job: Job, control: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The changes that put a control into the text of a paragraph."""
    found = job.found
    assert found is not None
    new = found.close + control + found.kept + found.reopen
    yield job.start + found.start, job.start + found.end, new
    if found.spaces is not None:
        start, end, tag = found.spaces
        yield job.start + start, job.start + end, tag
