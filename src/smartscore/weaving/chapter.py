"""A document with all its blocks answered: what it becomes, and what keeps it from that."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from smartscore.weaving import Refused
from smartscore.weaving.blocks import Spot, filled, is_sound, is_stale, spots


class Fault(NamedTuple):
    """What is wrong with a block: a sentence by its key, with its values."""

    key: str
    values: Mapping[str, object]


class Woven(NamedTuple):
    """The new text, how many blocks there are, the lines of stale ones, and every fault.

    Where there is a fault the text is the old one.
    """

    text: str
    blocks: int
    stale: tuple[int, ...]
    faults: tuple[Fault, ...] = ()


def weave(text: str, answer: Callable[[Spot], str]) -> Woven:
    """Answer every block of a document; `answer` raises Refused where it can't."""
    try:
        found = spots(text)
    except Refused as refused:
        return Woven(text, 0, (), (Fault(refused.key, refused.values),))
    known: dict[tuple[str, bool], str] = {}
    contents, faults = [], []
    for spot in found:
        asked = (spot.order, spot.lead is None)
        try:
            if asked not in known:
                known[asked] = answer(spot)
            contents.append((spot, known[asked]))
        except Refused as refused:
            faults.append(Fault(refused.key, {"line": spot.line, **refused.values}))
    if faults:
        return Woven(text, len(found), (), tuple(faults))
    stale = tuple(spot.line for spot, content in contents if is_stale(text, spot, content))
    if stale and not is_sound(text, found, contents):
        broken = Fault("breaks", {"line": _broken(text, found, contents)})
        return Woven(text, len(found), (), (broken,))
    return Woven(filled(text, contents), len(found), stale)


def _broken(text: str, found: Sequence[Spot], contents: Sequence[tuple[Spot, str]]) -> int:
    """The line of a block that can't be filled without an end to it or to another one."""
    sound, broken = 0, len(contents)
    while broken - sound > 1:
        middle = (sound + broken) // 2
        if is_sound(text, found, contents[:middle]):
            sound = middle
        else:
            broken = middle
    return contents[broken - 1][0].line
