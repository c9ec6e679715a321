"""The places of a table as they are held against one another, all of them in memory."""

from typing import Final, NamedTuple

from smartscore.engine.score import score
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Rating
from smartscore.read import table_faults
from smartscore.studies.entries import Entry
from smartscore.tables import told
from smartscore.tables.cells import Reader, readers
from smartscore.tables.columns import Columns
from smartscore.tables.facts import Facts, facts, said
from smartscore.tables.opening import Opened
from smartscore.tables.repeats import Repeats
from smartscore.tables.rows import BadRow, Doubt, Row
from smartscore.tables.strange import strange_name
from smartscore.text.problems import Complaint, Invalid, Problem

MOST: Final = 10_000
"""So many places are held in memory."""

Ratings = dict[str, dict[str, Rating | None]]


class Rated(NamedTuple):
    """A row as a place with its ratings, by the code of their rubric and then by their own."""

    place: Facts
    ratings: Ratings
    remarks: tuple[Doubt, ...]


def rated(
    columns: Columns, tree: Tree, reading: tuple[Reader | None, ...], row: Row
) -> Rated | BadRow:
    """A row as a place with its ratings, or every reason why it can't be taken."""
    place = facts(columns, row)
    doubts, remarks = list(place.doubts), list(place.remarks)
    ratings: Ratings = {}
    done: set[tuple[str, str]] = set()
    for name, place_of_group in columns.groups:
        wrong = strange_name(row.cells[place_of_group]) if name != "group" else None
        doubts += [Doubt(name, wrong)] if wrong is not None else []
    for leaf, at, read in zip(tree.leaves, columns.leaves, reading, strict=True):
        node = tree.nodes[leaf]
        key = (node.owner.code, node.code)
        if at is None or read is None or key in done:
            continue
        done.add(key)
        found = read.judged(row.cells[at])
        heading = columns.heading[at]
        if found.wrong is not None:
            doubts.append(Doubt(heading, found.wrong))
        elif found.rating is not None:
            ratings.setdefault(node.owner.code, {})[node.code] = found.rating
        remarks += [Doubt(heading, each) for each in found.remarks]
    if doubts:
        return BadRow(row.number, row.raw, tuple(doubts))
    return Rated(place, ratings, tuple(remarks))


def entries(opened: Opened, columns: Columns, tree: Tree) -> tuple[list[Entry], list[Problem]]:
    """The places of a table with their cards, and what is wrong with rows, or remarked of them.

    Rows that can't be taken are left out; each is told. Raises Invalid where the table can't be
    read, or has more places than are held in memory.
    """
    found: list[Entry] = []
    problems: list[Problem] = []
    reading, repeats = readers(tree, columns), Repeats()
    for row in opened:
        taken = row if isinstance(row, BadRow) else rated(columns, tree, reading, row)
        if isinstance(taken, BadRow):
            problems += told.problems(opened.heading, taken)
            continue
        assert isinstance(row, Row)
        if len(found) == MOST:
            much = Complaint(table_faults.PLACES_FIT_IN_MEMORY, values={"limit": str(MOST)})
            here = told.problem(opened.heading, row.number, row.raw, Doubt(None, much))
            raise Invalid([*problems, here])
        again = repeats.remark(taken.place, row.number)
        remarks = taken.remarks if again is None else (Doubt(None, again), *taken.remarks)
        problems += told.remarks(opened.heading, row, remarks)
        groups = {name: said(row.cells[at]) or "" for name, at in columns.groups}
        card = score(tree, taken.ratings)
        found.append(Entry(taken.place.subject, taken.place.date, (card,), groups))
    return found, problems
