"""What gates do to the band of a node, as `engine/card` has it."""

from collections.abc import Sequence
from typing import NamedTuple

from smartscore.batches.nodes import Spelt
from smartscore.batches.record import gate
from smartscore.batches.worths import Worth
from smartscore.engine.resolving import threshold
from smartscore.engine.tree import Node, Threshold, Tree, reaches


class _Gate(NamedTuple):
    """A gate: the node that it watches, from which value on it is passed, and its band."""

    when: str
    node: int
    passed: Threshold
    cap: int


class Gates(NamedTuple):
    """The gates of a node, and the codes of the bands that they cap."""

    gates: tuple[_Gate, ...]
    bands: tuple[str, ...]

    def told(self, line: Spelt, found: Sequence[Worth]) -> tuple[Spelt, str]:
        """The texts of the node with the band that is left, and what is said of its gates."""
        index, said = line.band, []
        for when, node, passed, cap in self.gates:
            state = _state(found[node], passed)
            if state != "passed":
                said.append(gate(when, state))
            if state == "fired" and index is not None:
                index = min(index, cap)
        if index is not None and index != line.band:
            line = Spelt((*line.texts[:-1], self.bands[index]), index)
        return line, " ".join(said)


def gates_of(tree: Tree, node: Node) -> Gates | None:
    """The gates of a node; None where it has none."""
    if not node.watches:
        return None
    found = (
        _Gate(each.gate.when, each.node, threshold(each.below, watched.display), each.cap)
        for each in node.watches
        for watched in (tree.nodes[each.node],)
    )
    return Gates(tuple(found), tuple(band.code for band in node.bands))


def _state(worth: Worth, passed: Threshold) -> str:
    """What becomes of a gate; it is passed where nothing applies."""
    above, below, least, most, line, _, _ = worth
    if not line:
        return "passed"
    is_held = below and above * line < least * below
    low = (above, below) if is_held else (least, line)
    if reaches(passed, *low):
        return "passed"
    is_lifted = below and above * line > most * below
    high = (above, below) if is_lifted else (most, line)
    return "open" if reaches(passed, *high) else "fired"
