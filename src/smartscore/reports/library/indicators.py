"""What a rater reads of one indicator, and how it is rated."""

from collections.abc import Iterator

from smartscore.engine.rubric_change.nodes import plain
from smartscore.engine.tree import Node
from smartscore.model.fields import keywords_in
from smartscore.model.measures import Quantity
from smartscore.model.rubric import Indicator, Rubric
from smartscore.words import Words


def measure(indicator: Indicator, owner: Rubric, words: Words) -> str:
    """How an indicator is rated."""

    def figure(value: int | float) -> str:
        return words.figure(plain(value))

    if indicator.quantity is not None:
        return _quantity(indicator.quantity, words)
    if indicator.checklist is not None:
        return words("rubrics.measure.checklist", count=len(indicator.checklist))
    if indicator.survey is not None:
        ends = {"low": figure(indicator.survey.min), "high": figure(indicator.survey.max)}
        told = words("rubrics.measure.survey", **ends)
        return f"{told}; {words('rubrics.reversed')}" if indicator.survey.reversed else told
    ends = {"low": figure(owner.scale[0].points), "high": figure(owner.scale[-1].points)}
    told = words("rubrics.measure.levels", **ends)
    if indicator.floor is not None:
        floor = words("rubrics.floor-is", points=figure(indicator.floor))
        told = f"{told}; {floor}"
    return told


def _quantity(quantity: Quantity, words: Words) -> str:
    unit = words.text(quantity.unit)
    if quantity.worst is None or quantity.best is None:
        better = words(f"rubrics.better.{quantity.better or 'higher'}")
        method = quantity.method or "min-max"
        key = (
            "rubrics.measure.sample-log"
            if quantity.transform == "log"
            else "rubrics.measure.sample"
        )
        return words(key, unit=unit, better=better, method=method)
    ends = {
        "worst": words.figure(plain(quantity.worst)),
        "best": words.figure(plain(quantity.best)),
    }
    key = "rubrics.measure.quantity"
    told = words(f"{key}-log" if quantity.transform == "log" else key, unit=unit, **ends)
    return f"{told}; {words('clip.expected')}" if quantity.clip == "expected" else told


def guidance(place: Node, words: Words) -> Iterator[tuple[str, str]]:
    """What a rater reads: the question, where to look, what each level or item asks for."""
    node = place.written
    if not isinstance(node, Indicator):
        return
    pieces = (("new.question", node.question), ("new.look-for", node.look_for))
    for key, text in pieces:
        if text is not None:
            yield "", words(key, text=words.text(text))
    keywords = keywords_in(node.keywords, words.language)
    if keywords:
        yield "", words("rubrics.keywords", text=", ".join(keywords))
    if node.techniques:
        named = "; ".join(words(f"report.technique.{name}") for name in node.techniques)
        yield "", f"{words('report.column.technique')}: {named}"
    for points, descriptor in sorted(place.owner.descriptors(node).items()):
        yield f"{words.figure(plain(points))}  ", words.text(descriptor)
    for item in node.checklist or ():
        weight = "" if item.weight == 1 else f" ({words('rubrics.weight')} {plain(item.weight)})"
        yield "[ ] ", f"{words.text(item.text)} ({item.code}){words.figure(weight)}"


def steps(indicator: Indicator, rubric: Rubric, words: Words) -> Iterator[tuple[str, str]]:
    """What can be observed at each level of an indicator, or each item of its checklist."""
    if indicator.checklist is not None:
        for number, item in enumerate(indicator.checklist, 1):
            yield words("report.item", number=number), words.text(item.text)
        return
    described = rubric.descriptors(indicator)
    if not described:
        yield "–", measure(indicator, rubric, words)
    for point in rubric.scale:
        if point.points in described:
            label = f"{words.figure(plain(point.points))} – {words.text(point.label)}"
            yield label, words.text(described[point.points])
