"""Labelled pairs of indicator and passage, and how many of them a ranking finds."""

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from smartscore.passages.cutting import Passage

Ranked = Sequence[Passage]
DEPTHS = (3, 5, 10)


class Pair(NamedTuple):
    """A piece of evidence that a reader found: any of `clauses`, in one document."""

    place: str
    rubric: str
    indicator: str
    document: str
    clauses: tuple[str, ...]

    @property
    def question(self) -> tuple[str, str, str]:
        """The indicator, asked of the document."""
        return self.document, self.rubric, self.indicator


def read(file: Path) -> list[Pair]:
    """The pairs of a file; one whose clauses stand in several documents counts in each."""
    found = []
    for entry in json.loads(file.read_text(encoding="utf-8")):
        where: dict[str, list[str]] = {}
        for document, clause in entry["clauses"]:
            where.setdefault(document, []).append(clause)
        for document, clause in entry.get("elsewhere", ()):
            if document in where:
                where[document].append(clause)
        for document, clauses in where.items():
            head = (str(entry.get("place", "")), entry["rubric"], entry["indicator"])
            found.append(Pair(*head, document, tuple(map(squeezed, clauses))))
    return found


def squeezed(text: str) -> str:
    """A text by its letters and digits alone, so that no reading of a document alters it.

    >>> squeezed("Langkah-\\nlangkah, 2019.")
    'langkahlangkah2019'
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def covers(passage: str, clause: str) -> bool:
    """Whether at least half of a clause stands in a passage in one piece, both `squeezed`.

    >>> covers("abcdefgh", "efghijkl"), covers("abcdefgh", "fghijklm")
    (True, False)
    """
    half = (len(clause) + 1) // 2
    return any(clause[i : i + half] in passage for i in range(len(clause) - half + 1))


def hits(passage: Passage, pair: Pair) -> bool:
    """Whether a passage is one of those that a pair names."""
    text = squeezed(passage.text)
    return any(covers(text, clause) for clause in pair.clauses)


class Answered(NamedTuple):
    """What was found for one indicator in one document, whose pairs are known.

    `places` are the ranks from 1 at which each pair is hit by the list of each depth, 0 where it is
    not; `right` is how many of the first five hit a pair, `shown` how many of five were shown.
    """

    question: tuple[str, str, str]
    places: Mapping[int, tuple[int, ...]]
    right: int
    shown: int


def answered(
    question: tuple[str, str, str], pairs: Sequence[Pair], ranked: Callable[[int], Ranked]
) -> Answered:
    """How a ranking answers a question; `ranked` gives the list of a depth."""
    places: dict[int, tuple[int, ...]] = {}
    right = shown = 0
    for depth in DEPTHS:
        table = [[hits(passage, pair) for pair in pairs] for passage in ranked(depth)]
        places[depth] = tuple(
            next((rank for rank, row in enumerate(table, 1) if row[i]), 0)
            for i in range(len(pairs))
        )
        if depth == 5:
            right, shown = sum(map(any, table)), len(table)
    return Answered(question, places, right, shown)


class Figures(NamedTuple):
    """What is published of a ranking, each from 0 to 1."""

    recall_3: float
    recall_5: float
    recall_10: float
    mrr: float
    indicators: float
    """The share of the indicators with a hit among the first five."""

    precision: float
    """The share of the first five that are known to be evidence; unlabelled evidence counts not."""


def figures(found: Iterable[Answered]) -> Figures:
    """The figures of all answers together; each pair counts alike."""
    held = list(found)
    three, five, ten = (
        fmean([rank > 0 for each in held for rank in each.places[d]]) for d in DEPTHS
    )
    ranks = [rank for each in held for rank in each.places[10]]
    return Figures(
        three,
        five,
        ten,
        mrr=fmean([1 / rank if rank else 0.0 for rank in ranks]),
        indicators=fmean([any(each.places[5]) for each in held]),
        precision=sum(each.right for each in held) / max(1, sum(each.shown for each in held)),
    )


def intervals(
    found: Sequence[Answered], rounds: int = 2000, seed: int = 1
) -> list[tuple[float, float]]:
    """Between which figures 95 of 100 samples of as many indicators, drawn again, lie."""
    draw = random.Random(seed)
    rows = [figures(draw.choices(found, k=len(found))) for _ in range(rounds)]
    low, high = int(0.025 * rounds), int(0.975 * rounds)
    return [(ordered[low], ordered[high]) for ordered in map(sorted, zip(*rows, strict=True))]
