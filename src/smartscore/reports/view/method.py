"""The method in words and formulas: only what the rubrics of the report use."""

from collections.abc import Iterator

from smartscore.engine.rubric_change.nodes import plain
from smartscore.engine.tree import Node
from smartscore.model.rubric import Dimension, Indicator
from smartscore.model.walking import walk
from smartscore.model.weights import ByComparison, ByRank
from smartscore.reports import phrases
from smartscore.reports.view import Block, Bullets, Citations, Formula, Heading, Paragraph, sampled
from smartscore.reports.view.gathering import Gathered, named
from smartscore.reports.view.showing import shown
from smartscore.words import Words

_LEVELS = Formula(
    r"v = \frac{t - t_{\min}}{t_{\max} - t_{\min}}", "v = (t - t_min) / (t_max - t_min)"
)
_QUANTITY = Formula(
    r"v = \min\left(1, \max\left(0, \frac{x - a}{b - a}\right)\right)",
    "v = min(1, max(0, (x - a) / (b - a)))",
)
_LOGARITHM = Formula(
    r"v = \frac{\ln x - \ln a}{\ln b - \ln a}", "v = (ln x - ln a) / (ln b - ln a)"
)
_CHECKLIST = Formula(r"v = \frac{\sum_i w_i c_i}{\sum_i w_i}", "v = Σ(w_i × c_i) / Σ(w_i)")
_SURVEY = Formula(r"v = \frac{\bar{x} - a}{b - a}", "v = (x̄ - a) / (b - a)")
_REVERSED = Formula(r"v = \frac{b - \bar{x}}{b - a}", "v = (b - x̄) / (b - a)")
MEANS = {
    "arithmetic": Formula(r"V = \frac{\sum_i w_i v_i}{\sum_i w_i}", "V = Σ(w_i × v_i) / Σ(w_i)"),
    "geometric": Formula(r"V = \prod_i v_i^{\,w_i / \sum_j w_j}", "V = Π(v_i ^ (w_i / Σ(w_i)))"),
    "harmonic": Formula(r"V = \frac{\sum_i w_i}{\sum_i w_i / v_i}", "V = Σ(w_i) / Σ(w_i / v_i)"),
    "minimum": Formula(r"V = \min_i v_i", "V = min(v_i)"),
    "maximum": Formula(r"V = \max_i v_i", "V = max(v_i)"),
}


def method(gathered: Gathered) -> Iterator[Block]:
    """From ratings to figures, step by step, and then what each rubric sets."""
    words = gathered.words
    pointer = gathered.bibliography.pointer(gathered.bibliography.handbook)
    said: list[Block] = [
        Paragraph((f"{words('report.method.intro')} ", Citations((pointer,)), "."))
    ]
    said += [Heading(words("report.method.normalisation")), *_normalisation(gathered)]
    said += [Heading(words("report.method.weights")), *_weights(gathered)]
    said += [Heading(words("report.method.aggregation"))]
    said += _aggregation(gathered)
    yield from said
    yield from shown(gathered)


def _normalisation(gathered: Gathered) -> Iterator[Block]:
    words = gathered.words
    yield Paragraph((words("report.method.normalisation-how"),))
    used = {
        (found.measure, found.quantity.transform if found.quantity else "")
        for rubric in gathered.rubrics
        for _, found in walk(rubric)
        if isinstance(found, Indicator) and not (found.quantity and found.quantity.over)
    }
    measures = {measure for measure, _ in used}
    if "levels" in measures:
        yield Paragraph((words("report.method.levels"),))
        yield _LEVELS
        yield from (Paragraph((line,)) for line in floors(gathered))
    if ("quantity", "identity") in used:
        yield Paragraph((words("report.method.quantity"),))
        yield _QUANTITY
    if ("quantity", "log") in used:
        yield Paragraph((words("report.method.log"),))
        yield _LOGARITHM
    yield from sampled.formulas(gathered)
    yield from sampled.samples(gathered)
    if "checklist" in measures:
        yield Paragraph((words("report.method.checklist"),))
        yield _CHECKLIST
    if "survey" in measures:
        yield from _survey(gathered)


def floors(gathered: Gathered, key: str = "report.method.floor") -> Iterator[str]:
    """Whose levels begin at a floor: a rubric's, and those of indicators that have another one."""
    words = gathered.words
    users: dict[tuple[str, int | float], list[str]] = {}
    for rubric in gathered.rubrics:
        floors = [(rubric.floor, named(rubric, words))]
        floors += [
            (node.floor, gathered.part(node.title, rubric))
            for _, node in walk(rubric)
            if isinstance(node, Indicator) and node.floor != rubric.floor
        ]
        for floor, name in floors:
            if floor is not None:
                end = "" if floor < rubric.scale[0].points else "-lowest"
                users.setdefault((end, floor), []).append(name)
    for (end, floor), names in users.items():
        told = {"rubric": "; ".join(names), "floor": words.figure(plain(floor))}
        yield words(f"{key}{end}", **told)


def _survey(gathered: Gathered) -> Iterator[Block]:
    """How answers become values, and of which indicators the scale is reversed."""
    words = gathered.words
    yield Paragraph((words("report.method.survey"),))
    yield _SURVEY
    reversed_items = [
        gathered.part(found.title, rubric)
        for rubric in gathered.rubrics
        for _, found in walk(rubric)
        if isinstance(found, Indicator) and found.survey is not None and found.survey.reversed
    ]
    if reversed_items:
        named_items = "; ".join(dict.fromkeys(reversed_items))
        yield Paragraph((words("report.method.survey-reversed", items=named_items),))
        yield _REVERSED


def _weights(gathered: Gathered) -> Iterator[Block]:
    words = gathered.words
    yield Paragraph((words("report.method.weights-how"),))
    if lines := derived(gathered):
        yield Bullets(tuple((line,) for line in lines))


def derived(gathered: Gathered) -> tuple[str, ...]:
    """How weights come about that are not written as such, each once."""
    trees = [card.tree for each in gathered.results for card in each.cards]
    found = [
        _derived(node, node.written.weights, gathered.words)
        for tree in trees
        for node in tree.nodes
        if not isinstance(node.written, Indicator)
        and node.written.weights is not None
        and not tree.is_reweighted(node)
    ]
    return tuple(dict.fromkeys(found))


def _derived(node: Node, weights: ByComparison | ByRank, words: Words) -> str:
    """How the weights of a node's children come about."""
    told = f"{named(node.owner, words)}: {words(f'report.method.{weights.method}')}"
    consistent = phrases.consistency(node, words)
    if not consistent:
        return told
    part = "" if node.kind == "rubric" else f" ({words.text(node.title)})"
    return f"{told}{part}. {consistent}"


def _aggregation(gathered: Gathered) -> Iterator[Block]:
    """Each mean that is used; where there are several, what it is the mean of."""
    words = gathered.words
    users: dict[str, list[str]] = {}
    for rubric in gathered.rubrics:
        users.setdefault(rubric.aggregate, []).append(named(rubric, words))
        for _, node in walk(rubric):
            if isinstance(node, Dimension) and node.aggregate not in (None, rubric.aggregate):
                part = gathered.part(node.title, rubric)
                users.setdefault(node.aggregate or "", []).append(part)
    for name, formula in MEANS.items():
        if name in users:
            parts = f" ({'; '.join(users[name])})" if len(users) > 1 else ""
            yield Paragraph((f"{words(f'report.method.{name}')}{parts}:",))
            yield formula
