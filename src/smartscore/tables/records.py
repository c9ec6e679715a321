"""JSON Lines: an object a line, whose keys are the names of the columns."""

import io
import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, Final

from smartscore.model.fields import shown
from smartscore.read import table_faults
from smartscore.sheets.plain import MARK
from smartscore.tables.divided import no_text
from smartscore.tables.lines import Lines, Stream, TooLong
from smartscore.tables.rows import BadRow, Doubt, Row
from smartscore.text import notation
from smartscore.text.problems import Complaint, closest
from smartscore.text.source import NOT_TEXT, codepoint

NOTHING: Final = "none"
"""How a cell says that no item of a checklist is met."""

_TOLD: Final = 5
"""So many keys of a record that the first ones have not are told."""

NESTED: Final = "nested"
"""What is the matter with a marked cell of which the value fits in none."""

_PARTING: Final = frozenset(" ,;\t\r\n")
"""What stands between the items of a list in a cell."""

_LOOKED_AT: Final = 1000
"""So many of the first records are looked at for their keys."""

Fields = dict[str, str]


class _Number(str):
    """A number by its digits, so that none of them is lost."""

    __slots__ = ()


class _Refused(ValueError):  # noqa: N818 - a finding about a record, caught where its row is known
    def __init__(self, complaint: Complaint, heading: str | None = None) -> None:
        self.doubt = Doubt(heading, complaint)
        super().__init__(complaint.code.code)


def parsed(line: str) -> Fields | Doubt:
    """The cells of a record by their keys, or what is wrong with it."""
    if isinstance(line, TooLong):
        return Doubt(None, Complaint(table_faults.ROWS_ARE_SHORT))
    if (strange := no_text(line)) is not None:
        return Doubt(None, strange)
    try:
        data = json.loads(
            line,
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=_no_number,
            object_pairs_hook=_object,
        )
        if not isinstance(data, dict):
            return _no_object(line)
        if "\\" in line:
            _refuse_no_text(data)
        return {key: _cell(key, value) for key, value in data.items()}
    except _Refused as refused:
        return refused.doubt
    except (ValueError, RecursionError) as error:
        at = str(error.colno) if isinstance(error, json.JSONDecodeError) else ""
        return _no_object(line, at)


def _no_object(line: str, at: str = "") -> Doubt:
    """That a line is no object, from which of its characters on."""
    values = {"at": at} | ({"variant": "list"} if line.lstrip().startswith("[") else {})
    return Doubt(None, Complaint(table_faults.RECORDS_ARE_OBJECTS, values=values))


def begun(source: Stream, first: str) -> Iterator[Fields]:
    """The first records that can be read; one that is longer than the beginning by itself."""
    content = source.beginning
    if not source.is_whole:
        content = content[: content.rfind(b"\n") + 1]
    lines = Lines(Stream(source.file, io.BytesIO(content)))
    texts = chain([first], iter(lines.next, None)) if not content else iter(lines.next, None)
    found = (parsed(text) for text in texts if text and text.strip())
    yield from islice((each for each in found if isinstance(each, dict)), _LOOKED_AT)


def rows(lines: Lines, keys: tuple[str, ...]) -> Iterator[Row | BadRow]:
    """The records as rows."""
    known = frozenset(keys)
    while (line := lines.next()) is not None:
        if not line or line.isspace():
            continue
        found = parsed(line)
        if isinstance(found, Doubt):
            yield BadRow(lines.number, line, (found,))
        elif found.keys() <= known:
            yield Row(lines.number, tuple(found.get(key, "") for key in keys), line)
        else:
            further = islice((key for key in found if key not in known), _TOLD)
            yield BadRow(lines.number, line, tuple(_unknown(key, keys) for key in further))


def _unknown(key: str, keys: tuple[str, ...]) -> Doubt:
    """That the first records have no such key."""
    values = {"key": shown(key), "suggestion": closest(key, keys)}
    return Doubt(None, Complaint(table_faults.KEYS_ARE_KNOWN, values=values))


def _refuse_no_text(data: dict[str, Any]) -> None:
    """Refuse what an escape makes of a text that no text has."""
    for key, value in data.items():
        if (found := NOT_TEXT.search(key)) is not None:
            raise _Refused(Complaint(table_faults.ROWS_ARE_TEXT, values=codepoint(found[0])))
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, str) and (found := NOT_TEXT.search(each)) is not None:
                wrong = Complaint(table_faults.ROWS_ARE_TEXT, values=codepoint(found[0]))
                raise _Refused(wrong, key)


def _cell(key: str, value: Any) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        if not all(isinstance(each, str) and each and not _PARTING & {*each} for each in value):
            return f"{MARK}{NESTED}{MARK}{key}{MARK}"
        return "; ".join(map(_plainly, value)) if value else NOTHING
    if isinstance(value, str):
        return _plainly(value)
    return f"{MARK}{NESTED}{MARK}{key}{MARK}"


def _plainly(value: str) -> str:
    """A text, or a number without a power of ten."""
    if isinstance(value, _Number) and not value.lstrip("-").isdigit():
        said = notation.read(value)
        return said.written if said is not None and "e" in value.lower() else str(value)
    return str(value)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, count in Counter(k for k, _ in pairs).items() if count > 1)
        raise _Refused(Complaint(table_faults.KEYS_STAND_ONCE, values={"key": twice}))
    return found


def _no_number(name: str) -> float:
    raise ValueError(name)
