"""Rubrics and assessments by the grammar of the format: most of them good, some spoilt."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.fuzz.texts import TEXT, TEXTS, VALUES

CODES = ("a", "b-2", "tata-kelola", "0", "x1", "support", "no", "on", "null", "id", "e-1", "y")
METHODS = ("arithmetic", "geometric", "harmonic", "minimum")
WEIGHTS = st.sampled_from([1, 1, 1, 2, 0.5, 0, 3.25, 1000000, 0.001])
POINTS: st.SearchStrategy[list[float]] = st.sampled_from(
    [[1, 2, 3], [0, 1], [1, 2, 3, 4, 5], [-2, 0, 2], [0.5, 1.5, 4], [3, 4, 9]]
)
DISPLAYS = st.sampled_from([(0, 100), (1, 5), (-1, 1), (0, 1), (0, 126), (-10, -2), (25, 100)])
NUMBERS = st.sampled_from([0, 1, -3, 7.2, 0.1, 55, 100, 2.675, 123456.789, 1e-6, 99.995, 50])
SHARES = st.sampled_from([0, 0.5, 1, 0.333, 0.75])
DATES = st.sampled_from(["2021-07-12", "1970-01-01", "2024-02-29", "9999-12-31"])

Data = dict[str, Any]


@st.composite
def rubrics(draw: st.DrawFn, name: str = "own") -> Data:
    """A rubric of one to three levels with every kind of measure."""
    codes = iter([*CODES, *(f"c{n}" for n in range(60))])
    points = draw(POINTS)
    low, high = draw(DISPLAYS)
    data: Data = {
        "smartscore": "rubric/1",
        "code": name,
        "version": "1.0.0",
        "title": draw(TEXTS),
        "evidence": draw(st.sampled_from(["optional", "optional", "advised", "required"])),
        "display": {"min": low, "max": high, "decimals": draw(st.integers(0, 6))},
        "scale": [{"points": p, "label": draw(TEXTS)} for p in points],
        "bands": [
            {"code": f"band-{n}", "from": low + (high - low) * n / 4, "label": draw(TEXTS)}
            for n in range(draw(st.sampled_from([2, 4])))
        ],
        "aggregate": draw(st.sampled_from(METHODS)),
        "missing": {
            "treat": draw(st.sampled_from(["exclude", "worst"])),
            "minimum_availability": draw(SHARES),
        },
        "dimensions": [
            draw(_branches(codes, points, 2)) for _ in range(draw(st.sampled_from([1, 2, 3])))
        ],
    }
    if draw(st.booleans()):
        data["about"] = draw(TEXTS)
        data["references"] = [{"id": "source", "title": draw(TEXT)}]
    _weigh(draw, data, "dimensions")
    if draw(st.booleans()):
        when = draw(st.sampled_from([node["code"] for node in nodes(data)]))
        gate = {"when": when, "below": low + (high - low) / 2, "because": draw(TEXTS)}
        data["gates"] = [{**gate, "cap": "band-0"}]
    return data


@st.composite
def _branches(draw: st.DrawFn, codes: Iterator[str], points: list[float], depth: int) -> Data:
    node: Data = {"code": next(codes), "title": draw(TEXTS), "weight": draw(WEIGHTS)}
    if draw(st.booleans()):
        node["aggregate"] = draw(st.sampled_from(METHODS))
    below = draw(st.sampled_from([1, 2, 3]))
    if depth and draw(st.sampled_from([False, False, True])):
        node["dimensions"] = [draw(_branches(codes, points, depth - 1)) for _ in range(below)]
    else:
        node["indicators"] = [draw(_indicators(next(codes), points)) for _ in range(below)]
    _weigh(draw, node, "dimensions" if "dimensions" in node else "indicators")
    return node


def _weigh(draw: st.DrawFn, node: Data, key: str) -> None:
    """Weigh the children by ranks, pairs or weights, of which one at least is not zero."""
    codes = [child["code"] for child in node[key]]
    way = draw(st.sampled_from(["weight", "weight", "rank", "ahp"]))
    if way == "rank":
        node["weights"] = {"method": "rank", "order": draw(st.permutations(codes))}
    elif way == "ahp" and len(codes) > 1:
        ratios = st.sampled_from([1, 3, 9, "1/3", "1/9", 2.5])
        pairs = [f"{a}/{b}" for i, a in enumerate(codes) for b in codes[i + 1 :]]
        node["weights"] = {"method": "ahp", "comparisons": {pair: draw(ratios) for pair in pairs}}
    else:
        if not any(child["weight"] for child in node[key]):
            node[key][0]["weight"] = 1
        return
    for child in node[key]:
        del child["weight"]


@st.composite
def _indicators(draw: st.DrawFn, code: str, points: list[float]) -> Data:
    node: Data = {"code": code, "title": draw(TEXTS), "weight": draw(WEIGHTS)}
    if draw(st.booleans()):
        node |= {"question": draw(TEXTS), "look_for": draw(TEXTS)}
    measure = draw(st.sampled_from(["levels", "levels", "quantity", "checklist", "survey"]))
    if measure == "levels":
        node["levels"] = {str(p): f"Seen {p}: {n}." for n, p in enumerate(points)}
        if draw(st.sampled_from([False, False, True])):
            node["floor"] = min(0, points[0])
    elif measure == "quantity":
        worst, best = draw(st.sampled_from([(0, 100), (30, 0), (1, 1000), (-5, 5), (0.1, 0.2)]))
        node["quantity"] = {"unit": draw(TEXTS), "worst": worst, "best": best}
        if worst > 0 and best > 0 and draw(st.booleans()):
            node["quantity"]["transform"] = "log"
    elif measure == "checklist":
        items = [{"code": f"i{n}", "text": draw(TEXTS)} for n in range(draw(st.integers(1, 4)))]
        node["checklist"] = items
    else:
        node["survey"] = {"min": 1, "max": draw(st.sampled_from([4, 5, 10]))}
        if draw(st.booleans()):
            node["survey"]["reversed"] = True
    return node


def nodes(data: Data) -> Iterator[Data]:
    """Every dimension and indicator beneath."""
    for key in ("dimensions", "indicators"):
        for child in data.get(key, ()):
            yield child
            yield from nodes(child)


@st.composite
def assessments(draw: st.DrawFn, rubric: Data) -> Data:
    """An assessment of a rubric, with gaps, reasons and evidence."""
    points = [point["points"] for point in rubric["scale"]]
    chances = [True] * 19 + [False] if rubric["evidence"] == "required" else [True, False]
    ratings = {
        leaf["code"]: draw(_ratings(leaf, points, chances))
        for leaf in nodes(rubric)
        if not {"dimensions", "indicators", "rubric"} & set(leaf)
        and draw(st.sampled_from([True, True, True, False]))
    }
    data: Data = {
        "smartscore": "assessment/1",
        "rubrics": [f"./{rubric['code']}.yaml"],
        "subject": {"name": draw(TEXT), "code": "35.29", "province": draw(TEXT)},
        "date": draw(DATES),
        "references": [{"id": "k", "type": "report", "title": draw(TEXT)}],
        "ratings": {rubric["code"]: ratings},
    }
    if draw(st.booleans()):
        data |= {"about": draw(TEXTS), "rater": {"name": draw(TEXT), "role": draw(TEXTS)}}
        data["informants"] = [{"name": draw(TEXT), "role": draw(TEXTS), "kind": "key"}]
    return data


@st.composite
def _ratings(draw: st.DrawFn, leaf: Data, points: list[float], sourced: list[bool]) -> Data:
    way = draw(st.sampled_from(["rated", "rated", "rated", "unknown", "not_applicable"]))
    if way != "rated":
        return {way: draw(TEXTS)}
    if "levels" in leaf:
        rating: Data = {"level": draw(st.sampled_from(points))}
    elif "quantity" in leaf:
        rating = {"value": draw(st.one_of(NUMBERS, st.sampled_from(["23/7", "1/3"])))}
    elif "checklist" in leaf:
        codes = [item["code"] for item in leaf["checklist"]]
        rating = {"met": draw(st.lists(st.sampled_from(codes), unique=True))}
    else:
        top = leaf["survey"]["max"]
        answers = st.lists(st.integers(1, top), min_size=1, max_size=6)
        means = st.fixed_dictionaries({"mean": st.sampled_from([1, 2.5, "10/3", top])})
        means = means.map(lambda mean: {**mean, "n": 29})
        rating = {"responses": draw(st.one_of(answers, means))}
    if draw(st.sampled_from(sourced)):
        rating["because"] = draw(TEXTS)
        directions = st.sampled_from(["supports", "hinders", "conflicts"])
        rating["evidence"] = [
            {"cite": "k", "at": draw(TEXT), "shows": draw(TEXTS), "direction": draw(directions)}
            for _ in range(draw(st.sampled_from([1, 2])))
        ]
    if draw(st.sampled_from([True, False, False, False])):
        rating["plan"] = draw(plans(leaf, points))
    return rating


@st.composite
def plans(draw: st.DrawFn, leaf: Data, points: list[float]) -> Data:
    """A plan for an indicator, in its measure."""
    if "levels" in leaf:
        plan: Data = {"level": draw(st.sampled_from(points))}
    elif "quantity" in leaf:
        plan = {"value": draw(st.one_of(NUMBERS, st.just("23/7")))}
    elif "checklist" in leaf:
        plan = {"met": [item["code"] for item in leaf["checklist"]]}
    else:
        plan = {"mean": draw(st.sampled_from([1, "3/2", leaf["survey"]["max"]]))}
    said = {"owner": TEXTS, "by": st.sampled_from([2030, "2030-06-30"]), "effort": st.just(2.5)}
    return plan | draw(st.fixed_dictionaries({}, optional=said))


def routes(data: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in plain data."""
    pairs: Any = ()
    if isinstance(data, dict):
        pairs = data.items()
    elif isinstance(data, list):
        pairs = enumerate(data)
    for key, inner in list(pairs):
        yield (*route, key)
        yield from routes(inner, (*route, key))


@st.composite
def spoilt(draw: st.DrawFn, data: Data) -> Data:
    """The data with one to three things replaced, removed, renamed or written twice."""
    data = deepcopy(data)
    for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
        found = list(routes(data))
        if not found:
            break
        *way, last = draw(st.sampled_from(found))
        inner: Any = data
        for key in way:
            inner = inner[key]
        match draw(st.sampled_from(["replace", "replace", "remove", "rename", "double"])):
            case "remove":
                del inner[last]
            case "rename" if isinstance(inner, dict):
                inner[draw(st.sampled_from([f"{last}s", str(last).title(), "colour", "id"]))] = (
                    inner.pop(last)
                )
            case "double" if isinstance(inner, list):
                inner.append(deepcopy(inner[last]))
            case _:
                inner[last] = draw(VALUES)
    return data


def dumped(data: Any) -> bytes:
    """The data as YAML; blocks, as programs write them."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode("utf-8", "surrogatepass")


def loaded(content: bytes) -> Any:
    """What was dumped."""
    return yaml.safe_load(content)
