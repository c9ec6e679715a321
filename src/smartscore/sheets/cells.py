"""Single values on their way into cells and back, so that nothing is lost between.

Text stands as it is. What a cell would change stands as JSON behind `json:`, which is rare: empty
text, blanks at either end, a line feed of another kind, and text that begins with `json:` itself. A
number of more than 15 digits, a decimal such as 2.0 and a fraction stand as text, and text that is
a number counts as one wherever a number is due.
"""

import datetime
import json
import re
from collections.abc import Sequence
from typing import Any, Final

from smartscore.model.fields import is_ratio
from smartscore.read import workbook_faults
from smartscore.sheets.values import Held
from smartscore.text import shape_faults, yaml_faults
from smartscore.text.nodes import JSON_NUMBER, LONGEST_NUMBER
from smartscore.text.notation import digits
from smartscore.text.problems import Wrong
from smartscore.text.source import NOT_TEXT, codepoint
from smartscore.text.writing import holds

NOTHING_MET: Final = "-"
_PREFIX: Final = "json:"
_CHANGED = re.compile(
    "[\r\x85\u2028\u2029\ufeff]|_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_|^json:|^\\s*$|^\\s|\\s$"
)
_LEVEL = re.compile(r"\s*(?P<points>-?[0-9]+(?:\.[0-9]+)?)(?:\s+-\s(?P<label>.*)|\s*)", re.DOTALL)
_SEPARATOR = re.compile(r"[;\s]+")
_COMMAS = re.compile(r"-?[0-9]+(,-?[0-9]+)+,?")
_EXACT: Final = 10**15
_SERIALS: Final = (18_264, 109_574)  # 1950 to 2199, as days since the end of 1899


def text_cell(text: str) -> str:
    """Text as a cell holds it.

    >>> text_cell("=1+1"), text_cell("")
    ('=1+1', 'json:""')
    """
    if not _CHANGED.search(text):
        return text
    return _PREFIX + json.dumps(text).replace("_x", "\\u005fx")


def number_cell(value: int | float) -> int | float | str:
    """A number as a cell holds it: text where the cell would round it or drop its point.

    >>> number_cell(3), number_cell(3.5), number_cell(3.0), number_cell(10**20)
    (3, 3.5, '3.0', '100000000000000000000')
    """
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    exact = 1e-9 < abs(value) < _EXACT and float(f"{value:.15g}") == value
    return value if exact and not value.is_integer() else digits(value)


def value_cell(value: int | float | str) -> int | float | str:
    """A measured number, or a fraction as text."""
    return value if isinstance(value, str) else number_cell(value)


def level_cell(value: int | float, labels: dict[str, str]) -> int | float | str:
    """A level with its label behind it, where it is a point of the scale."""
    return labels.get(digits(value), number_cell(value))


def text_of(cell: Held) -> str | None:
    """The text of a cell without blanks around it, which come with pasting; raises Wrong.

    None where there is nothing else.
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return digits(_whole(cell)) if holds(_whole(cell)) else repr(cell)
    if not isinstance(cell, str):
        raise Wrong(workbook_faults.TEXT_AND_NO_DATE, value=_dated(cell))
    if strange := NOT_TEXT.search(cell):
        raise Wrong(yaml_faults.CONTROL_CHARACTER, **codepoint(strange[0]))
    if not cell.strip():
        return None
    if not cell.startswith(_PREFIX):
        return cell.strip()
    text = json_of(cell.removeprefix(_PREFIX))
    if not isinstance(text, str):
        raise Wrong(workbook_faults.FURTHER_FIELDS_ARE_JSON, why="json:")
    return text


def plainly(cell: Held) -> str:
    """What a cell holds, as a sentence can say it; whole where it is a whole number."""
    return str(_whole(cell)) if isinstance(cell, int | float) else str(cell)


def number_of(cell: Held) -> int | float | str:
    """A number; text that is none stays text, for the format to complain about."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _whole(cell) if holds(_whole(cell)) else repr(cell)
    return typed((text_of(cell) or "").strip())


def value_of(cell: Held) -> int | float | str:
    """A number, or a fraction as text."""
    found = number_of(cell)
    if isinstance(found, str):
        joined = re.sub(r"\s*/\s*", "/", found)
        return joined if is_ratio(joined) else found
    return found


def level_of(cell: Held) -> int | float | str:
    """A level: a number, or one with its label behind it."""
    if isinstance(cell, str) and (match := _LEVEL.fullmatch(cell)):
        return typed(match["points"])
    return number_of(cell)


def label_of(cell: Held) -> str:
    """What stands behind the number of a level; empty where nothing does.

    >>> label_of("3 - Partly in place"), label_of(3)
    ('Partly in place', '')
    """
    match = _LEVEL.fullmatch(cell) if isinstance(cell, str) else None
    return (match["label"] or "").strip() if match else ""


def answers_of(cell: Held) -> list[int | float | str]:
    """Answers with semicolons, blanks or line feeds between them.

    Raises Wrong where commas without semicolons may stand between answers or before decimals.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return [number_of(cell)]
    text = text_of(cell) or ""
    parts = _SEPARATOR.split(text.strip("; \n\t"))
    if ";" not in text and any(map(_COMMAS.fullmatch, parts)):
        answers = "; ".join(part for part in re.split(r"[,\s]+", text) if part)
        decimals = "; ".join(part.rstrip(",").replace(",", ".") for part in parts)
        one_each = all(part.rstrip(",").count(",") < 2 for part in parts)
        values = {"one": answers, "other": decimals if one_each else "3.5; 4.5"}
        raise Wrong(
            shape_faults.WRONG_KIND_OF_VALUE,
            expected="number",
            value=text[:60],
            variant="answers",
            **values,
        )
    return [typed(part.rstrip(",")) for part in parts if part]


def column_cell(column: int | str) -> int | str:
    """The column of a file: its number as a number, its heading as text."""
    return text_cell(column) if isinstance(column, str) else column


def column_of(cell: Held) -> int | float | str:
    """The number of a column if it is a number, else its heading."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return number_of(cell)
    return text_of(cell) or ""


def codes_cell(codes: Sequence[int | float | str]) -> str:
    """Numbers and texts with semicolons between them; as JSON where that would not be all.

    >>> codes_cell([99, "tidak tahu"]), codes_cell(["99"])
    ('99; tidak tahu', 'json:["99"]')
    """
    text = "; ".join(code if isinstance(code, str) else digits(code) for code in codes)
    if codes and not _CHANGED.search(text) and _same(codes_of(text), codes):
        return text
    return _PREFIX + json.dumps(list(codes)).replace("_x", "\\u005fx")


def codes_of(cell: Held) -> list[int | float | str]:
    """What stands for no answer: numbers and texts with semicolons between them, or JSON."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return [number_of(cell)]
    if isinstance(cell, str) and cell.startswith(_PREFIX):
        codes = json_of(cell.removeprefix(_PREFIX))
        if not isinstance(codes, list):
            raise Wrong(workbook_faults.FURTHER_FIELDS_ARE_JSON, why="json:")
        return codes
    parts = (part.strip() for part in (text_of(cell) or "").split(";"))
    return [typed(part) for part in parts if part]


def _same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether all are the same and of the same types: 3 is not 3.0."""
    return list(map(repr, one)) == list(map(repr, other))


def met_of(cell: Held) -> list[str]:
    """Codes with commas between them; a dash where nothing is met."""
    text = (text_of(cell) or "").strip()
    if text in (NOTHING_MET, "\N{EN DASH}"):
        return []
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def date_of(cell: Held) -> str:
    """A date, written as text or as a date of the spreadsheet; raises Wrong for a bare number."""
    if isinstance(cell, datetime.datetime):
        if cell.time() != datetime.time():
            raise Wrong(shape_faults.NOT_A_DATE, value=cell.isoformat(" "))
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        near = ""
        if _SERIALS[0] <= cell <= _SERIALS[1]:
            near = str(datetime.date(1899, 12, 30) + datetime.timedelta(days=int(cell)))
        raise Wrong(
            workbook_faults.DATES_ARE_NO_NUMBERS, value=digits(_whole(cell)), suggestion=near
        )
    return (text_of(cell) or "").strip()


def until_of(cell: Held) -> int | float | str:
    """A year as a number, or a date as `date_of` takes it."""
    if isinstance(cell, datetime.date):
        return date_of(cell)
    return number_of(cell)


def typed(text: str) -> int | float | str:
    """Text as a file would be read that has it without quotation marks: a number if it is one.

    >>> typed("3"), typed("3.0"), typed("03")
    (3, 3.0, '03')
    """
    match = JSON_NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    if match is None:
        return text
    return float(text) if match["fraction"] else int(text)


def json_of(text: str) -> Any:
    """The data of a JSON text; raises Wrong where it is none, or none that a file could hold."""
    try:
        data = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        why = f"json-place\t{error.pos + 1}"
        raise Wrong(workbook_faults.FURTHER_FIELDS_ARE_JSON, why=why) from None
    except RecursionError:
        raise Wrong(workbook_faults.FURTHER_FIELDS_ARE_JSON, why="json-limits") from None
    except ValueError as error:
        raise Wrong(workbook_faults.FURTHER_FIELDS_ARE_JSON, why=str(error)) from None
    if not holds(data):
        raise Wrong(workbook_faults.FURTHER_FIELDS_ARE_JSON, why="json-limits")
    if strange := _strange(data):
        raise Wrong(yaml_faults.CONTROL_CHARACTER, **codepoint(strange))
    return data


def list_cell(items: Sequence[Any]) -> str:
    """A list of mappings as JSON, each of them on a line of its own.

    >>> list_cell([{"rater": "office", "level": 3}])
    '[{"rater": "office", "level": 3}]'
    """
    return text_cell(f"[{f',{chr(10)} '.join(json.dumps(i, ensure_ascii=False) for i in items)}]")


def list_of(cell: Held) -> list[Any] | None:
    """The list that a cell holds as JSON; raises Wrong."""
    text = text_of(cell)
    if text is None:
        return None
    data = json_of(text)
    if not isinstance(data, list):
        raise Wrong(workbook_faults.FURTHER_FIELDS_ARE_JSON, why="[...]", variant="list")
    return data


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("json-twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(name)


def _strange(data: Any) -> str:
    """The first character in the data that no file can hold, or nothing."""
    if isinstance(data, str):
        match = NOT_TEXT.search(data)
        return match[0] if match else ""
    parts = [*data, *data.values()] if isinstance(data, dict) else data
    if not isinstance(parts, list):
        return ""
    return next(filter(None, map(_strange, parts)), "")


def _whole(value: int | float) -> int | float:
    """A number of a cell: cells do not tell 3 from 3.0, and 3 is meant."""
    return int(value) if isinstance(value, float) and _is_whole(value) else value


def _is_whole(value: float) -> bool:
    return abs(value) < _EXACT and value.is_integer()


def _dated(cell: datetime.date | datetime.time | datetime.timedelta) -> str:
    return str(cell)
