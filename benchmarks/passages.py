"""How much of the evidence that readers found a search proposes, and what it costs.

    python benchmarks/passages.py DOCUMENTS PAIRS [--haystack N] [--texts FOLDER] [--choose]
    python benchmarks/passages.py DOCUMENTS --cost [--texts FOLDER]

DOCUMENTS is a folder. A file is known by its name without ending, `T001`; the files of a folder
without such names by their order, `S000`, `S001` and so on. PAIRS is a JSON file of `{"place",
"rubric", "indicator", "clauses": [["S000", "verbatim clause"]], "elsewhere": [...]}`. A passage is
a hit where it covers at least half of a clause; a document is searched alone. With `--haystack`
it is mixed into so many pages of 350 words from the other documents and from `--texts`.

`--choose` varies one constant at a time: for each document that value is taken that finds most in
the others, and what it finds in the document itself is counted. `--cost` makes a document of 400
pages of the given texts and asks 51 indicators of it, as a text and as a PDF; the least of three
runs of the whole command, and the most memory that a process of it took.

Beside the search stand passages in an order drawn at random (the mean of 20), and `grep`: the
passages with the most words of the title in either language.
"""

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

if not __package__:  # run by its path
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import passage_cost
from benchmarks.passage_pairs import Answered, Figures, Pair, answered, figures, intervals, read
from smartscore import read_rubric
from smartscore.model.rubric import Rubric
from smartscore.model.walking import Asked
from smartscore.passages.cutting import Passage
from smartscore.passages.flags import Setting
from smartscore.passages.queries import Weights
from smartscore.passages.ranking import Constants
from smartscore.passages.search import USUAL, Named, Search, Tuning, wanted
from smartscore.passages.words import stems, tells
from smartscore.read.documents import reading
from smartscore.read.shelf import bundled
from smartscore.rules.texts import both_languages
from smartscore.text.documents import Block, Document
from smartscore.text.problems import Complaint

Documents = Mapping[str, Document]
ROUNDS: Final = 20
PAGE: Final = 350
"""Words of a page."""

VALUES: Final[dict[str, tuple[float, ...]]] = {
    "k1": (0.8, 1.2, 2.0),
    "b": (0.25, 0.5, 0.75),
    "section": (0, 0.3, 0.6),
    "title": (2, 3, 5),
    "question": (1, 2, 3),
    "look_for": (0.5, 1, 2),
    "levels": (0.5, 1, 2),
    "keywords": (0, 2, 3, 5),
    "phrase": (0.5, 1, 2),
    "apart": (0, 0.3, 1),
    "glossary": (0, 0.5, 1),
    "foreign": (0.3, 0.5, 1),
    "floor": (0.5, 0.8, 2),
}
"""What `--choose` tries; a floor of 2 keeps no place for passages that speak of lack."""


def documents(folder: Path) -> dict[str, Document]:
    """The documents of a folder by the names that pairs know them by."""
    found: dict[str, Document] = {}
    endings = (*reading.PLAIN, reading.PDF)
    files = sorted(file for file in folder.iterdir() if file.suffix in endings)
    for i, file in enumerate(files):
        document = reading.document(file.name, file.read_bytes())
        if isinstance(document, Complaint):
            raise SystemExit(f"{file}: {document.code.code}")
        name = file.stem if re.fullmatch(r"[A-Z]\d+", file.stem) else f"S{i:03}"
        found.setdefault(name, document)
    return found


@cache
def items(code: str) -> dict[str, tuple[Rubric, Asked]]:
    tree = read_rubric(bundled() / f"{code}.yaml")
    return {item.code: (rubric, item) for rubric, item in wanted([tree])}


def mixed(name: str, held: Documents, texts: Documents, pages: int) -> tuple[Document, int]:
    """A document in the middle of so many pages of others, and how many there were."""
    others = [each for other, each in held.items() if other != name] + list(texts.values())
    hay: list[Block] = []
    count = 0
    for block in (block for each in others for block in each.blocks):
        if count >= pages * PAGE:
            break
        hay.append(block)
        count += len(block.text.split())
    half = len(hay) // 2
    blocks = (*hay[:half], *held[name].blocks, *hay[half:])
    return Document(blocks), round(count / PAGE)


class Trial(NamedTuple):
    """Pairs by the questions that they answer, and the documents that are asked."""

    questions: Mapping[tuple[str, str, str], Sequence[Pair]]
    asked: Documents

    def answers(self, tuning: Tuning = USUAL) -> list[Answered]:
        """What the search finds."""

        def ranked(search: Search, rubric: Rubric, item: Asked) -> Callable[[int], list[Passage]]:
            return lambda depth: [
                each.passage for each in search.answer(rubric, item, depth).candidates
            ]

        return list(self._answers(ranked, tuning))

    def at_random(self) -> Figures:
        """The mean of orders that are drawn."""
        draw = random.Random(1)

        def ranked(search: Search, _: Rubric, __: Asked) -> Callable[[int], list[Passage]]:
            order = apart(draw.sample(search.index.passages, len(search.index.passages)))
            return lambda depth: order[:depth]

        rows = [figures(self._answers(ranked)) for _ in range(ROUNDS)]
        return Figures(*(sum(column) / ROUNDS for column in zip(*rows, strict=True)))

    def by_grep(self) -> list[Answered]:
        """What the words of the titles find."""

        def ranked(search: Search, _: Rubric, item: Asked) -> Callable[[int], list[Passage]]:
            said = set(filter(tells, stems(both_languages(item.indicator.title))))
            with_words = [
                (-len(said.intersection(stems(each.text))), each.number, each)
                for each in search.index.passages
            ]
            order = apart([each for count, _, each in sorted(with_words) if count])
            return lambda depth: order[:depth]

        return list(self._answers(ranked))

    def _answers(
        self,
        ranked: Callable[[Search, Rubric, Asked], Callable[[int], list[Passage]]],
        tuning: Tuning = USUAL,
    ) -> Iterator[Answered]:
        searches: dict[tuple[str, str], Search] = {}
        for (name, code, indicator), pairs in self.questions.items():
            place = pairs[0].place.rstrip("-0123456789").replace("-", " ").title()
            if (name, place) not in searches:
                document = Named(name, self.asked[name])
                searches[name, place] = Search([document], Setting(place=place), tuning)
            rubric, item = items(code)[indicator]
            yield answered(
                (name, code, indicator), pairs, ranked(searches[name, place], rubric, item)
            )


def apart(order: Sequence[Passage]) -> list[Passage]:
    """The first passages of an order that share no sentence, as a list shows them."""
    taken: set[int] = set()
    found: list[Passage] = []
    for passage in order:
        sentences = set(range(passage.first, passage.last + 1))
        if len(found) < 10 and not sentences & taken:
            taken |= sentences
            found.append(passage)
    return found


def tuned(name: str, value: float) -> Tuning:
    """The usual constants with another value of one."""
    weights, constants, floor = USUAL
    if name in weights._fields:
        return Tuning(Weights(**{**weights._asdict(), name: value}), constants, floor)
    if name in constants._fields:
        return Tuning(weights, Constants(**{**constants._asdict(), name: value}), floor)
    return Tuning(weights, constants, value)


def choose(trial: Trial) -> None:
    """What each constant would be if the document were not known, and what it then finds."""
    names = sorted({question[0] for question in trial.questions})
    print(f"{'constant':10} {'used':>5}  without {'  '.join(names)}  recall@5 @10 so chosen")
    for name, values in VALUES.items():
        rows = {value: trial.answers(tuned(name, value)) for value in values}
        taken, left = [], []
        for out in names:
            known = {
                value: figures([each for each in row if each.question[0] != out])
                for value, row in rows.items()
            }
            best = max(known, key=lambda value: known[value].recall_5 + known[value].recall_10)
            taken.append(best)
            left += [each for each in rows[best] if each.question[0] == out]
        got = figures(left)
        parts = {**USUAL.weights._asdict(), **USUAL.constants._asdict(), "floor": USUAL.floor}
        chosen = "  ".join(f"{value:>4}" for value in taken)
        print(
            f"{name:10} {parts[name]:>5}          {chosen}  {got.recall_5:.2f} {got.recall_10:.2f}"
        )


def show(name: str, row: Figures, ends: Sequence[tuple[float, float]] = ()) -> None:
    print(f"{name:8}", "  ".join(f"{value:9.2f}" for value in row))
    if ends:
        print(" " * 8, "  ".join(f"{low:.2f}-{high:.2f}" for low, high in ends))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path)
    parser.add_argument("pairs", type=Path, nargs="?")
    parser.add_argument("--haystack", type=int, default=0)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--choose", action="store_true")
    parser.add_argument("--cost", action="store_true")
    given = parser.parse_args()
    held = documents(given.documents)
    texts = documents(given.texts) if given.texts else {}
    if given.cost:
        passage_cost.show([*held.values(), *texts.values()])
    if given.pairs is None:
        return
    questions: dict[tuple[str, str, str], list[Pair]] = {}
    for pair in read(given.pairs):
        questions.setdefault(pair.question, []).append(pair)
    asked = dict(held)
    if given.haystack:
        for name in {question[0] for question in questions}:
            asked[name], pages = mixed(name, held, texts, given.haystack)
        print(f"each document within about {pages} pages of others")
    trial = Trial(questions, asked)
    if given.choose:
        choose(trial)
        return
    found = trial.answers()
    count = sum(map(len, questions.values()))
    print(f"{count} pairs, {len(questions)} indicators; 95% intervals over indicators")
    print(" " * 8, "  ".join(f"{name:>9}" for name in Figures._fields))
    show("search", figures(found), intervals(found))
    grep = trial.by_grep()
    show("grep", figures(grep), intervals(grep))
    show("random", trial.at_random())
    for name in sorted({question[0] for question in questions}):
        show(name, figures([each for each in found if each.question[0] == name]))


if __name__ == "__main__":
    main()
