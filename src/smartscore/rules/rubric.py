"""What must hold within one rubric before it can score anything."""

from smartscore.fields import shown
from smartscore.problems import closest
from smartscore.rounding import exact
from smartscore.rubric import Dimension, Graft, Indicator, Rubric, children, walk
from smartscore.rules.rule import Found, RubricCase, Rule


def codes_are_unique(case: RubricCase) -> Found:
    """A code stands for one dimension, indicator or grafted rubric only."""
    seen = {case.rubric.code}
    for route, node in walk(case.rubric):
        code = case.code(node)
        if code in seen:
            yield (*route, "rubric" if isinstance(node, Graft) else "code"), {"code": code}
        seen.add(code)


def weights_are_not_all_zero(case: RubricCase) -> Found:
    """Among siblings at least one weight is above zero."""
    parents: list[tuple[tuple[str | int, ...], Rubric | Dimension]] = [((), case.rubric)]
    parents += [(r, node) for r, node in walk(case.rubric) if isinstance(node, Dimension)]
    for route, parent in parents:
        below = list(children(parent, route))
        if all(child.weight == 0 for _, child in below):
            yield (*below[0][0], "weight"), {"parent": parent.code}


def display_has_a_range(case: RubricCase) -> Found:
    """The display scale runs from a lower number to a higher one."""
    display = case.rubric.display
    if exact(display.min) >= exact(display.max):
        yield ("display",), {"min": shown(display.min), "max": shown(display.max)}


def bands_start_at_the_bottom(case: RubricCase) -> Found:
    """The first band starts at the lowest figure that can be shown."""
    bands, bottom = case.rubric.bands, case.rubric.display.min
    if bands and exact(bands[0].start) != exact(bottom):
        yield ("bands", 0, "from"), {"from": shown(bands[0].start), "suggestion": shown(bottom)}


def bands_rise(case: RubricCase) -> Found:
    """Each band starts above the one before it and not above the highest figure."""
    bands, top = case.rubric.bands, exact(case.rubric.display.max)
    for i, band in enumerate(bands):
        before = exact(bands[i - 1].start) if i else None
        if (before is not None and exact(band.start) <= before) or exact(band.start) > top:
            yield ("bands", i, "from"), {"from": shown(band.start), "code": band.code}


def band_codes_are_unique(case: RubricCase) -> Found:
    """Two bands never share a code."""
    codes = [band.code for band in case.rubric.bands]
    for i, code in enumerate(codes):
        if code in codes[:i]:
            yield ("bands", i, "code"), {"code": code}


def scale_rises(case: RubricCase) -> Found:
    """The points of the scale are written from the lowest to the highest."""
    points = [exact(point.points) for point in case.rubric.scale]
    for i in range(1, len(points)):
        if points[i] <= points[i - 1]:
            yield ("scale", i, "points"), {"points": shown(case.rubric.scale[i].points)}


def levels_have_a_scale(case: RubricCase) -> Found:
    """A rubric whose indicators have levels has a scale of two points or more."""
    if len(case.rubric.scale) >= 2:
        return
    for route, node in walk(case.rubric):
        if isinstance(node, Indicator) and node.levels is not None:
            yield (*route, "levels"), {"code": node.code}
            return


def descriptors_are_on_the_scale(case: RubricCase) -> Found:
    """A descriptor belongs to a point that the scale has."""
    points = [point.points for point in case.rubric.scale]
    known = ", ".join(shown(p) for p in points)
    places = [(("ladders", name), ladder) for name, ladder in case.rubric.ladders.items()]
    places += [
        ((*route, "levels"), node.levels)  # type: ignore[misc]
        for route, node in walk(case.rubric)
        if isinstance(node, Indicator) and isinstance(node.levels, dict)
    ]
    for route, ladder in places:
        for point in ladder:
            if points and point not in points:
                yield (*route, shown(point)), {"points": shown(point), "scale": known}


def ladders_exist(case: RubricCase) -> Found:
    """An indicator that names a ladder names one that is written."""
    known = tuple(case.rubric.ladders)
    for route, node in walk(case.rubric):
        if (
            isinstance(node, Indicator)
            and isinstance(node.levels, str)
            and node.levels not in known
        ):
            values = {"name": node.levels, "suggestion": closest(node.levels, known)}
            yield (*route, "levels"), values


def gates_watch_a_node(case: RubricCase) -> Found:
    """A gate watches a dimension, an indicator or a graft of its own rubric."""
    known = [case.code(node) for _, node in walk(case.rubric)]
    for i, gate in enumerate(case.rubric.gates):
        if gate.when not in known:
            yield ("gates", i, "when"), {"code": gate.when, "suggestion": closest(gate.when, known)}


def gates_cap_at_a_band(case: RubricCase) -> Found:
    """A gate caps at one of the rubric's own bands."""
    known = [band.code for band in case.rubric.bands]
    for i, gate in enumerate(case.rubric.gates):
        if gate.cap not in known:
            yield ("gates", i, "cap"), {"code": gate.cap, "suggestion": closest(gate.cap, known)}


RULES: tuple[Rule[RubricCase], ...] = (
    Rule("R101", codes_are_unique),
    Rule("R102", weights_are_not_all_zero),
    Rule("R103", display_has_a_range),
    Rule("R104", bands_start_at_the_bottom),
    Rule("R105", bands_rise),
    Rule("R106", band_codes_are_unique),
    Rule("R107", scale_rises),
    Rule("R108", levels_have_a_scale),
    Rule("R109", descriptors_are_on_the_scale, about_key=True),
    Rule("R110", ladders_exist),
    Rule("R111", gates_watch_a_node),
    Rule("R112", gates_cap_at_a_band),
)
"""R113 to R115 (a graft that is not found, of another major version, or in a cycle) need files
and stand in `reading`."""
