"""Tables in the format Parquet: typed columns, a part at a time, as the texts that they would be.

It needs the extra `dask`, with which tables of many files are scored.
"""

import csv
import datetime
import math
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, cast

from smartscore.read import table_faults
from smartscore.tables.divided import no_text
from smartscore.tables.opening import Opened
from smartscore.tables.records import NOTHING
from smartscore.tables.rows import BadRow, Dialect, Doubt, Heading, Row
from smartscore.text.delimited import plain
from smartscore.text.problems import Complaint, Invalid, Place, Unreadable, reason

if TYPE_CHECKING:
    from smartscore.tables.lines import Stream

ENDINGS: Final = (".parquet", ".pq")
_ROWS: Final = 1024
"""So many rows are in memory at once."""


class NotInstalled(Exception):  # noqa: N818 - a result that callers read, named after what it says
    """The extra that reads Parquet is not there."""


class _Strange(ValueError):  # noqa: N818 - a finding about a cell, caught where its row is known
    """A value that has no text."""


def groups(file: str) -> int:
    """Of how many parts, which can be read by themselves, a file consists.

    Raises NotInstalled, and Unreadable where it is no Parquet.
    """
    return int(_file(file).num_row_groups)


def opened(file: str, group: int) -> Opened:
    """A part of a file as a table; its rows are numbered from 1 through the whole file."""
    found = _file(file)
    names = [plain(name) for name in found.schema_arrow.names]
    repeated = [name for name, count in Counter(filter(None, names)).items() if count > 1]
    if repeated:
        places = [str(i) for i, each in enumerate(names, 1) if each == repeated[0]]
        values = {"name": repeated[0], "one": places[0], "other": ", ".join(places[1:])}
        complaint = Complaint(table_faults.HEADINGS_STAND_ONCE, values=values)
        raise Invalid([complaint.at(Place(file, 1, 1, 1, 1))])
    heading = Heading(names, file, 1, Dialect("csv"))
    first = 1 + sum(found.metadata.row_group(i).num_rows for i in range(group))
    rows = _rows(found, file, group, first, names)
    return Opened(heading, rows, _line(names), cast("Stream", _Unread()))


class _Unread:
    """How many bytes were read: nobody knows."""

    read = 0


def _file(file: str) -> Any:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise NotInstalled from None
    try:
        return parquet.ParquetFile(file)
    except ArrowException:
        raise Unreadable(file, "parquet") from None
    except OSError as error:
        raise Unreadable(file, reason(error) if error.errno else "parquet") from None


def _rows(
    found: Any, file: str, group: int, number: int, names: Sequence[str]
) -> Iterator[Row | BadRow]:
    from pyarrow import ArrowException

    spell = [_float32 if str(each.type) == "float" else text for each in found.schema_arrow]
    try:
        for batch in found.iter_batches(batch_size=_ROWS, row_groups=[group]):
            columns = [column.to_pylist() for column in batch.columns]
            for values in zip(*columns, strict=True):
                yield _row(number, values, spell, names)
                number += 1
    except ArrowException:
        raise Unreadable(file, "parquet") from None
    except OSError as error:
        raise Unreadable(file, reason(error) if error.errno else "parquet") from None


def _row(
    number: int,
    values: Sequence[Any],
    spell: Sequence[Callable[[Any], str]],
    names: Sequence[str],
) -> Row | BadRow:
    cells: list[str] = []
    doubts: list[Doubt] = []
    for name, value, spelt in zip(names, values, spell, strict=True):
        try:
            cells.append(spelt(value))
        except _Strange:
            cells.append(repr(value))
            said = {"key": name}
            doubts.append(Doubt(None, Complaint(table_faults.RECORDS_ARE_FLAT, values=said)))
    raw = _line(cells)
    if not raw.isprintable() and (strange := no_text(raw)) is not None:
        doubts.append(Doubt(None, strange))
    return BadRow(number, raw, tuple(doubts)) if doubts else Row(number, tuple(cells), raw)


def _line(cells: Sequence[str]) -> str:
    """A row as CSV has it, for a file of the rows that failed."""
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def text(value: Any) -> str:
    """A value as the text that a cell of CSV would have; null and NaN are empty.

    Raises ValueError where it has none.

    >>> text(3), text(3.0), text(7.2), text(1e-7), text(None), text(float("nan"))
    ('3', '3', '7.2', '0.0000001', '', '')
    >>> text(["a", "b"]), text([]), text(datetime.date(2021, 7, 12))
    ('a; b', 'none', '2021-07-12')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(repr(value)) if not math.isnan(value) else ""
    if isinstance(value, Decimal):
        return _number(str(value))
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time() and value.tzinfo is None
        return (value.date() if is_day else value).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value):
        return "; ".join(value) if value else NOTHING
    raise _Strange


def _float32(value: float | None) -> str:
    """A number of single precision, with no more digits than it needs there.

    >>> _float32(struct.unpack("f", struct.pack("f", 7.2))[0])
    '7.2'
    """
    if value is None or not math.isfinite(value):
        return text(value)
    for digits in range(1, 10):
        said = f"{value:.{digits}g}"
        if struct.unpack("f", struct.pack("f", float(said)))[0] == value:
            return _number(said)
    return _number(repr(value))


def _number(said: str) -> str:
    """A number without a power of ten, and without decimals that say nothing."""
    number = Decimal(said)
    if not number.is_finite():
        return said
    plain_number = f"{number:f}"
    if "." in plain_number:
        plain_number = plain_number.rstrip("0").rstrip(".")
    return "0" if plain_number == "-0" else plain_number
