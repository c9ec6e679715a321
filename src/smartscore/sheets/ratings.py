"""The ratings of one sheet: a row for each indicator, and further rows for further evidence."""

from dataclasses import dataclass, field
from typing import Final

from smartscore.model.assessment import FINDINGS
from smartscore.read import workbook_faults
from smartscore.sheets import cells
from smartscore.sheets.columns import EVIDENCE, RATINGS, UNREAD
from smartscore.sheets.table import Row, Table
from smartscore.sheets.values import Held
from smartscore.text.problems import Related, Route
from smartscore.text.source import Data

ABSENT: Final = "absent"
EMPTY: Final = "null"
"""What a group is where nothing stands in it: left out, or written with nothing behind it."""

_OF_EVIDENCE: Final = tuple(column.key for column in RATINGS if column.base in EVIDENCE)
_OF_RATING: Final = tuple(
    column.key
    for column in RATINGS
    if column.kind not in ("shown", "mark") and column.key != "code" and column.base not in EVIDENCE
)
_SHOWN: Final = tuple(column.key for column in RATINGS if column.kind == "shown")
_RESPONSES: Final = ("file", "column", "no_answer", "decimal", "mean", "n")


@dataclass(slots=True)
class _Entry:
    """What is found of an indicator, row by row."""

    first: Row
    rated: Row | None = None
    rating: dict[str, Data] = field(default_factory=dict)
    evidence: list[Data] = field(default_factory=list)
    left_out: bool = False
    is_known: bool = False
    """Whether the sheet asks for it; free rows at the foot name any code."""


def take_group(table: Table, group: str, ratings: dict[str, Data]) -> None:
    """Put the ratings of a sheet under the code of their rubric."""
    entries: dict[str, _Entry] = {}
    top: Route = ("ratings", group)
    table.findings.places[top] = table.place()
    for row in table.rows():
        of_rating, of_evidence = row.filled(_OF_RATING), row.filled(_OF_EVIDENCE)
        code = row.text("code")
        if code is None:
            if of_rating or of_evidence:
                table.findings.add(
                    workbook_faults.ROWS_HAVE_AN_INDICATOR, row.place((of_rating + of_evidence)[0])
                )
            continue
        entry = entries.setdefault(code, _Entry(row))
        route = (*top, code)
        row.note(route, "code")
        entry.left_out = entry.left_out or bool(row.filled(["absent"]))
        entry.is_known = entry.is_known or bool(row.filled(_SHOWN))
        if of_rating:
            _rate(row, entry, route, of_rating[0])
        if of_evidence:
            entry.evidence.append(_evidence(row, (*route, "evidence", len(entry.evidence))))
    found: dict[str, Data] = {}
    for code, entry in entries.items():
        if entry.evidence and not entry.rating and not entry.is_known:
            table.findings.add(workbook_faults.ROWS_HAVE_AN_INDICATOR, entry.first.place("code"))
        elif entry.rating or entry.evidence:
            evidence = {"evidence": entry.evidence} if entry.evidence else {}
            found[code] = {**entry.rating, **evidence}
        elif not entry.left_out:
            found[code] = None
    if found or table.state not in (ABSENT, EMPTY):
        ratings[group] = found
    elif table.state == EMPTY:
        ratings[group] = None


def _rate(row: Row, entry: _Entry, route: Route, filled: str) -> None:
    if entry.rated is not None:
        values = {"code": str(route[-1]), "row": str(entry.rated.number + 1)}
        first = Related(entry.rated.place("code"), "first")
        row.table.findings.add(workbook_faults.RATED_ONCE, row.place(filled), first, **values)
        return
    entry.rated = row
    rating: dict[str, Data] = {
        "level": row.take("level", lambda cell: _level(row, route, cell), 0),
        "value": row.take("value", cells.value_of, 0),
        "met": row.take("met", cells.met_of, []),
        "responses": _responses(row, (*route, "responses")),
        "unknown": row.prose("unknown", (*route, "unknown")),
        "not_applicable": row.prose("not_applicable", (*route, "not_applicable")),
        "because": row.prose("because", (*route, "because")),
        "plan": _plan(row, (*route, "plan")),
        "judgements": row.take("judgements", cells.list_of, []),
        "confidence": row.choice("confidence", "confidence"),
    }
    for key in (*FINDINGS, "because", "judgements", "confidence"):
        row.note((*route, key), key)
    entry.rating = {key: value for key, value in rating.items() if value is not None}


def _level(row: Row, route: Route, cell: Held) -> Data:
    """The level; its label is noted, to be held against the scale."""
    if label := cells.label_of(cell):
        row.table.findings.labels[(*route, "level")] = label
    return cells.level_of(cell)


def _plan(row: Row, route: Route) -> Data:
    parts: dict[str, Data] = {
        "level": row.take("plan.level", lambda cell: _level(row, route, cell), 0),
        "value": row.take("plan.value", cells.value_of, 0),
        "met": row.take("plan.met", cells.met_of, []),
        "mean": row.take("plan.mean", cells.value_of, 0),
        "owner": row.prose("plan.owner", (*route, "owner")),
        "by": row.take("plan.by", cells.until_of, 2000),
        "effort": row.take("plan.effort", cells.number_of, 0),
    }
    given: dict[str, Data] = {key: value for key, value in parts.items() if value is not None}
    for key in parts:
        row.note((*route, key), f"plan.{key}")
    row.note(route, f"plan.{next(iter(given))}" if given else "plan.level")
    return given or None


def _responses(row: Row, route: Route) -> Data:
    answers: Data = row.take("responses", cells.answers_of, [0])
    parts: dict[str, Data] = {
        "file": row.text("responses.file"),
        "column": row.take("responses.column", cells.column_of, "?"),
        "no_answer": row.take("responses.no_answer", cells.codes_of, []),
        "decimal": row.text("responses.decimal"),
        "mean": row.take("responses.mean", cells.value_of, 0),
        "n": row.take("responses.n", cells.number_of, 1),
    }
    given: dict[str, Data] = {key: value for key, value in parts.items() if value is not None}
    whole: Data = given or None
    for key in _RESPONSES:
        row.note((*route, key), f"responses.{key}")
    row.note(route, f"responses.{next(iter(given))}" if given else "responses")
    if answers is not None and given:
        row.written_twice("responses", f"responses.{next(iter(given))}")
    return answers if answers is not None else whole


def _evidence(row: Row, route: Route) -> Data:
    at = row.prose("at", (*route, "at"))
    page = cells.typed(at) if isinstance(at, str) else None
    piece: dict[str, Data] = {
        "cite": row.text("cite"),
        "at": page if isinstance(page, int) and str(page) == at else at,
        "quote": row.text("quote"),
        "shows": row.prose("shows", (*route, "shows")),
        "direction": row.choice("direction", "direction"),
        "side": row.choice("side", "side"),
    }
    row.note(route, "cite")
    for key in ("cite", "at", "quote", "direction", "side"):
        row.note((*route, key), key)
    waits = piece["direction"] == UNREAD
    if waits:
        piece["direction"] = None
    found: dict[str, Data] = {key: value for key, value in piece.items() if value is not None}
    return {**found, "shows": found.get("shows")} if waits else found
