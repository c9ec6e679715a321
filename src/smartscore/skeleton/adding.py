"""Putting candidates, and the references that they cite, between the lines of an assessment."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from smartscore.model.rubric import Rubric
from smartscore.model.walking import asked
from smartscore.rules.candidates import WAITING
from smartscore.skeleton import Unplaced, places
from smartscore.skeleton.blocks import group_lines, header, item_lines
from smartscore.skeleton.comments import inline
from smartscore.skeleton.insertion import Entries, Insertion, Node
from smartscore.skeleton.proposed import Indicator, Piece, entry_lines, rating_lines, record_lines
from smartscore.skeleton.proposed import item_lines as reference_lines
from smartscore.text.nodes import MappingNode, ScalarNode, SequenceNode
from smartscore.words import Words

Data = Mapping[str, Any]


class Adding(Insertion):
    """Candidates for places in an old text, whose lines all stay."""

    def __init__(self, old: str, words: Words) -> None:
        super().__init__(old, words)
        self._record: list[str] = []

    def candidates(
        self,
        root: Node,
        held: Mapping[str, Rubric],
        pieces: Mapping[Indicator, Sequence[Piece]],
        waiting: Collection[Indicator],
    ) -> list[Indicator]:
        """Put pieces of evidence beneath their indicators; those that have no place are returned.

        Those that are `waiting` are not rated yet, and get the reason why.
        """
        top = _entries(root)
        groups: dict[str, dict[str, Sequence[Piece]]] = {}
        for (group, code), found in pieces.items():
            groups.setdefault(group, {})[code] = found
        if "ratings" not in top or _is_empty(top["ratings"][1]):
            self._all(root, top, held, groups)
            return []
        owner, value = top["ratings"]
        self._refuse_alias(owner, value)
        if not isinstance(value, MappingNode) or value.flow_style:
            raise Unplaced
        entries = _entries(value)
        unplaced: list[Indicator] = []
        where = places.end_of(self._old, owner, value, places.column(owner))
        for group, rubric in held.items():
            if group not in groups:
                continue
            if group in entries:
                unplaced += self._in_group(*entries[group], rubric, groups[group], waiting)
            else:
                lines = self._whole(rubric, groups[group], places.column(value))
                self._block(where, lines)
        return unplaced

    def references(self, root: Node, items: Sequence[Data]) -> None:
        """Put references at the end of the list of them, or a list of them above the ratings."""
        if not items:
            return
        top = _entries(root)
        lines = [line for item in items for line in reference_lines(item, self._words)]
        if "references" not in top:
            margin = " " * places.column(root)
            block = [f"{margin}references:", *(f"{margin}  {line}" for line in lines)]
            self._blocks.setdefault(self._above_ratings(root, top), []).insert(0, block)
            return
        owner, value = top["references"]
        self._refuse_alias(owner, value)
        if _is_empty(value):
            self._beneath(owner, value, _indented(lines, places.column(owner) + 2))
        elif isinstance(value, ScalarNode):
            if value.style in ("|", ">"):
                raise Unplaced
            self._piece(value.start_mark.index, "[")
            self._piece(value.end_mark.index, "".join(f", {inline(item)}" for item in items) + "]")
        else:
            self._append(owner, value, items, lines)

    def record(self, proposed: Mapping[Indicator, Sequence[str]]) -> None:
        """Put what was proposed behind everything, under the comment that is there already."""
        first, *lines = record_lines(proposed, self._words)
        known = any(line.strip() == first for line in self._old.splitlines())
        self._record = lines if known else ["", first, *lines]

    def text(self) -> str:
        """The old text with everything new in its place."""
        text = super().text()
        start = "" if places.at_line_start(text, len(text)) else self._break
        return text + start + "".join(line + self._break for line in self._record)

    def _above_ratings(self, root: Node, top: Entries) -> int:
        if "ratings" in top and top["ratings"][0] is not root.value[0][0]:
            first = top["ratings"][0].start_mark.index
            return places.above(self._old, first, 0)
        return places.end_of(self._old, root.value[-1][0], root.value[-1][1], places.column(root))

    def _all(
        self,
        root: Node,
        top: Entries,
        held: Mapping[str, Rubric],
        groups: Mapping[str, Mapping[str, Sequence[Piece]]],
    ) -> None:
        """All candidates of a file in which nothing is rated."""
        margin = places.column(root)
        blocks = [
            self._whole(rubric, groups[group], margin + 2)
            for group, rubric in held.items()
            if group in groups
        ]
        lines = [line for block in blocks for line in ("", *block)][1:]
        if "ratings" in top:
            self._beneath(*top["ratings"], lines)
            return
        owner, value = root.value[-1]
        end = places.end_of(self._old, owner, value, margin)
        self._block(end, [f"{' ' * margin}ratings:", *lines])
        self._keep_tight(end, owner, value)

    def _whole(
        self, rubric: Rubric, found: Mapping[str, Sequence[Piece]], column: int
    ) -> list[str]:
        filled = {
            (rubric.code, code): rating_lines(pieces, self._words) for code, pieces in found.items()
        }
        return group_lines(rubric, self._words, column, filled, only=True)

    def _in_group(
        self,
        owner: Node,
        value: Node,
        rubric: Rubric,
        found: Mapping[str, Sequence[Piece]],
        waiting: Collection[Indicator],
    ) -> list[Indicator]:
        """Put candidates into a group that is there."""
        self._refuse_alias(owner, value)
        if _is_empty(value):
            lines = self._whole(rubric, found, places.column(owner))[1:]
            self._beneath(owner, value, lines)
            return []
        if not isinstance(value, MappingNode) or value.flow_style:
            return [(rubric.code, code) for code in found]
        entries, margin = _entries(value), places.column(value)
        where = self._start(owner, value)
        before: tuple[str, ...] | None = None
        unplaced = []
        for item in asked(rubric):
            if item.code in entries:
                where = places.end_of(self._old, *entries[item.code], margin)
                before = item.inside
            pieces = found.get(item.code)
            if pieces is None:
                continue
            if item.code in entries:
                try:
                    is_new = (rubric.code, item.code) in waiting
                    self._under(*entries[item.code], pieces, is_new=is_new)
                except Unplaced:
                    unplaced.append((rubric.code, item.code))
                continue
            lines = item_lines(item, rubric, self._words, margin)
            if before != item.inside:
                lines = [*header(item, self._words, margin), "", *lines]
                before = item.inside
            lines += _indented(rating_lines(pieces, self._words), margin + 2)
            self._block(where, lines)
        return unplaced

    def _start(self, owner: Node, value: Node) -> int:
        """The place above the first entry of a group, and above the comments that belong to it."""
        floor = places.next_line(self._old, owner.end_mark.index)
        first: int = value.value[0][0].start_mark.index
        if first < floor:
            raise Unplaced
        return places.above(self._old, first, floor)

    def _under(self, owner: Node, value: Node, pieces: Sequence[Piece], *, is_new: bool) -> None:
        """Put candidates beneath an indicator that is there; or raise Unplaced."""
        self._refuse_alias(owner, value)
        if _is_empty(value):
            lines = rating_lines(pieces, self._words)
            self._beneath(owner, value, _indented(lines, places.column(owner) + 2))
            return
        if not isinstance(value, MappingNode) or not value.value:
            raise Unplaced
        entries, unknown = _entries(value), WAITING[self._words.language]
        inside = [line for piece in pieces for line in entry_lines(piece)]
        if value.flow_style:
            self._under_flow(value, entries, pieces, unknown if is_new else "")
            return
        margin = places.column(value)
        key, last = value.value[-1]
        end = places.end_of(self._old, key, last, margin)
        new = [f"unknown: {unknown}"] if is_new else []
        if "evidence" not in entries:
            new += ["evidence:", *_indented(inside, 2)]
        elif _is_empty(entries["evidence"][1]):
            key, there = entries["evidence"]
            self._refuse_alias(key, there)
            self._lines(places.end_of(self._old, key, there, margin), _indented(inside, margin + 2))
        else:
            self._append(*entries["evidence"], [each.data for each in pieces], inside)
        if new:
            self._lines(end, _indented(new, margin))

    def _under_flow(
        self, value: Node, entries: Entries, pieces: Sequence[Piece], unknown: str
    ) -> None:
        """The same of an indicator in braces."""
        said = f', "unknown": {inline(unknown)}' if unknown else ""
        key, last = value.value[-1]
        end = self._flow_end(last, key)
        if "evidence" in entries:
            there = entries["evidence"][1]
            self._append(*entries["evidence"], [each.data for each in pieces], [])
            end = end if there is not last else self._flow_end(there, key)
        else:
            said += f', "evidence": [{", ".join(inline(each.data) for each in pieces)}]'
        if said:
            self._piece(end, said)

    def _append(
        self, owner: Node, value: Node, items: Sequence[Data], lines: Sequence[str]
    ) -> None:
        """Put items at the end of a list."""
        self._refuse_alias(owner, value)
        if not isinstance(value, SequenceNode):
            raise Unplaced
        if value.flow_style:
            said = ", ".join(map(inline, items))
            if value.value:
                last = value.value[-1]
                self._piece(self._flow_end(last, value), f", {said}")
            else:
                self._piece(value.start_mark.index + 1, said)
            return
        margin = places.column(value)
        self._lines(places.end_of(self._old, owner, value, margin), _indented(lines, margin))

    def _lines(self, index: int, lines: Sequence[str]) -> None:
        """Put lines between two others, with no blank one around them."""
        start = "" if places.at_line_start(self._old, index) else self._break
        self._piece(index, start + "".join(line + self._break for line in lines))


def _entries(node: Node) -> Entries:
    return {key.value: (key, value) for key, value in node.value}


def _is_empty(value: Node) -> bool:
    """Whether nothing is written behind a key."""
    return isinstance(value, ScalarNode) and value.start_mark.index == value.end_mark.index


def _indented(lines: Sequence[str], column: int) -> list[str]:
    return [f"{' ' * column}{line}" if line else "" for line in lines]
