"""Parts of reports that answer one question: what is asked, and the study that is behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from smartscore.model.fields import shown
from smartscore.reports.answer import Answer
from smartscore.reports.view.parts import STUDIES
from smartscore.results.result import Result
from smartscore.text.source import Source
from smartscore.words import Words


class Asked(NamedTuple):
    """What a part needs besides the assessments.

    `sources` are those of the assessments, for the part that tells places of several raters;
    `earlier` is an assessment that came before, `target` what is to be reached. `done` is called
    with how much of long work is done.
    """

    sources: Sequence[Source] = ()
    earlier: Result | None = None
    target: str | None = None
    done: Callable[[int], None] = lambda _: None


class LackingError(ValueError):
    """A part that can't be made of these assessments; `key` is the sentence that says why."""

    def __init__(self, key: str, **values: str) -> None:
        self.key, self.values = key, values
        super().__init__(key)


def answers(
    parts: Sequence[str], results: Sequence[Result], words: Words, asked: Asked
) -> dict[str, tuple[Answer, ...]]:
    """The answers of those parts that ask one question, by their names.

    Raises LackingError where one can't be made, Invalid where files do not fit together.
    """
    return {part: tuple(_MAKERS[part](results, words, asked)) for part in parts if part in STUDIES}


def _change(results: Sequence[Result], words: Words, asked: Asked) -> Iterator[Answer]:
    from smartscore.reports.answer.diff import answer
    from smartscore.studies.attribution import attributed

    assert asked.earlier is not None
    for result in results:
        found = attributed(asked.earlier, result)
        if not found.rubrics:
            raise LackingError("compare.nothing-shared")
        yield answer(found, words, detail=True)


def _robustness(results: Sequence[Result], words: Words, asked: Asked) -> Iterator[Answer]:
    """What is usually assumed of each assessment."""
    from smartscore.reports.answer.robustness import answered
    from smartscore.studies.assumptions import USUAL
    from smartscore.studies.robustness import robust

    for result in results:
        yield answered(robust(result, USUAL, asked.done), words)


def _ranks(results: Sequence[Result], words: Words, asked: Asked) -> Iterator[Answer]:
    """One answer for all places, under the usual assumptions."""
    from smartscore.reports.answer.compare import answer
    from smartscore.studies.assumptions import USUAL
    from smartscore.studies.comparison import compared, shared, unfit_together
    from smartscore.studies.entries import entry

    entries = list(map(entry, results))
    cards = shared(entries)
    if not cards:
        raise LackingError("report.needs-places")
    if (wrong := unfit_together(USUAL, cards)) is not None:
        raise LackingError(wrong.key, **wrong.values)
    yield answer(compared(entries, USUAL, done=asked.done), words)


def _agreement(results: Sequence[Result], words: Words, asked: Asked) -> Iterator[Answer]:
    """One answer for each place: raters judge in one file, or in several of the same place."""
    from smartscore.api.agreeing import DRAWS, SEED, Judged, agreed
    from smartscore.reports.answer.agreement import agreement
    from smartscore.studies.agreement import Sampling

    places: list[list[Judged]] = []
    for each in map(Judged, asked.sources, results):
        subject = each.result.assessment.subject
        same = (p for p in places if not subject.is_other(p[0].result.assessment.subject))
        place = next(same, None)
        if place is None:
            places.append([each])
        else:
            place.append(each)
    for place in places:
        found, _ = agreed(place, Sampling(DRAWS, SEED))
        if not found.compared:
            raise LackingError(
                "report.needs-raters", name=shown(found.results[0].assessment.subject.name)
            )
        yield agreement(found, words)


def _target(results: Sequence[Result], words: Words, asked: Asked) -> Iterator[Answer]:
    """One answer for each place, about those of its rubrics that have such a target."""
    from smartscore.reports.answer.plan import answer
    from smartscore.studies.targets import Aims, aimed
    from smartscore.studies.targets.goals import bands_of, goal_of

    found = []
    for result in results:
        goals = [(card, goal_of(card, asked.target)) for card in result.cards]
        aims = [aimed(card, goal) for card, goal in goals if goal is not None]
        if aims:
            found.append(Aims(result.assessment, tuple(aims)))
    if not found:
        cards = [card for result in results for card in result.cards]
        listed = "; ".join(dict.fromkeys(bands_of(card, words.language) for card in cards))
        target = shown(asked.target)
        raise LackingError("aim.no-such-target", target=target, bands=listed or "–")
    yield from (answer(each, words) for each in found)


_Maker = Callable[[Sequence[Result], Words, Asked], Iterator[Answer]]
_MAKERS: Final[Mapping[str, _Maker]] = {
    "robustness": _robustness,
    "ranks": _ranks,
    "agreement": _agreement,
    "change": _change,
    "target": _target,
}
