"""CSL items as rows: the fields that people know in columns of their own, all others as JSON."""

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from smartscore.read import workbook_faults
from smartscore.sheets.cells import json_of, number_cell, text_cell, text_of
from smartscore.sheets.columns import REFERENCES
from smartscore.sheets.values import Held
from smartscore.text.problems import Wrong

MORE: Final = "more"
_OWN: Final = tuple(column.key for column in REFERENCES if column.key != MORE)
_DROPPED: Final = ("title", "file")
"""Keys that say nothing where they are null; of all others null is kept."""

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")


def row_of(item: Mapping[str, Any] | str) -> dict[str, str | int | float]:
    """The cells of an item by their keys; of a file of references its name alone."""
    if isinstance(item, str):
        return {"file": text_cell(item)}
    cells: dict[str, str | int | float] = {}
    more: dict[str, Any] = {}
    for key, value in item.items():
        cell = _cell(key, value) if key in _OWN else None
        if cell is not None:
            cells[key] = cell
        elif value is not None or key not in _DROPPED:
            more[key] = value
    if more:
        cells[MORE] = text_cell(json.dumps(more, ensure_ascii=False))
    return cells


def value_of(key: str, cell: Held) -> Any:
    """What the cell of a column stands for; None where it is blank. Raises Wrong."""
    if key == MORE:
        data = json_of(text_of(cell) or "{}")
        if not isinstance(data, dict):
            raise Wrong(workbook_faults.FURTHER_FIELDS_ARE_JSON, why="{...}")
        if doubled := [name for name in data if name == "id"]:
            raise Wrong(workbook_faults.A_FIELD_STANDS_ONCE, key=doubled[0])
        return data
    if key == "issued":
        return _issued(cell)
    if key in ("id", *_DROPPED):
        return text_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        return int(cell)
    text = text_of(cell)
    return _authors(text) if key == "author" and text is not None else text


def _cell(key: str, value: Any) -> str | int | float | None:
    """The cell of a value, if the value can be read back from it."""
    cell: str | int | float
    if key == "author":
        cell = text_cell(_authors_text(value))
    elif key == "issued":
        cell = _issued_cell(value)
    elif isinstance(value, str):
        cell = text_cell(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        cell = number_cell(value)
    else:
        return None
    if cell == "":
        return None
    try:
        back = value_of(key, cell)
    except Wrong:
        return None
    return cell if json.dumps(back) == json.dumps(value) else None


def _authors_text(value: Any) -> str:
    """Authors as `Family, Given; Name of an office`; nothing where that can't say it all."""
    if not isinstance(value, list):
        return ""
    names = []
    for author in value:
        if not isinstance(author, dict) or not all(isinstance(v, str) for v in author.values()):
            return ""
        names.append(", ".join(author.values()))
    return "; ".join(names)


def _authors(text: str) -> list[dict[str, str]]:
    """Names with semicolons between them; a comma stands between family name and given names.

    >>> _authors("Wahid, Zainul; Bappeda")
    [{'family': 'Wahid', 'given': 'Zainul'}, {'literal': 'Bappeda'}]
    """
    authors = []
    for name in filter(None, map(str.strip, text.split(";"))):
        family, comma, given = map(str.strip, name.partition(","))
        whole = family and comma and given
        authors.append({"family": family, "given": given} if whole else {"literal": name})
    return authors


def _issued_cell(value: Any) -> str | int:
    if not isinstance(value, dict):
        return ""
    if list(value) == ["literal"] and isinstance(value["literal"], str):
        return text_cell(value["literal"])
    dates = value.get("date-parts")
    if list(value) != ["date-parts"] or not isinstance(dates, list) or len(dates) != 1:
        return ""
    parts = dates[0]
    if not isinstance(parts, list) or not parts or not all(type(part) is int for part in parts):
        return ""
    if len(parts) == 1:
        return int(parts[0])
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def _issued(cell: Held) -> dict[str, Any] | None:
    """A year, a year with its month, or a day; other text as it stands."""
    if isinstance(cell, datetime.date):
        return {"date-parts": [[cell.year, cell.month, cell.day]]}
    text = text_of(cell)
    if text is None:
        return None
    if match := _DAY.fullmatch(text.strip()):
        return {"date-parts": [[int(part) for part in match.groups() if part]]}
    return {"literal": text}
