"""Parts of reports that answer one question: what is asked, and the study that is behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from smartscore.reports.answer import Answer
from smartscore.reports.view.parts import STUDIES
from smartscore.results.result import Result
from smartscore.words import Words


class Asked(NamedTuple):
    """What a part needs besides the assessments: an earlier one, a target."""

    earlier: Result | None = None
    target: str | None = None


class LackingError(ValueError):
    """A part that can't be made of these assessments; `key` is the sentence that says why."""

    def __init__(self, key: str, **values: str) -> None:
        self.key, self.values = key, values
        super().__init__(key)


def answers(
    parts: Sequence[str], results: Sequence[Result], words: Words, asked: Asked
) -> dict[str, tuple[Answer, ...]]:
    """The answers of those parts that ask one question, by their names; raises LackingError."""
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


_Maker = Callable[[Sequence[Result], Words, Asked], Iterator[Answer]]
_MAKERS: Final[Mapping[str, _Maker]] = {"change": _change}
