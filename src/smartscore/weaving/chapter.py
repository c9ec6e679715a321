"""A Markdown document with all its blocks answered: what it becomes, what keeps it from that."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from smartscore.weaving import Fault, Order, Refused
from smartscore.weaving.blocks import Spot, filled, is_sound, is_stale, spots
from smartscore.weaving.markdown import Spelt
from smartscore.weaving.orders import completed, read


class Woven(NamedTuple):
    """The new text, how many blocks there are, the lines of stale ones, and every fault.

    `pictures` are the files that blocks show, by their names, with the line of the block. Where
    there is a fault the text is the old one.
    """

    text: str
    blocks: int
    stale: tuple[int, ...]
    faults: tuple[Fault, ...] = ()
    pictures: Mapping[str, tuple[int, str | bytes]] = {}


def weave(text: str, answer: Callable[[Order, Spot], Spelt]) -> Woven:
    """Answer every block of a document; `answer` raises Refused where it can't."""
    try:
        found = spots(text)
    except Refused as refused:
        return Woven(text, 0, (), (Fault(refused.key, refused.values),))
    orders = [_read(spot) for spot in found]
    asked = [each if isinstance(each, Order) else None for each in orders]
    known: dict[tuple[Order, bool, bool], Spelt] = {}
    contents: list[tuple[Spot, str]] = []
    pictures: dict[str, tuple[int, str | bytes]] = {}
    faults = []
    for spot, order in zip(found, orders, strict=True):
        try:
            if isinstance(order, Refused):
                raise order
            whole = completed(order, asked)
            key = (whole, spot.lead is None, spot.lead == "")
            if key not in known:
                known[key] = answer(whole, spot)
            spelt = known[key]
            _add(pictures, spelt, spot.line)
            contents.append((spot, spelt.text))
        except Refused as refused:
            faults.append(Fault(refused.key, {"line": spot.line, **refused.values}))
    if faults:
        return Woven(text, len(found), (), tuple(faults))
    stale = tuple(spot.line for spot, content in contents if is_stale(text, spot, content))
    if stale and not is_sound(text, found, contents):
        broken = Fault("breaks", {"line": _broken(text, found, contents)})
        return Woven(text, len(found), (), (broken,))
    return Woven(filled(text, contents), len(found), stale, (), pictures)


def _add(pictures: dict[str, tuple[int, str | bytes]], spelt: Spelt, line: int) -> None:
    """Add the pictures of a block; raises Refused for another one of the same name."""
    for name, content in spelt.pictures.items():
        if pictures.setdefault(name, (line, content))[1] != content:
            raise Refused("same-figure", name=name)


def _read(spot: Spot) -> Order | Refused:
    try:
        return read(spot.order)
    except Refused as refused:
        return refused


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
