"""The data of an assessment out of a workbook, with the place of every value."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from smartscore.model.fields import is_library
from smartscore.read import workbook_faults
from smartscore.sheets import cells, csl
from smartscore.sheets.columns import INFORMANTS, LINES, LISTS, REFERENCES, Line
from smartscore.sheets.contents import Grid
from smartscore.sheets.ratings import take_group
from smartscore.sheets.table import Findings, Row, Table, chosen
from smartscore.text.problems import Place, Related, Route
from smartscore.text.source import Data

_ALONE: Final = ("about", "references", "informants")
"""Kinds of sheet of which there is exactly one."""


def take(grids: Sequence[Grid], findings: Findings) -> dict[str, Data]:
    """The assessment that a workbook holds; what is wrong with it goes to the findings."""
    findings.sheets.update((grid.name, number) for number, grid in enumerate(grids))
    tables, groups = _sorted(grids, findings)
    if not tables and not groups:
        findings.add(
            workbook_faults.SHEETS_ARE_THERE, Place(findings.file), sheet=_named(findings, "about")
        )
        return {}
    for kind in _ALONE:
        if kind not in tables:
            findings.add(
                workbook_faults.SHEETS_ARE_THERE, Place(findings.file), sheet=_named(findings, kind)
            )
    data = _about(tables.get("about"))
    if "references" in tables and (references := _references(tables["references"])):
        alone = len(references) == 1 and isinstance(references[0], str)
        data["references"] = references[0] if alone else references
    if "informants" in tables and (informants := _informants(tables["informants"])):
        data["informants"] = informants
    ratings: dict[str, Data] = {}
    for group, table in groups.items():
        take_group(table, group, ratings)
    if ratings:
        data["ratings"] = ratings
    return data


def _sorted(grids: Sequence[Grid], findings: Findings) -> tuple[dict[str, Table], dict[str, Table]]:
    """The sheets that come once by their kind, and those of ratings by their group."""
    tables: dict[str, Table] = {}
    groups: dict[str, Table] = {}
    for grid in grids:
        if not Table.is_ours(grid):
            if grid.cells:
                findings.add(workbook_faults.SHEETS_OF_OTHERS, findings.place(grid.name))
            continue
        if grid.cells.get((0, 1)) == LISTS:
            continue
        table = Table(grid, findings)
        if table.kind == "ratings" and table.group is not None:
            _once(table, table.group, groups)
        elif table.kind in _ALONE:
            _once(table, table.kind, tables)
        else:
            findings.add(workbook_faults.SHEETS_OF_OTHERS, table.place())
    return tables, groups


def _named(findings: Findings, kind: str) -> str:
    return findings.words(f"sheet.name-{kind}")


def _once(table: Table, key: str, seen: dict[str, Table]) -> None:
    first = seen.setdefault(key, table)
    if first is not table:
        other = Related(first.place(), "first")
        table.findings.add(workbook_faults.SHEETS_ONCE, table.place(), other, sheet=first.name)


def _about(table: Table | None) -> dict[str, Data]:
    found: dict[Route, Data] = {}
    rubrics: list[Data] = []
    if table is not None:
        table.findings.places[()] = table.place()
    lines = {line.key: line for line in LINES}
    seen: dict[str, int] = {}
    for row in table.rows() if table is not None else ():
        key = (row.text("key") or "").strip()
        line = lines.get(key)
        if line is None:
            if row.filled(["key", "text", "text.id", "text.en"]):
                row.table.findings.add(workbook_faults.MACHINE_KEYS, row.place("key"), key=key)
            continue
        route: Route = (key, len(rubrics)) if key == "rubrics" else tuple(key.split("."))
        if key in seen and key != "rubrics":
            cell = row.table.place(seen[key], row.table.columns.get("key", 0))
            first = Related(cell, "first")
            twice = {"code": key, "row": str(seen[key] + 1)}
            row.table.findings.add(workbook_faults.RATED_ONCE, row.place("key"), first, **twice)
        seen[key] = row.number
        row.note(route, "text")
        row.note(route[:1], "text")
        value = _line(row, line, route)
        if value is None:
            continue
        if key == "rubrics":
            rubrics.append(value)
        else:
            found[route] = value
    present = table.state.split() if table is not None else []
    return _nested(found, rubrics, present)


def _line(row: Row, line: Line, route: Route) -> Data:
    if line.both:
        return row.prose("text", route)
    for language in ("id", "en"):
        if row.filled([f"text.{language}"]):
            values = {"one": "text", "other": f"text.{language}"}
            row.table.findings.add(
                workbook_faults.ONE_WAY_TO_WRITE, row.place(f"text.{language}"), **values
            )
    if line.kind == "number":
        number: Data = row.take("text", cells.number_of, 2000)
        return number
    if line.kind == "json":
        several: Data = row.take("text", cells.list_of, [])
        return several
    if line.kind == "date":
        day: Data = row.take("text", cells.date_of, "2000-01-01")
        return day
    text = row.text("text")
    return chosen(text, line.words) if line.words and text is not None else text


def _nested(
    found: dict[Route, Data], rubrics: list[Data], present: Sequence[str]
) -> dict[str, Data]:
    """The keys of the top in the order of the format."""
    data: dict[str, Data] = {"smartscore": "assessment/1"}
    for key in ("language", "rubrics", "subject", "masterplan", "date", "rater", "raters", "about"):
        inner = {str(route[1]): v for route, v in found.items() if route[0] == key and route[1:]}
        if key == "rubrics":
            data[key] = rubrics
        elif (key,) in found:
            data[key] = found[key,]
        elif inner or key in ("subject", *present):
            data[key] = inner
    if not rubrics:
        del data["rubrics"]
    return data


def _references(table: Table) -> list[Data]:
    items: list[Data] = []
    keys = [column.key for column in REFERENCES]
    for row in table.rows():
        if not row.filled(keys):
            continue
        place = ("references", len(items))
        item: dict[str, Any] = {}
        row.note(place, "id")
        for key in keys:
            instead: Any = {} if key == csl.MORE else "?"
            value = row.take(key, partial(csl.value_of, key), instead, as_text=True)
            if value is None:
                continue
            if key != csl.MORE:
                item[key] = value
                row.note((*place, key), key)
                continue
            for name in value.keys() & item.keys():
                table.findings.add(workbook_faults.A_FIELD_STANDS_ONCE, row.place(key), key=name)
            item |= {name: inner for name, inner in value.items() if name not in item}
        alone = item.keys() == {"file"} and is_library(item["file"])
        items.append(item["file"] if alone else item)
    return items


def _informants(table: Table) -> list[Data]:
    people: list[Data] = []
    keys = [column.key for column in INFORMANTS]
    for row in table.rows():
        if not row.filled(keys):
            continue
        route = ("informants", len(people))
        person: dict[str, Data] = {
            "name": row.text("name"),
            "role": row.prose("role", (*route, "role")),
            "institution": row.prose("institution", (*route, "institution")),
            "kind": row.choice("kind", "kind"),
            "date": row.take("date", cells.date_of, "2000-01-01"),
            "cite": row.text("cite"),
        }
        for key in ("name", "kind", "date", "cite"):
            row.note((*route, key), key)
        row.note(route, "name")
        people.append({key: value for key, value in person.items() if value is not None})
    return people
