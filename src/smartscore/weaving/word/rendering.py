"""What answers an order as the content of a control: captions, tables that fit, pictures."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from smartscore.reports.view import Figure, Table
from smartscore.weaving import Order
from smartscore.weaving.answers import Answer
from smartscore.weaving.orders import NO_CAPTION
from smartscore.weaving.word import content, sections
from smartscore.weaving.word.captions import Captions
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.looks import Looks
from smartscore.weaving.word.pictures import Pictures
from smartscore.weaving.word.places import Story


class Room(NamedTuple):
    """Where a control stands: its place in the part, and from where its section ends.

    `opens` says that nothing of its section stands before it, `ends_section` that its paragraph
    ends one, or did. `lead` are the properties of the first section that ends in it.
    """

    at: int
    after: int
    opens: bool
    ends_section: bool
    lead: bytes = b""


class Rendering:
    """Writes content for one document; the places of controls are to come in their order.

    `turned` says whether the last content has pages that lie, `stayed_upright` whether it would
    have them, were they not followed by pages that begin anew.
    """

    def __init__(
        self, ink: Ink, data: bytes, story: Story, looks: Looks, pictures: Pictures
    ) -> None:
        self._ink = ink
        self._data = data
        self._looks = looks
        self._pictures = pictures
        self._captions = Captions(ink, data, story, looks)
        self._own = list(_outside(story))
        self.turned = self.stayed_upright = False

    @property
    def guessed(self) -> bool:
        """Whether the number of a chapter in the last content is a guess."""
        return self._captions.guessed

    def blocks(self, order: Order, found: Answer, room: Room, properties: str) -> list[str]:
        """Paragraphs and tables; `properties` are those of paragraphs of plain sentences."""
        ink = self._ink
        self.turned = self.stayed_upright = self._captions.guessed = False
        if found.sources:
            return list(content.sources(ink, self._looks, found.sources))
        if not found.blocks:
            return [content.paragraph(ink, said, properties) for said in found.sentences]
        here = self._section(room)
        wide = any(isinstance(block, Table) and block.wide for block in found.blocks)
        lead = sections.section(room.lead, ink.prefix)
        if room.lead and here.lies and not lead.lies:
            self.turned = True
            ended = sections.ended(ink, sections.plain(ink, lead))
            if wide and order.turns:  # what follows lies already
                return [ended, *self._blocks(order, found, room, here)]
            return [*self._blocks(order, found, room, lead), ended]
        if wide and order.turns and not here.lies:
            self.turned = here.element is not None and (room.ends_section or not here.begins_anew)
            self.stayed_upright = not self.turned
        if not self.turned:
            return list(self._blocks(order, found, room, here))
        lying = sections.turned(ink, here)
        made = list(self._blocks(order, found, room, lying))
        if room.ends_section:
            return [*made, sections.ended(ink, lying)]
        if room.opens:
            named = sections.references(ink, here)
            return [*made, sections.ended(ink, lying, references=named)]
        return [sections.ended(ink, sections.plain(ink, here)), *made, sections.ended(ink, lying)]

    def _section(self, room: Room) -> sections.Section:
        """The section in which something stands: the next one of the writer's own to end."""
        before = self._own[-1] if room.ends_section and self._own else (0, 0)
        start, end = next((span for span in self._own if span[0] >= room.after), before)
        return sections.section(self._data[start:end], self._ink.prefix)

    def _blocks(
        self, order: Order, found: Answer, room: Room, here: sections.Section
    ) -> Iterator[str]:
        ink, words = self._ink, found.words
        single = len(found.blocks) == 1
        for block in found.blocks:
            title = order.caption if single and order.caption else block.caption
            named = order.caption != NO_CAPTION
            note = (f". {block.note}",) if block.note else ()
            beneath = (*block.source, *note)
            source = content.source(ink, self._looks, words("report.source"), beneath)
            if isinstance(block, Figure):
                yield self._picture(block, here)
                if named:
                    yield self._captions.write(
                        "figure", order.label, words("report.figure"), title, room.at
                    )
            else:
                if named:
                    yield self._captions.write(
                        "table", order.label, words("report.table"), title, room.at
                    )
                yield content.table(ink, self._looks, block, here.width)
            yield source

    def _picture(self, figure: Figure, here: sections.Section) -> str:
        shown = content.picture(figure)
        number = self._pictures.take(shown)
        return content.drawing(self._ink, figure, shown, number, here.width)


def _outside(story: Story) -> Iterator[tuple[int, int]]:
    """The sections that do not end inside a control of ours."""
    ours = sorted((control.start, control.end) for control in story.controls)
    for start, end in story.sections:
        place = bisect_left(ours, (start, 0)) - 1
        if place < 0 or ours[place][1] <= start:
            yield start, end
