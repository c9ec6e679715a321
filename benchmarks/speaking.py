"""How the bound was chosen from which a document seems to speak of an indicator.

    python -m benchmarks.speaking PAIRS DOCUMENT...

PAIRS is a file of `benchmarks.passage_pairs`, which knows the documents by their order: `S000`,
`S001` and so on. For each bound: of the marked passages, the
share that covers labelled evidence of their indicator; of the labelled evidence, the share that is
covered by a marked passage; marked passages an indicator; and the share of the indicators with a
mark, of those for which readers found evidence in a document, and of the others in the rubrics.
Below, the bound at which the mean of the first two is best (F1), each document left out in turn.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.passage_pairs import Pair, covers, read, squeezed
from smartscore import read_rubric
from smartscore.passages.coverage import WORDS
from smartscore.passages.flags import Setting
from smartscore.passages.search import Named, Search, wanted
from smartscore.read.documents.several import several
from smartscore.text.documents import Document

BOUNDS: Final = tuple(step / 100 for step in range(10, 45, 5))


class Asked(NamedTuple):
    """One indicator asked of one document: each passage's share, and which clauses it covers."""

    document: str
    shares: tuple[tuple[float, frozenset[int]], ...]
    labelled: int


def questions(documents: dict[str, Document], pairs: Sequence[Pair]) -> list[Asked]:
    """Every indicator of a rubric, asked of each document for which the rubric has pairs."""
    found = []
    for name, rubric in sorted({(pair.document, pair.rubric) for pair in pairs}):
        search = Search([Named(name, documents[name])], Setting())
        texts = [squeezed(passage.text) for passage in search.index.passages]
        for group, item in wanted([read_rubric(rubric)]):
            held = [
                pair
                for pair in pairs
                if (pair.document, pair.rubric, pair.indicator) == (name, rubric, item.code)
            ]
            looked_for = search.queries(group, item)
            whole = search.most(looked_for, WORDS) or 1.0
            shares = tuple(
                (
                    score / whole,
                    frozenset(
                        n
                        for n, pair in enumerate(held)
                        if any(covers(texts[i], clause) for clause in pair.clauses)
                    ),
                )
                for i, score in search.ranked(looked_for)
            )
            found.append(Asked(name, shares, len(held)))
    return found


class Figures(NamedTuple):
    """What a bound gives, over some questions."""

    precision: float
    recall: float
    marked: float
    known: float
    others: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        whole = self.precision + self.recall
        return 2 * self.precision * self.recall / whole if whole else 0.0


def figures(asked: Sequence[Asked], bound: float) -> Figures:
    """What a bound gives, over some questions."""
    marks = [[hit for share, hit in each.shares if share >= bound] for each in asked]
    right = sum(bool(hit) for held in marks for hit in held)
    count = sum(map(len, marks))
    covered = sum(len(frozenset().union(*held)) for held in marks)
    pairs = list(zip(asked, marks, strict=True))
    return Figures(
        right / max(count, 1),
        covered / max(sum(each.labelled for each in asked), 1),
        count / max(len(asked), 1),
        _share(bool(held) for each, held in pairs if each.labelled),
        _share(bool(held) for each, held in pairs if not each.labelled),
    )


def _share(held: Iterable[bool]) -> float:
    told = list(held)
    return sum(told) / max(len(told), 1)


def main() -> None:
    """Print the figures of each bound, and the best one with each document left out."""
    pairs, *files = sys.argv[1:]
    documents = {f"S{i:03}": each.document for i, each in enumerate(several(files).documents)}
    asked = questions(documents, read(Path(pairs)))
    print("bound  precision  recall  marked  with evidence  others")
    for bound in BOUNDS:
        each = figures(asked, bound)
        print(
            f"{bound:5.2f}  {each.precision:9.2f}  {each.recall:6.2f}  {each.marked:6.1f}"
            f"  {each.known:13.2f}  {each.others:6.2f}"
        )
    for left_out in sorted({each.document for each in asked}):
        rest = [each for each in asked if each.document != left_out]
        best = max(BOUNDS, key=lambda bound: figures(rest, bound).f1)
        held = figures([each for each in asked if each.document == left_out], best)
        print(f"without {left_out}: {best:.2f}; in it {held.precision:.2f}, {held.recall:.2f}")


if __name__ == "__main__":
    main()
