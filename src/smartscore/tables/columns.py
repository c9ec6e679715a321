"""Which column of a table is what: a fact about the place, an indicator, or something else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from smartscore.engine.tree import Node, Tree
from smartscore.model.fields import shown
from smartscore.read import table_faults
from smartscore.tables.marks import SAID, Mark, Marks, TypedNumbersError, marks_of
from smartscore.tables.rows import Heading
from smartscore.text.delimited import plain
from smartscore.text.likeness import Names
from smartscore.text.problems import Code, Complaint, Place, Problem, closest
from smartscore.text.source import Source

FACTS: Final = ("name", "code", "group", "date")
"""What a table says of a place besides its ratings."""

_LISTED: Final = 8
"""So many names are listed in a sentence; the others are counted."""


_LOOKED_AT: Final = 20
"""Of so many columns that no indicator has it is looked what was meant; the others are counted."""


class Given(NamedTuple):
    """What headings are to be called, and the source that says so, where there is one.

    `thousands` is what stands between thousands in all numbers of the table, if that is said.
    """

    codes: Mapping[str, str] = {}
    source: Source | None = None
    thousands: Mark | None = None


NOTHING_GIVEN: Final = Given()


@dataclass(frozen=True)
class Columns:
    """What each column of a table is, for one tree; it can be pickled.

    `name`, `code`, `group` and `date` are places of columns, `leaves` the place of the column of
    each indicator in the order of `tree.leaves`; None where there is no such column. `groups` are
    the headings and places of columns by which places can be grouped. `problems` are those of the
    headings; the table can't be read where one of them is an error.
    """

    heading: Heading
    name: int | None
    code: int | None
    group: int | None
    date: int | None
    leaves: tuple[int | None, ...]
    groups: tuple[tuple[str, int], ...]
    marks: tuple[Marks, ...]
    """How the numbers of each indicator are written, in the order of `leaves`."""

    problems: tuple[Problem, ...] = field(default=(), compare=False)


def held(
    heading: Sequence[str],
    tree: Tree,
    mapping: Mapping[str, str] | Given | None = None,
    also: Sequence[str] = (),
) -> Columns:
    """The columns of a table held against a tree.

    `mapping` says what headings are to be called, `also` which further ones places are grouped by.
    Raises TypedNumbersError where it says what stands between thousands of no delimited text.
    """
    named = heading if isinstance(heading, Heading) else Heading(heading)
    given = mapping if isinstance(mapping, Given) else Given(mapping or {})
    if given.thousands is not None and not named.dialect.is_text:
        raise TypedNumbersError
    return _Holding(named, tree, given, tuple(map(plain, also))).columns()


class _Holding:
    """Finds out what each column is, and what is wrong with the headings."""

    def __init__(self, heading: Heading, tree: Tree, given: Given, also: Sequence[str]) -> None:
        self._heading, self._tree, self._given, self._also = heading, tree, given, also
        self._problems = list(heading.remarks)
        self._taken: dict[str | tuple[str, str], int] = {}
        """The place of each fact, and of each indicator by its rubric and its code."""

        self._left: list[int] = []
        self._names = _names(tree)
        self._known = Names((*FACTS, *self._names))

    def columns(self) -> Columns:
        """The columns, with what is wrong with them."""
        codes = self._given_codes()
        near: list[int] = []
        for at, heading in enumerate(self._heading):
            if not heading:
                continue
            if not self._take(at, codes.get(heading, heading)):
                near.append(at)
        for at in near:
            code = self._known.spelt("-".join(self._heading[at].split()))
            if at not in self._taken.values() and code and self._is_free(code):
                self._take(at, code)
                values = {"name": self._heading[at], "code": code}
                self._tell(table_faults.HEADINGS_ARE_SPELT_AS_CODES, **values)
            elif self._heading[at] not in self._also:
                self._left.append(at)
        groups = tuple(self._groups())
        self._tell_of_what_is_missing()
        owners = [self._tree.nodes[i] for i in self._tree.leaves]
        leaves = tuple(self._taken.get((node.owner.code, node.code)) for node in owners)
        return Columns(
            self._heading,
            self._taken.get("name"),
            self._taken.get("code"),
            self._taken.get("group"),
            self._taken.get("date"),
            leaves,
            groups,
            tuple(self._marks(at) for at in leaves),
            tuple(self._problems),
        )

    def _marks(self, at: int | None) -> Marks:
        said = self._given.thousands
        return marks_of(self._heading, at) if said is None else SAID[said]

    def _given_codes(self) -> dict[str, str]:
        """What headings are called instead, for those that are there."""
        found: dict[str, str] = {}
        for heading, code in self._given.codes.items():
            name = plain(heading)
            if name not in self._heading:
                near = {"name": name, "suggestion": closest(name, self._heading)}
                self._of_map(table_faults.MAPPED_HEADINGS_ARE_THERE, heading, "key", near)
            elif code not in self._known:
                said = {"code": shown(code), "suggestion": closest(code, self._known)}
                self._of_map(table_faults.MAPPED_CODES_ARE_KNOWN, heading, "value", said)
            else:
                found[name] = code
        return found

    def _of_map(self, code: Code, heading: str, about: str, values: dict[str, str]) -> None:
        complaint = Complaint(code, (heading,), values, about="key" if about == "key" else "value")
        source = self._given.source
        place = Place(self._heading.file, self._heading.line, 1, 0, 1)
        self._problems.append(source.problem(complaint) if source else complaint.at(place))

    def _take(self, at: int, code: str) -> bool:
        """Take a column for what it is called; whether it is called something that is known."""
        if code not in self._known:
            return False
        keys = [code] if code in FACTS else self._names[code]
        if len(keys) > 1:
            paths = ", ".join("/".join(n.path[1:]) for n in self._tree.named(code))
            self._tell(
                table_faults.CODES_LEAD_TO_ONE_INDICATOR, name=self._heading[at], paths=paths
            )
            return True
        first = self._taken.setdefault(keys[0], at)
        if first != at:
            values = {"one": self._heading[first], "other": self._heading[at], "code": code}
            self._tell(table_faults.INDICATORS_HAVE_ONE_COLUMN, **values)
        return True

    def _is_free(self, code: str) -> bool:
        keys = [code] if code in FACTS else self._names[code]
        return len(keys) == 1 and keys[0] not in self._taken

    def _groups(self) -> Iterator[tuple[str, int]]:
        group = self._taken.get("group")
        if group is not None:
            yield "group", group
        for name in dict.fromkeys(self._also):
            if name in self._heading:
                yield name, self._heading.index(name)
            elif name != "group" or group is None:
                near = closest(name, self._heading)
                listed = _list(self._heading)
                values = {"name": name, "suggestion": near, "columns": listed}
                self._tell(table_faults.GROUPS_HAVE_A_COLUMN, **values)

    def _tell_of_what_is_missing(self) -> None:
        """What has no column, and what no indicator has."""
        blocked = any(p.code in _UNSURE for p in self._problems)
        listed = _list(self._heading)
        is_title = len(list(filter(None, self._heading))) == 1 and not self._taken
        if is_title:
            self._tell(
                table_faults.TABLES_HAVE_INDICATORS,
                rubric=self._tree.whole.code,
                columns=listed,
                variant="title",
            )
            return
        if not blocked and "name" not in self._taken and "code" not in self._taken:
            self._tell(table_faults.TABLES_NAME_THEIR_PLACES, columns=listed)
        nodes = [self._tree.nodes[i] for i in self._tree.leaves]
        lacking = [n for n in nodes if (n.owner.code, n.code) not in self._taken]
        if not blocked and len(lacking) == len(nodes):
            self._tell(
                table_faults.TABLES_HAVE_INDICATORS, columns=listed, rubric=self._tree.whole.code
            )
            return
        others = []
        free = Names(name for name in self._known if self._is_free(name))
        for number, at in enumerate(() if blocked else self._left):
            name = self._heading[at]
            near = closest(name, free) if number < _LOOKED_AT else ""
            if near:
                self._tell(table_faults.COLUMNS_ARE_OF_INDICATORS, name=name, suggestion=near)
            else:
                others.append(name)
        if others:
            values = {"count": str(len(others)), "names": _list(others)}
            self._tell(table_faults.COLUMNS_ARE_OF_INDICATORS, variant="several", **values)
        if lacking and not blocked:
            names = [_shortest(n, self._names) for n in lacking]
            values = {"count": str(len(names)), "total": str(len(nodes)), "names": _list(names)}
            self._tell(table_faults.INDICATORS_HAVE_COLUMNS, **values)

    def _tell(self, code: Code, /, **values: str) -> None:
        place = Place(self._heading.file, self._heading.line, 1, 0, 1)
        self._problems.append(Complaint(code, values=values).at(place))


_UNSURE: Final = frozenset(
    code.code
    for code in (
        table_faults.MAPPED_HEADINGS_ARE_THERE,
        table_faults.MAPPED_CODES_ARE_KNOWN,
        table_faults.CODES_LEAD_TO_ONE_INDICATOR,
    )
)
"""Faults after which it is not known what has a column."""


def _names(tree: Tree) -> dict[str, list[tuple[str, str]]]:
    """The rubrics and codes of indicators by every name that leads to them."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for node in tree.indicators():
        for name in ("/".join(node.path), "/".join(node.path[1:]), node.code):
            found.setdefault(name, {})[node.owner.code, node.code] = None
    return {name: list(keys) for name, keys in found.items()}


def _shortest(node: Node, names: Mapping[str, Sequence[object]]) -> str:
    """The code of an indicator, or its path where the code does not lead to it alone."""
    return node.code if len(names[node.code]) == 1 else "/".join(node.path[1:])


def _list(names: Sequence[str]) -> str:
    """Names as a sentence lists them, the first of many."""
    named = [shown(name) for name in names if name]
    return ", ".join(named[:_LISTED]) + ", …" * (len(named) > _LISTED)
