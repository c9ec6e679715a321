"""A workbook out of an assessment: about it, its references, its informants, its ratings."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from smartscore.model.fields import Language
from smartscore.model.rubric import Rubric
from smartscore.rules.rule import indicators
from smartscore.sheets import Unfit, cells, csl, rating_sheet
from smartscore.sheets.blocks import blocks
from smartscore.sheets.book import Book, Sheet
from smartscore.sheets.columns import (
    ABOUT,
    CHOICES,
    FIRST_ROW,
    INFORMANTS,
    LINES,
    MAX_ROWS,
    REFERENCES,
    Column,
    Line,
    unused_languages,
)
from smartscore.text.problems import Route
from smartscore.text.source import MAX_BYTES
from smartscore.words import Words

FREE_REFERENCES: Final = 20
FREE_INFORMANTS: Final = 10
FREE_RUBRICS: Final = 2

CSL_TYPES: Final = (
    "report",
    "legislation",
    "article-journal",
    "article-newspaper",
    "book",
    "chapter",
    "dataset",
    "interview",
    "paper-conference",
    "post-weblog",
    "thesis",
    "webpage",
)
"""Kinds of source that are offered; any other can be typed."""


class Overlong(Exception):  # noqa: N818 - a result that callers read, named after what it says
    """Texts that no cell can hold, by their routes."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self.routes = tuple(routes)
        super().__init__(self.routes)


def workbook(data: Mapping[str, Any], held: Mapping[str, Rubric], words: Words) -> bytes:
    """The workbook of an assessment; `held` are the rubrics by the groups of their ratings.

    The data are those of an assessment of sound shape. Raises Overlong where a text has no room
    in a cell, Unfit where a workbook would be larger than can be read back, NotInstalled where the
    extra is not there.
    """
    book = Book(words, datetime.date.fromisoformat(data["date"]))
    ratings = data.get("ratings") or {}
    groups = [*held, *(group for group in ratings if group not in held)]
    found = {group: blocks(group, held.get(group), ratings.get(group), words) for group in groups}
    if any(sum(block.rows for block in each) > MAX_ROWS // 2 for each in found.values()):
        raise Unfit("sheet.too-many-rows", MAX_ROWS)
    _about(book, data)
    listed = data.get("references") or []
    citations = _references(book, [listed] if isinstance(listed, str) else listed)
    _informants(book, data.get("informants") or [], citations)
    for group in groups:
        rating_sheet.write(book, group, held.get(group), ratings, citations)
    if book.overlong:
        raise Overlong(book.overlong)
    content = book.finished()
    if len(content) > MAX_BYTES:
        raise Unfit("sheet.too-large", MAX_BYTES // 1024 // 1024)
    return content


def fresh(
    names: Sequence[str], held: Mapping[str, Rubric], language: Language, *, day: str, subject: str
) -> dict[str, Any]:
    """A new assessment in which every indicator waits for its rating."""
    return {
        "smartscore": "assessment/1",
        "language": language,
        "rubrics": list(names),
        "subject": {"name": subject},
        "date": day,
        "ratings": {group: dict.fromkeys(indicators(rubric)) for group, rubric in held.items()},
    }


def _about(book: Book, data: Mapping[str, Any]) -> None:
    words = book.words
    rater = data.get("rater")
    empty = isinstance(rater, dict) and all(value is None for value in rater.values())
    present = "rater" if empty else ""
    sheet = book.sheet(words("sheet.name-about"), "about", "", present)
    rows = list(_lines(data, words))
    used = {key for _, found, _ in rows for key in found}
    hidden = {"key", *({"text.id", "text.en"} - used)}
    if used & {"text.id", "text.en"}:
        hidden -= {"text.id", "text.en"}
    sheet.head(ABOUT, hidden, words("sheet.title-about"), "")
    at = {column.key: i for i, column in enumerate(ABOUT)}
    for row, (line, found, route) in enumerate(rows, FIRST_ROW):
        name = line.key.replace(".", "-")
        sheet.put(row, at["key"], line.key, "key")
        sheet.put(row, at["#label"], words(f"sheet.line-{name}"), "name")
        again = line.key == "rubrics" and route != ("rubrics", 0)
        about = "" if again else words(f"sheet.help-{name}")
        sheet.put(row, at["#help"], about, "shown")
        look = "number" if line.kind == "number" else "text"
        sheet.put(row, at["text"], found.get("text"), look, route)
        for language in ("id", "en"):
            key = f"text.{language}"
            sheet.put(
                row, at[key], found.get(key), "text" if line.both else "unused", (*route, language)
            )
            sheet.need_text(row, found.get(key), ABOUT[at[key]].width)
        sheet.need_text(row, about, ABOUT[at["#help"]].width)
        sheet.need_text(row, found.get("text"), ABOUT[at["text"]].width)
        sheet.need(row, 18)
        if line.words:
            _offer(sheet, (row, at["text"], row, at["text"]), line.words)
    sheet.finish(len(ABOUT), FIRST_ROW + len(rows) - 1, (FIRST_ROW, 2))


def _offer(sheet: Sheet, spots: tuple[int, int, int, int], kind: str) -> None:
    words = sheet.book.words
    named = [words(f"sheet.{kind}-{choice}") for choice in CHOICES[kind]]
    sheet.offer(spots, sheet.book.choices(named), strictly=True)


def _lines(data: Mapping[str, Any], words: Words) -> Iterator[tuple[Line, dict[str, Any], Route]]:
    """Each row about the assessment with its cells."""
    for line in LINES:
        if line.key == "rubrics":
            listed = data.get("rubrics") or []
            for i, reference in enumerate([*listed, *[None] * FREE_RUBRICS]):
                cell = None if reference is None else cells.text_cell(reference)
                yield line, {"text": cell}, ("rubrics", i)
            continue
        if line.key == "raters":
            if several := data.get("raters"):
                yield line, {"text": cells.list_cell(several)}, ("raters",)
            continue
        route = tuple(line.key.split("."))
        value: Any = data
        for part in route:
            value = value.get(part) if isinstance(value, dict) else None
        yield line, _line(line, value, words), route


def _line(line: Line, value: Any, words: Words) -> dict[str, Any]:
    if value is None:
        return {}
    if line.words:
        return {"text": words(f"sheet.{line.words}-{value}")}
    if line.kind == "number":
        return {"text": cells.number_cell(value)}
    return _prose("text", value)


def _prose(key: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return {f"{key}.{k}": cells.text_cell(t) for k, t in value.items() if t is not None}
    return {} if value is None else {key: cells.text_cell(value)}


def _references(book: Book, references: Sequence[Mapping[str, Any] | str]) -> str:
    """Write the sheet of the references; where their keys stand, for drop-downs."""
    words = book.words
    sheet = book.sheet(words("sheet.name-references"), "references")
    rows = [csl.row_of(item) for item in references]
    sheet.head(REFERENCES, set(), words("sheet.name-references"), words("sheet.about-references"))
    last = FIRST_ROW + len(rows) + FREE_REFERENCES - 1
    for n, row in enumerate(range(FIRST_ROW, last + 1)):
        _row(sheet, row, REFERENCES, rows[n] if n < len(rows) else {}, ("references", n))
    offered = sheet.book.choices(CSL_TYPES)
    sheet.offer((FIRST_ROW, 1, last, 1), offered, strictly=False)
    sheet.finish(len(REFERENCES), last, (FIRST_ROW, 1))
    name = f"'{sheet.name}'!"
    first = f"{name}$A${FIRST_ROW + 1}"
    return f"=OFFSET({first},0,0,MAX(1,COUNTA({first}:$A${last + 1})),1)"


def _informants(book: Book, informants: Sequence[Mapping[str, Any]], citations: str) -> None:
    words = book.words
    sheet = book.sheet(words("sheet.name-informants"), "informants")
    rows = [_person(person, words) for person in informants]
    used = {key for found in rows for key in found}
    hidden = {"present"} | unused_languages(INFORMANTS, used)
    sheet.head(INFORMANTS, hidden, words("sheet.name-informants"), words("sheet.about-informants"))
    last = FIRST_ROW + len(rows) + FREE_INFORMANTS - 1
    for n, row in enumerate(range(FIRST_ROW, last + 1)):
        _row(sheet, row, INFORMANTS, rows[n] if n < len(rows) else {}, ("informants", n))
    at = {column.key: i for i, column in enumerate(INFORMANTS)}
    _offer(sheet, (FIRST_ROW, at["kind"], last, at["kind"]), "kind")
    sheet.offer((FIRST_ROW, at["cite"], last, at["cite"]), citations, strictly=False)
    sheet.finish(len(INFORMANTS), last, (FIRST_ROW, 1))


def _person(person: Mapping[str, Any], words: Words) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in person.items():
        if key == "kind" and value is not None:
            found[key] = words(f"sheet.kind-{value}")
        else:
            found |= _prose(key, value)
    return found or {"present": "x"}


def _row(
    sheet: Sheet, row: int, columns: Sequence[Column], found: Mapping[str, Any], route: Route
) -> None:
    for i, column in enumerate(columns):
        value = found.get(column.key)
        look = "key" if column.kind == "mark" else "text"
        sheet.put(row, i, value, look, (*route, *column.key.split(".")))
        sheet.need_text(row, value, column.width)
    sheet.need(row, 18)
