"""Putting new entries between the lines of an assessment, as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from smartscore.model.rubric import Rubric
from smartscore.model.walking import Asked, asked
from smartscore.skeleton import Unplaced, places
from smartscore.skeleton.blocks import group_lines, header, inner_lines, item_lines
from smartscore.skeleton.comments import scalar
from smartscore.text.nodes import ScalarNode
from smartscore.words import Words

Node = Any
Entries = dict[str, tuple[Node, Node]]


class Insertion:
    """New text for places in an old one; `text` gives both together.

    Every method raises Unplaced where a value is an alias, a written `null` or the like.
    """

    def __init__(self, old: str, words: Words) -> None:
        self._old = old
        self._words = words
        self._break = places.line_break(old)
        self._pieces: dict[int, list[str]] = {}
        self._blocks: dict[int, list[list[str]]] = {}
        self._tight: set[int] = set()

    def rubrics(self, owner: Node, value: Node, references: Sequence[str]) -> None:
        """Add rubrics at the end of the list of them."""
        if not references:
            return
        self._refuse_alias(owner, value)
        if value.flow_style:
            end = self._flow_end(value.value[-1], value)
            self._piece(end, "".join(f", {scalar(name)}" for name in references))
            return
        margin = places.column(value)
        end = places.end_of(self._old, owner, value, margin)
        lines = [f"{' ' * margin}- {scalar(name)}" for name in references]
        start = "" if places.at_line_start(self._old, end) else self._break
        self._piece(end, start + "".join(line + self._break for line in lines))

    def ratings(self, owner: Node, value: Node, held: Mapping[str, Rubric]) -> None:
        """Add what is missing beneath the key `ratings`."""
        self._refuse_alias(owner, value)
        entries = {key.value: (key, inner) for key, inner in value.value}
        for code, rubric in held.items():
            if code in entries:
                self._group(*entries[code], rubric, flow=bool(value.flow_style))
        new = {code: rubric for code, rubric in held.items() if code not in entries}
        if value.flow_style:
            pairs = {code: _flow_group(rubric) for code, rubric in new.items()}
            self._into_flow(value, entries, list(held), pairs)
            return
        margin = places.column(value)
        where: int | None = None
        for code in held:
            if code in entries:
                where = places.end_of(self._old, *entries[code], margin)
            else:
                index = self._top(owner, value, {}) if where is None else where
                where = index
                self._block(index, group_lines(held[code], self._words, margin))

    def ratings_at_end(self, root: Node, held: Mapping[str, Rubric]) -> None:
        """Add all ratings to a file that has none."""
        owner, value = root.value[-1]
        if root.flow_style:
            groups = ", ".join(f"{scalar(c)}: {_flow_group(r)}" for c, r in held.items())
            self._piece(self._flow_end(value, owner), f', "ratings": {{{groups}}}')
            return
        margin = places.column(root)
        end = places.end_of(self._old, owner, value, margin)
        first, *rest = [group_lines(rubric, self._words, margin + 2) for rubric in held.values()]
        self._block(end, [f"{' ' * margin}ratings:", *first])
        for lines in rest:
            self._block(end, lines)
        self._keep_tight(end, owner, value)

    def text(self) -> str:
        """The old text with everything new in its place."""
        for index, blocks in self._blocks.items():
            self._piece(index, self._joined(index, blocks))
        parts, before = [], 0
        for index in sorted(self._pieces):
            parts += [self._old[before:index], *self._pieces[index]]
            before = index
        return "".join([*parts, self._old[before:]])

    def _group(self, owner: Node, value: Node, rubric: Rubric, *, flow: bool) -> None:
        """Add the indicators that a group lacks."""
        self._refuse_alias(owner, value)
        if isinstance(value, ScalarNode):
            self._refuse_written(value)
            if flow:
                raise Unplaced
            lines = inner_lines(rubric, self._words, places.column(owner) + 2)
            self._beneath(owner, value, lines)
            return
        entries = {key.value: (key, inner) for key, inner in value.value}
        order = [item.code for item in asked(rubric)]
        if value.flow_style:
            new = {code: "null" for code in order if code not in entries}
            self._into_flow(value, entries, order, new)
            return
        self._indicators(owner, value, entries, rubric)

    def _indicators(self, owner: Node, value: Node, entries: Entries, rubric: Rubric) -> None:
        margin = places.column(value)
        floor = places.next_line(self._old, owner.end_mark.index)
        where: int | None = None
        before: Asked | None = None
        present = {item.inside for item in asked(rubric) if item.code in entries}
        titles = {item.code: header(item, self._words, margin) for item in asked(rubric)}
        for item in asked(rubric):
            if item.code in entries:
                where = places.end_of(self._old, *entries[item.code], margin)
                self._keep_tight(where, *entries[item.code])
            else:
                lines = item_lines(item, rubric, self._words, margin)
                if before is None or before.inside != item.inside:
                    title = titles[item.code]
                    under = self._header(title, floor if where is None else where, entries)
                    if under is not None:
                        where = under[1]
                    elif item.inside not in present:
                        lines = [*title, "", *lines]
                if where is None:
                    where = self._top(owner, value, titles)
                self._block(where, lines)
            before = item

    def _header(self, title: list[str], start: int, entries: Entries) -> tuple[int, int] | None:
        """Where the title of a dimension stands, if it does before the next entry."""
        after = [key.start_mark.index for key, _ in entries.values()]
        end = min((index for index in after if index >= start), default=len(self._old))
        return places.header(self._old, title, start, end)

    def _top(self, owner: Node, value: Node, titles: Mapping[str, list[str]]) -> int:
        """The place before the first entry of a block, above the comments that belong to it."""
        floor = places.next_line(self._old, owner.end_mark.index)
        key = value.value[0][0]
        first: int = key.start_mark.index
        if first < floor:
            raise Unplaced
        if key.value in titles:
            title = places.header(self._old, titles[key.value], floor, first)
            if title is not None:
                return title[0]
        index = places.above(self._old, first, floor)
        if index == floor:
            self._tight.add(index)
        return index

    def _beneath(self, owner: Node, value: Node, lines: list[str]) -> None:
        """Put lines under a key that has no value yet."""
        end = places.end_of(self._old, owner, value, places.column(owner))
        self._block(end, lines)
        self._tight.add(end)

    def _into_flow(
        self, node: Node, entries: Entries, order: Sequence[str], new: Mapping[str, str]
    ) -> None:
        """Add keys to a mapping in braces, each after the one before it in the order."""
        where: int | None = None
        first = self._old.index("{", node.start_mark.index) + 1
        for code in order:
            if code in entries:
                where = self._flow_end(entries[code][1], entries[code][0])
            elif code in new and where is not None:
                self._piece(where, f", {scalar(code)}: {new[code]}")
            elif code in new:
                comma = ", " if entries or code != list(new)[-1] else ""
                self._piece(first, f"{scalar(code)}: {new[code]}{comma}")

    def _flow_end(self, value: Node, owner: Node) -> int:
        if places.is_alias(value, owner.start_mark.index):
            raise Unplaced
        return int(value.end_mark.index)

    def _refuse_alias(self, owner: Node, value: Node) -> None:
        if places.is_alias(value, owner.end_mark.index):
            raise Unplaced

    def _refuse_written(self, value: Node) -> None:
        if value.start_mark.index != value.end_mark.index:
            raise Unplaced

    def _keep_tight(self, index: int, owner: Node, value: Node) -> None:
        if places.keeps_breaks(self._old, owner, value):
            self._tight.add(index)

    def _piece(self, index: int, text: str) -> None:
        self._pieces.setdefault(index, []).append(text)

    def _block(self, index: int, lines: list[str]) -> None:
        self._blocks.setdefault(index, []).append(lines)

    def _joined(self, index: int, blocks: Sequence[list[str]]) -> str:
        """Blocks with a blank line between them, and between them and what stands around them."""
        old = self._old
        lines = [line for block in blocks for line in ("", *block)][1:]
        if not places.at_line_start(old, index):
            lines = ["", "", *lines]
        elif index not in self._tight and not places.after_blank(old, index):
            lines = ["", *lines]
        if index < len(old) and places.line_at(old, index).strip():
            lines = [*lines, ""]
        return "".join(line + self._break for line in lines)


def _flow_group(rubric: Rubric) -> str:
    return "{" + ", ".join(f"{scalar(item.code)}: null" for item in asked(rubric)) + "}"
