"""What a gate watches, and where it caps."""

from smartscore.model.rubric import Rubric
from smartscore.model.walking import walk
from smartscore.rules.rule import Found, RubricCase, Rule, Scaled
from smartscore.text.likeness import Names
from smartscore.text.problems import Code, closest


def gates_watch_a_node(case: RubricCase) -> Found:
    """A gate watches a dimension, an indicator or a graft of its own rubric.

    A gate that watches nothing never fires, and the weakness that it was to show stays hidden in
    the mean. What lies inside a graft is the graft's own affair: watch the graft as a whole. The
    gate of a dimension watches what stands beneath that dimension; what stands elsewhere is watched
    by a gate of the rubric, or of a dimension around both.

    Breaks:
        gates:
          - {when: poeple, below: 50, cap: weak, because: Nobody can carry the plan out.}

    Keeps:
        gates:
          - {when: people, below: 50, cap: weak, because: Nobody can carry the plan out.}
    """
    for scaled in case.scales():
        parent = scaled.node
        known = Names(case.code(node) for _, node in walk(parent))
        for i, gate in enumerate(parent.gates):
            if gate.when not in known:
                values = {"code": gate.when, "parent": parent.code}
                where = case.place_of(gate.when)
                if gate.when == parent.code:
                    values["variant"] = "itself"
                elif where:
                    values |= {"variant": "elsewhere", "where": where}
                else:
                    values["suggestion"] = closest(gate.when, known)
                yield (*scaled.route, "gates", i, "when"), values


def gates_cap_at_a_band(case: RubricCase) -> Found:
    """A gate caps at one of the bands that hold where it stands.

    The cap is the highest band that a figure can be in while the gate fires. It is named by its
    code, not by its label; a rubric without bands has nothing to cap at. The gates of a dimension
    that has bands of its own cap at one of those, all others at one of the rubric's.

    Breaks:
        gates:
          - {when: people, below: 50, cap: feeble, because: Nobody can carry the plan out.}

    Keeps:
        gates:
          - {when: people, below: 50, cap: weak, because: Nobody can carry the plan out.}
    """
    scales = list(case.scales())
    for scaled in scales:
        known = Names(band.code for band in scaled.bands)
        for i, gate in enumerate(scaled.node.gates):
            if gate.cap not in known:
                values = {"code": gate.cap, **_bands(scaled, scales, gate.cap)}
                if "where" not in values:
                    values["suggestion"] = closest(gate.cap, known)
                yield (*scaled.route, "gates", i, "cap"), values


def _bands(scaled: Scaled, scales: list[Scaled], cap: str) -> dict[str, str]:
    """Whose bands a gate can cap at, and which they are; whose the one is that it names."""
    if not scaled.bands:
        return {}
    held = next((other for other in scales if other.own_bands), scaled)
    holder = scaled if scaled.own_bands else held
    values = {"parent": holder.node.code, "bands": ", ".join(band.code for band in scaled.bands)}
    for other in scales:
        if cap in [band.code for band in other.own_bands]:
            return values | {"variant": "elsewhere", "where": other.node.code}
    if isinstance(holder.node, Rubric):
        return {}
    return values | {"variant": "own"}


RULES: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R111"), gates_watch_a_node),
    Rule(Code("R112"), gates_cap_at_a_band),
)
