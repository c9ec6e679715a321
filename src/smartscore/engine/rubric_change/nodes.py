"""What differs in one node that stands in both rubrics, key by key."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from smartscore.arithmetic.numbers import exact
from smartscore.arithmetic.weighting import shares
from smartscore.engine.rubric_change.changes import Change, Effect, Value
from smartscore.engine.tree import Node
from smartscore.model.fields import Citation, Keywords, Model, Translations
from smartscore.model.measures import Item
from smartscore.model.rubric import Dimension, Gate, Indicator, Rubric, Validity
from smartscore.model.walking import walk

_Shape = TypeVar("_Shape")
_S, _R, _T = Effect.SCORE, Effect.RATING, Effect.TEXT
Effects = Mapping[str, Effect]
PLAIN: Final[Mapping[str, Effects]] = {
    "Rubric": {"title": _T, "about": _T, "aggregate": _S},
    "Display": {"min": _S, "max": _S, "decimals": _S},
    "Missing": {"treat": _S, "minimum_availability": _S},
    "Validity": {"start": _T, "until": _T, "basis": _T, "superseded_by": _T},
    "Band": {"start": _S, "label": _T},
    "ScalePoint": {"label": _T},
    "Dimension": {"title": _T, "about": _T, "citations": _T},
    "Indicator": {
        "title": _T,
        "question": _T,
        "look_for": _T,
        "keywords": _T,
        "techniques": _T,
        "judged_by": _R,
        "citations": _T,
        "crosswalk": _T,
    },
    "Quantity": {
        "unit": _R,
        "worst": _S,
        "best": _S,
        "transform": _S,
        "over": _S,
        "better": _S,
        "method": _S,
        "clip": _T,
    },
    "Survey": {"min": _S, "max": _S, "reversed": _S},
    "Item": {"text": _R},
}
"""What a change of a key does, by the shape it stands in; all other keys are compared below."""


def node_changes(old: Node, new: Node) -> Iterator[Change]:
    """What differs in a node itself; both are of one kind."""
    path, was, is_now = new.path[1:], old.written, new.written
    yield from _plain(path, "", was, is_now)
    if isinstance(was, Rubric) and isinstance(is_now, Rubric):
        yield from _rubric(path, was, is_now)
    elif isinstance(was, Dimension) and isinstance(is_now, Dimension):
        if (was.aggregate or is_now.aggregate) and old.method != new.method:
            yield Change(_S, "changed", path, "aggregate", old.method, new.method)
        yield from _of_its_own(path, old, new)
    elif isinstance(was, Indicator) and isinstance(is_now, Indicator):
        yield from _measure(path, (was, old.owner), (is_now, new.owner))


def _of_its_own(path: tuple[str, ...], old: Node, new: Node) -> Iterator[Change]:
    """What differs in the scale, bands, gates and rules on unknowns of a dimension."""
    was, is_now = old.written, new.written
    assert isinstance(was, Dimension)
    assert isinstance(is_now, Dimension)
    if was.display or is_now.display:
        yield from _plain(path, "display.", old.display, new.display)
    if was.missing or is_now.missing:
        yield from _plain(path, "missing.", old.missing, new.missing)
    if was.bands is not None or is_now.bands is not None:
        bands = ({band.code: band for band in node.bands} for node in (old, new))
        yield from _named(path, "bands.", _S, *bands, value=lambda band: band.start)
    yield from _gates(path, was.gates, is_now.gates)


def _plain(path: tuple[str, ...], before: str, old: Model, new: Model) -> Iterator[Change]:
    """The keys of two models of one shape that `PLAIN` knows; `before` leads to them."""
    for name, effect in PLAIN[type(new).__name__].items():
        was, is_now = (_of_languages(name, getattr(each, name)) for each in (old, new))
        if _said(was) != _said(is_now):
            key = before + (type(new).model_fields[name].alias or name)
            yield Change(effect, "changed", path, key, was, is_now)


def _of_languages(name: str, value: Any) -> Any:
    """Keywords for both languages as those of each; any other value as it is."""
    if name == "keywords" and isinstance(value, tuple):
        return Keywords(id=value, en=value)
    return value


def _rubric(path: tuple[str, ...], old: Rubric, new: Rubric) -> Iterator[Change]:
    yield from _narrower(path, old, new)
    if path and old.version != new.version:
        yield Change(_T, "changed", path, "version", old.version, new.version)
    validities = old.validity or Validity(), new.validity or Validity()
    yield from _plain(path, "validity.", *validities)
    yield from _plain(path, "display.", old.display, new.display)
    yield from _plain(path, "missing.", old.missing, new.missing)
    yield from _floor_of_all(path, old, new)
    bands = ({band.code: band for band in rubric.bands} for rubric in (old, new))
    yield from _named(path, "bands.", _S, *bands, value=lambda band: band.start)
    scales = ({plain(p.points): p for p in rubric.scale} for rubric in (old, new))
    yield from _named(path, "scale.", _S, *scales, value=lambda point: point.label)
    yield from _gates(path, old.gates, new.gates)
    yield from _weightings(path, old, new)
    yield from _ladders(path, old, new)
    sources = ({source.key: source for source in rubric.references} for rubric in (old, new))
    yield from _named(path, "references.", _T, *sources, value=lambda source: source.title)


def _narrower(path: tuple[str, ...], old: Rubric, new: Rubric) -> Iterator[Change]:
    """What asks for evidence or allows ratings; files that were scored may be refused after it."""
    if old.evidence != new.evidence:
        refuses = Effect.REFUSAL if new.evidence == "required" else _R
        yield Change(refuses, "changed", path, "evidence", old.evidence, new.evidence)
    if old.between != new.between:
        effect = Effect.REFUSAL if old.between else _R
        yield Change(effect, "changed", path, "between", old.between, new.between)


def _weightings(path: tuple[str, ...], old: Rubric, new: Rubric) -> Iterator[Change]:
    """What differs in the weights that can be asked for by name."""
    for name in dict.fromkeys((*old.weightings, *new.weightings)):
        key, was, is_now = f"weightings.{name}", old.weightings.get(name), new.weightings.get(name)
        if was is None or is_now is None:
            yield Change(_S, "added" if was is None else "removed", path, key)
            continue
        for code in dict.fromkeys((*was, *is_now)):
            before, after = was.get(code), is_now.get(code)
            if _said(before) != _said(after):
                yield Change(_S, "changed", path, f"{key}.{code}", before, after)


def _named(
    path: tuple[str, ...],
    before: str,
    effect: Effect,
    old: Mapping[str, _Shape],
    new: Mapping[str, _Shape],
    *,
    value: Callable[[_Shape], Value],
) -> Iterator[Change]:
    """What differs between two lists of things that have names; `value` stands for such a thing."""
    for name in dict.fromkeys((*old, *new)):
        key = before + name
        if name not in old:
            yield Change(effect, "added", path, key, None, value(new[name]))
        elif name not in new:
            yield Change(effect, "removed", path, key, value(old[name]), None)
        else:
            was, is_now = old[name], new[name]
            if type(is_now).__name__ in PLAIN:
                assert isinstance(was, Model)
                assert isinstance(is_now, Model)
                yield from _plain(path, key + ".", was, is_now)
            elif was != is_now:
                yield Change(effect, "touched", path, key)
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield Change(_T, "reordered", path, before.rstrip("."))


def _floor_of_all(path: tuple[str, ...], old: Rubric, new: Rubric) -> Iterator[Change]:
    """The floor of a rubric moves scores where an indicator with levels has none of its own."""
    if _said(old.floor) == _said(new.floor):
        return
    left = {node.code for node in _on_levels(old) if node.floor is None}
    moves = any(node.floor is None and node.code in left for node in _on_levels(new))
    yield Change(_S if moves else _T, "changed", path, "floor", old.floor, new.floor)


def _on_levels(rubric: Rubric) -> Iterator[Indicator]:
    for _, node in walk(rubric):
        if isinstance(node, Indicator) and node.levels is not None:
            yield node


def _ladders(path: tuple[str, ...], old: Rubric, new: Rubric) -> Iterator[Change]:
    for name in dict.fromkeys((*old.ladders, *new.ladders)):
        key = f"ladders.{name}"
        if name not in old.ladders:
            yield Change(_T, "added", path, key)
        elif name not in new.ladders:
            yield Change(_T, "removed", path, key)
        else:
            yield from _described(path, key, old.ladders[name], new.ladders[name])


def _described(
    path: tuple[str, ...],
    before: str,
    old: Mapping[int | float, Any],
    new: Mapping[int | float, Any],
) -> Iterator[Change]:
    """What differs between two sets of descriptors."""
    for points in sorted({*old, *new}):
        was, is_now = old.get(points), new.get(points)
        if _said(was) != _said(is_now):
            yield Change(_R, "changed", path, f"{before}.{plain(points)}", was, is_now)


def _gates(path: tuple[str, ...], old: Sequence[Gate], new: Sequence[Gate]) -> Iterator[Change]:
    """Gates have no names: alike ones are set aside, the others paired by what they watch."""
    gone = Counter(map(_terms, old)) - Counter(map(_terms, new))
    come = Counter(map(_terms, new)) - Counter(map(_terms, old))
    fresh = list(come.elements())
    for terms in gone.elements():
        key = f"gates.{terms[0]}"
        other = next((found for found in fresh if found[0] == terms[0]), None)
        if other is None:
            yield Change(_S, "removed", path, key, _gate(terms), None)
        else:
            fresh.remove(other)
            yield Change(_S, "changed", path, key, _gate(terms), _gate(other))
    for terms in fresh:
        yield Change(_S, "added", path, f"gates.{terms[0]}", None, _gate(terms))
    reasons = {_terms(gate): gate.because for gate in old}
    for gate in new:
        was = reasons.get(_terms(gate))
        if was is not None and _said(was) != _said(gate.because):
            yield Change(_T, "changed", path, f"gates.{gate.when}.because", was, gate.because)
    if not gone and not come and [*map(_terms, old)] != [*map(_terms, new)]:
        yield Change(_T, "reordered", path, "gates")


def _terms(gate: Gate) -> tuple[str, str, str]:
    return gate.when, plain(gate.below), gate.cap


def _gate(terms: tuple[str, str, str]) -> tuple[str, ...]:
    return f"below: {terms[1]}", f"cap: {terms[2]}"


def _measure(
    path: tuple[str, ...], old: tuple[Indicator, Rubric], new: tuple[Indicator, Rubric]
) -> Iterator[Change]:
    was, is_now = old[0], new[0]
    if was.measure != is_now.measure:
        yield Change(_S, "changed", path, "measure", was.measure, is_now.measure)
    elif was.quantity is not None and is_now.quantity is not None:
        yield from _plain(path, "quantity.", was.quantity, is_now.quantity)
    elif was.survey is not None and is_now.survey is not None:
        yield from _plain(path, "survey.", was.survey, is_now.survey)
    elif was.checklist is not None and is_now.checklist is not None:
        yield from _checklist(path, was.checklist, is_now.checklist)
    else:
        yield from _levels(path, old, new)


def _levels(
    path: tuple[str, ...], old: tuple[Indicator, Rubric], new: tuple[Indicator, Rubric]
) -> Iterator[Change]:
    was, is_now = old[0], new[0]
    if was.floor is not None or is_now.floor is not None:
        before = old[1].floor if was.floor is None else was.floor
        after = new[1].floor if is_now.floor is None else is_now.floor
        if _said(before) != _said(after):
            yield Change(_S, "changed", path, "floor", before, after)
    shared = isinstance(was.levels, str) and was.levels == is_now.levels
    if not shared:  # what differs in a ladder is told once, at the rubric
        described = old[1].descriptors(was), new[1].descriptors(is_now)
        yield from _described(path, "levels", *described)


def _checklist(path: tuple[str, ...], old: Sequence[Item], new: Sequence[Item]) -> Iterator[Change]:
    lists = ({item.code: item for item in items} for items in (old, new))
    before, after = lists
    yield from _named(path, "checklist.", _S, before, after, value=lambda item: item.text)
    stayed = [code for code in after if code in before]
    weights = ([exact(items[code].weight) for code in stayed] for items in (before, after))
    was, is_now = weights
    moved = False
    for code, one, other in zip(stayed, shares(was), shares(is_now), strict=True):
        if one != other:
            moved = True
            yield Change(_S, "changed", path, f"checklist.{code}.share", one, other)
    if not moved and was != is_now:
        yield Change(_T, "reweighted", path, "checklist")


def plain(number: int | float) -> str:
    """A number as it is written in a file, one way for 1 and 1.0.

    >>> plain(1.0), plain(2.5)
    ('1', '2.5')
    """
    return str(int(number)) if number == int(number) else repr(number)


def _said(value: Value) -> object:
    """A value so that two ways to write the same are equal."""
    if isinstance(value, Translations):
        return (value.id or value.en, value.en or value.id)
    if isinstance(value, Keywords):
        return (value.id or value.en, value.en or value.id)
    if isinstance(value, str):
        return (value, value)
    if isinstance(value, tuple):
        return tuple(
            (each.cite, _said(each.at)) if isinstance(each, Citation) else each for each in value
        )
    return exact(value) if isinstance(value, int | float) else value
