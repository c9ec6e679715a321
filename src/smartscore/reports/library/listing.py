"""`rubrics list`: every rubric on a shelf with what one chooses by."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from smartscore.engine.tree import Tree
from smartscore.model.rubric import Rubric
from smartscore.reports.findings import printed
from smartscore.reports.library import both, cut, in_force, origin
from smartscore.reports.look import BOLD, CYAN, DIM, PLAIN, Look
from smartscore.reports.safe import one_line
from smartscore.text.problems import Problem
from smartscore.words import Words

if TYPE_CHECKING:
    from smartscore.reports.library.sheet import Sheet

_CODE, _ORIGIN = 28, 60


class Shelved(NamedTuple):
    """A rubric file: what was read, or its first problem, or why it can't be read at all."""

    code: str
    file: str
    tree: Tree | None = None
    problem: Problem | None = None
    why: str = ""
    older: bool = False
    """Whether it is kept for files that name its version."""

    @property
    def place(self) -> tuple[str, int, str]:
        """Where it stands in the list: by code, the newest version first, by file."""
        return self.code, -self.tree.rubric.major if self.tree is not None else 0, self.file


def text(shelf: Iterable[Shelved], words: Words, look: Look = PLAIN) -> str:
    """All rubrics."""
    from smartscore.reports.library.sheet import Sheet

    rows = [_row(each, words) for each in shelf]
    head = [words(f"rubrics.{key}") for key in ("code", "version", "count")]
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(3)]
    widths[0] = min(widths[0], _CODE)
    widths.append(look.width - sum(widths) - 6)
    sheet = Sheet(look)
    if look.is_narrow:
        for row in rows:
            _stacked(sheet, row, words)
        return sheet.text()
    heads, looks = [BOLD] * 4, [CYAN, "", "", ""]
    sheet.columns([*head, words("rubrics.title")], widths, right=frozenset({2}), styles=heads)
    for row in rows:
        sheet.columns(row[:4], widths, right=frozenset({2}), styles=looks)
        for further in row[4:]:
            sheet.columns(["", "", "", further], widths, right=frozenset(), styles=[DIM] * 4)
    return sheet.text()


def _stacked(sheet: "Sheet", row: Sequence[str], words: Words) -> None:
    """A rubric where a table has no room: its code, and what there is to say below it."""
    code, version, count, *rest = row
    sheet.write(code, style=CYAN)
    sheet.write(
        ", ".join(part for part in (version, words("rubrics.counted", count=count)) if part), "  "
    )
    for further in rest:
        sheet.write(further, "  ")


def as_json(shelf: Iterable[Shelved]) -> str:
    """`rubrics/1`: the same for programs, in both languages."""
    return printed({"format": "rubrics/1", "rubrics": [_entry(each) for each in shelf]})


def _row(each: Shelved, words: Words) -> Sequence[str]:
    if each.tree is None:
        return one_line(each.code), "–", "–", _fault(each, words)
    rubric, count = each.tree.rubric, len(each.tree.leaves)
    row = [rubric.code, rubric.version, str(count), words.text(rubric.title)]
    if each.older:
        row.append(words("rubrics.older", pin=f"{rubric.code}@{rubric.major}"))
    source = cut(one_line(words.text(origin(each.tree))), _ORIGIN)
    if said := in_force(rubric, words):
        row.append(said)
    if source:
        row.append(words("rubrics.origin", source=source))
    return row


def _fault(each: Shelved, words: Words) -> str:
    if each.problem is None:
        return words.unreadable(each.file, each.why)
    place = each.problem.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    return f"{where}: {each.problem.code} {words.problem(each.problem)}"


def _entry(each: Shelved) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": each.code, "file": each.file, "older": each.older}
    if each.tree is not None:
        rubric = each.tree.rubric
        entry |= {
            "version": rubric.version,
            "title": both(rubric.title),
            "indicators": len(each.tree.leaves),
            "validity": validity(rubric),
            "origin": both(origin(each.tree) or None),
        }
    elif each.problem is not None:
        place = each.problem.place
        fault = {"code": each.problem.code, "file": place.file}
        entry["problem"] = {**fault, "line": place.line, "column": place.column}
    else:
        entry["problem"] = {"reason": each.why}
    return entry


def validity(rubric: Rubric) -> dict[str, Any] | None:
    """When a rubric is in force, for programs; None where it does not say."""
    found = rubric.validity
    if found is None:
        return None
    return {
        "from": found.start.isoformat() if found.start else None,
        "until": found.until.isoformat() if found.until else None,
        "basis": both(found.basis),
        "superseded_by": found.superseded_by,
    }
