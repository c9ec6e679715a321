"""How rows that were scored are written: CSV, tab-separated values, and JSON Lines."""

import csv
import json
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Final, Literal, NamedTuple, get_args

from smartscore.batches.record import FACTS, Field
from smartscore.reports.changeable import may_change
from smartscore.reports.csv import FORMULA, MARK, cell

Form = Literal["csv", "tsv", "jsonl"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)

ROW: Final = "row"
"""The first column: the line of the table on which the row begins, or its row in a workbook."""

_DELIMITERS: Final = {"csv": ",", "tsv": "\t"}
_SIGNS: Final = frozenset(FORMULA)
_BREAKING: Final = ('"', "\n", "\r")


class Spelling(NamedTuple):
    """A way to write rows of some columns; `decimal` is what a number of CSV has before decimals.

    With a comma, semicolons divide the columns, as in every table that is for a double click.
    """

    form: Form
    fields: tuple[Field, ...]
    decimal: Literal[".", ","] = "."

    def heading(self) -> bytes:
        """What stands before the first row."""
        if self.form == "jsonl":
            return b""
        names = [ROW, *(field.name for field in self.fields)]
        mark = MARK if self.decimal == "," else ""
        return (mark + _line(names, self._delimiter)).encode()

    def writer(self) -> Callable[[int, Sequence[str]], str]:
        """What makes the line of a row, of its number and its fields."""
        if self.form == "jsonl":
            return _as_json(self.fields)
        return _delimited(self.fields, self._delimiter, self.decimal)

    @property
    def score(self) -> int:
        """Which field is the score of the whole; it is empty where there is none."""
        return next(i for i, field in enumerate(self.fields) if field.name == "score")

    @property
    def _delimiter(self) -> str:
        return ";" if self.decimal == "," else _DELIMITERS[self.form]


def _delimited(
    fields: Sequence[Field], delimiter: str, decimal: str
) -> Callable[[int, Sequence[str]], str]:
    names = [field.name for field in fields]
    facts = [names.index(name) for name in FACTS if name in names]
    numbers = [i for i, f in enumerate(fields) if f.kind == "number" or _is_shown(f.name)]
    texts = [i for i in range(len(fields)) if i not in numbers]

    def line(number: int, cells: Sequence[str]) -> str:
        row = list(cells)
        for i in facts:
            text = row[i]
            if text and (text[0] in _SIGNS or not text.isprintable()):
                row[i] = cell(text)
        if decimal == ",":
            for i in numbers:
                row[i] = row[i].replace(".", ",")
            for i in texts:
                if row[i] and may_change(row[i]):
                    row[i] = f"'{row[i]}"
        return _line([str(number), *row], delimiter)

    return line


def _is_shown(name: str) -> bool:
    """Whether a column has figures as they are printed."""
    return name.rpartition(".")[2] == "shown"


def _line(cells: Sequence[str], delimiter: str) -> str:
    """A line, in which a cell has quotation marks where it must, as RFC 4180 has it."""
    plain = delimiter.join(cells)
    if plain.count(delimiter) == len(cells) - 1 and not any(sign in plain for sign in _BREAKING):
        return f"{plain}\n"
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _as_json(fields: Sequence[Field]) -> Callable[[int, Sequence[str]], str]:
    keys = [f",{json.dumps(field.name)}:" for field in fields]
    texts = [field.kind == "text" for field in fields]

    def line(number: int, cells: Sequence[str]) -> str:
        values = [
            "null" if not text else json.dumps(text, ensure_ascii=False) if is_text else text
            for text, is_text in zip(cells, texts, strict=True)
        ]
        pairs = "".join(map(str.__add__, keys, values))
        return f'{{"{ROW}":{number}{pairs}}}\n'

    return line
