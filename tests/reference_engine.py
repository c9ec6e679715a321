"""A slow engine, written from the formulas of docs/method.md alone, to hold the fast one against.

It knows files as plain data and nothing of ours: weights, means, floors, bounds, availability,
bands and gates are worked out node by node, on fractions, by the sections that it names.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any

getcontext().prec = 60
Data = dict[str, Any]
Pairs = list[tuple[Fraction, Fraction]]


def number(value: Any) -> Fraction:
    """A number of a file, as it is written."""
    return Fraction(str(value))


def root(pairs: Pairs) -> Fraction:
    """Section 4: the product of v to the power of w over the sum of w, to 30 digits."""
    if any(v == 0 for _, v in pairs):
        return Fraction(0)
    total = sum(w for w, _ in pairs)
    power = Decimal(0)
    for w, v in pairs:
        part = w / total
        value = Decimal(v.numerator) / Decimal(v.denominator)
        power += Decimal(part.numerator) / Decimal(part.denominator) * value.ln()
    return Fraction(power.exp())


def harmonic(pairs: Pairs) -> Fraction:
    """Section 4: the sum of w over the sum of w / v; zero where a value is zero."""
    if any(v == 0 for _, v in pairs):
        return Fraction(0)
    return sum((w for w, _ in pairs), Fraction(0)) / sum((w / v for w, v in pairs), Fraction(0))


MEANS: Mapping[str, Callable[[Pairs], Fraction]] = {
    "arithmetic": lambda pairs: Fraction(sum(w * v for w, v in pairs), sum(w for w, _ in pairs)),
    "geometric": root,
    "harmonic": harmonic,
    "minimum": lambda pairs: min(v for _, v in pairs),
    "maximum": lambda pairs: max(v for _, v in pairs),
}


class Slow:
    """One rubric with its grafts by code, and ratings by rubric and indicator."""

    def __init__(self, rubric: Data, grafts: Mapping[str, Data], ratings: Mapping[str, Data]):
        self.grafts, self.ratings = grafts, ratings
        self.whole = self.node(rubric, rubric, {}, ())

    def node(self, data: Data, owner: Data, missing: Data, above: tuple[str, ...]) -> Data:
        """A node with everything that the sections say of it."""
        if "rubric" in data:
            inner = self.grafts[data["rubric"].split("@")[0]]
            return self.node(inner, inner, {}, above) | {"weight": number(data.get("weight", 1))}
        path = (*above, data["code"])
        found: Data = {"path": path, "weight": number(data.get("weight", 1))}
        if "levels" in data:
            return found | self.indicator(data, owner, missing)
        missing = {**missing, **data.get("missing", {})}
        below = data.get("dimensions", []) + data.get("indicators", [])
        children = [self.node(child, owner, missing, path) for child in below]
        found |= {
            "children": children,
            "method": data.get("aggregate") or owner.get("aggregate", "arithmetic"),
        }
        for key in ("value", "lowest", "high"):
            found[key] = self.mean(found["method"], children, key)
        found["low"] = found["lowest"]
        if found["value"] is not None and found["value"] < found["low"]:
            found["low"] = found["value"]  # section 6, bounds
        total = sum((child["weight"] for child in children), Fraction(0))
        for key in ("rated", "applicable"):
            parts = (child["weight"] / total * child[key] for child in children)
            found[key] = sum(parts, Fraction(0))
        found["availability"] = (
            found["rated"] / found["applicable"] if found["applicable"] else None
        )
        least = number(missing.get("minimum_availability", 0))
        found["withheld"] = found["availability"] is not None and found["availability"] < least
        self.shown(found, data, owner, children)
        return found

    def mean(self, method: str, children: Sequence[Data], key: str) -> Fraction | None:
        """Section 4, over the children that have a value and a weight."""
        pairs = [(c["weight"], c[key]) for c in children if c[key] is not None and c["weight"]]
        return MEANS[method](pairs) if pairs else None

    def indicator(self, data: Data, owner: Data, missing: Data) -> Data:
        """Sections 2 and 6: a level on its scale, from the floor, or what is unknown."""
        points = [number(p["points"]) for p in owner["scale"]]
        bottom = number(data["floor"]) if "floor" in data else points[0]

        def worth(level: Fraction) -> Fraction:
            return (level - bottom) / (points[-1] - bottom)

        rating = self.ratings.get(owner["code"], {}).get(data["code"], {"unknown": "x"})
        rated = not isinstance(rating, dict)
        applies = rated or "not_applicable" not in rating
        value = worth(number(rating)) if rated else None
        low, high = (value, value) if rated else (worth(points[0]), Fraction(1))
        if applies and not rated and missing.get("treat") == "worst":
            value = low
        ends = (low, high) if applies else (None, None)
        found: Data = {
            "value": value if applies else None,
            "low": ends[0],
            "lowest": ends[0],
            "high": ends[1],
        }
        found |= {"rated": Fraction(rated), "applicable": Fraction(applies), "withheld": False}
        found["availability"] = Fraction(rated) if applies else None
        self.shown(found, {}, owner, [])
        return found

    def shown(self, found: Data, data: Data, owner: Data, children: Sequence[Data]) -> None:
        """Sections 7, 9 and 10: the scale, the band of the figure as shown, and what gates do."""
        rubric_scale = {"min": 0, "max": 100, "decimals": 1} | owner.get("display", {})
        found["scale"] = rubric_scale | data.get("display", {})
        own = "bands" in data
        bands = data["bands"] if own else owner.get("bands", [])
        scale = found["scale"] if own else rubric_scale
        gates = data.get("gates", [])
        beneath = {n["path"][-1]: n for child in children for n in self.seen(child)}
        found["gates"] = [self.gate(gate, beneath[gate["when"]]) for gate in gates]
        found["band"] = None
        if found["value"] is None or found["withheld"] or not bands:
            return
        figure = rounded(on(found["value"], scale), scale["decimals"])
        place = max([i for i, band in enumerate(bands) if number(band["from"]) <= figure] or [0])
        codes = [band["code"] for band in bands]
        fired = zip(gates, found["gates"], strict=True)
        caps = [codes.index(gate["cap"]) for gate, state in fired if state == "fired"]
        found["band"] = codes[min([place, *caps])]

    def seen(self, node: Data) -> Iterator[Data]:
        """A node and what is beneath it in the same rubric."""
        yield node
        if node["path"][-1] not in self.grafts:
            for child in node.get("children", []):
                yield from self.seen(child)

    def gate(self, gate: Data, watched: Data) -> str:
        """Section 10: fired, open or passed."""
        limit, scale = number(gate["below"]), watched["scale"]
        if watched["low"] is None:
            return "passed"
        low, high = (rounded(on(watched[k], scale), scale["decimals"]) for k in ("low", "high"))
        return "fired" if high < limit else "passed" if low >= limit else "open"


def on(value: Fraction, scale: Data) -> Fraction:
    """Section 7: from 0 to 1 onto the display scale."""
    return number(scale["min"]) + value * (number(scale["max"]) - number(scale["min"]))


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Section 11: half up, away from zero."""
    unit = 10**decimals
    whole = (2 * abs(value) * unit + 1) // 2
    return Fraction(whole if value >= 0 else -whole, unit)


def walk(node: Data) -> Iterator[Data]:
    """A node and all beneath, parents first."""
    yield node
    for child in node.get("children", []):
        yield from walk(child)
