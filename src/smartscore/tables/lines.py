"""The lines of a stream, within limits: no more than a block and a row of it are in memory."""

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, Final

from smartscore.text.problems import Complaint, Invalid, Place, Unreadable, reason

MAX_ROW: Final = 1024 * 1024
"""Bytes of a row."""

BEGINNING: Final = 64 * 1024
"""So many bytes are looked at to find out how a table is written."""

BOM: Final = b"\xef\xbb\xbf"
_BLOCK: Final = 256 * 1024
_SHOWN: Final = 80
"""So many bytes are kept of a line that is too long."""

_END = re.compile(rb"\r\n|\r|\n")


class Stream:
    """The bytes of a file, the first of which can be looked at before they are read."""

    def __init__(self, file: str, stream: BinaryIO) -> None:
        self.file = file
        self.read = 0
        self._stream = stream
        self.beginning = self._block(BEGINNING)
        self.is_whole = len(self.beginning) < BEGINNING

    def blocks(self) -> Iterator[bytes]:
        """All bytes piece by piece; raises Unreadable."""
        block = self.beginning
        while block:
            self.read += len(block)
            yield block
            block = self._block(_BLOCK)

    def _block(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except OSError as error:
            raise Unreadable(self.file, reason(error)) from None


class TooLong(str):
    """What stands for a line that is longer than a row may be: its beginning behind a mark.

    By its mark it is no row of any table, so that it fails again where it is read again.
    """

    __slots__ = ()


class Lines:
    """The lines of a text in UTF-8, counted from 1, without what ends them.

    Bytes that are no UTF-8 are what `surrogateescape` makes of them.
    """

    def __init__(self, stream: Stream) -> None:
        start = len(BOM) if stream.beginning.startswith(BOM) else 0
        first = _END.search(stream.beginning)
        self.file = stream.file
        self.begins = "\ufeff" if start else ""
        self.end = first[0].decode() if first else "\n"
        self.number = 0
        """The line that was given last."""

        self._lines = _lines(stream, start, b"\r" if self.end == "\r" else b"\n")
        self._back: deque[str] = deque()

    def next(self) -> str | None:
        """The next line, a TooLong where that is what it is; None where there is none."""
        if self._back:
            self.number += 1
            return self._back.popleft()
        line = next(self._lines, None)
        if line is None:
            return None
        self.number += 1
        if len(line) > MAX_ROW:
            begins = line[:_SHOWN].decode(errors="replace")
            shown = "".join(c if c.isprintable() else " " for c in begins)
            return TooLong(f'"..." {shown}...')
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = line.decode(errors="surrogateescape")
        return text.removesuffix("\r")

    def give_back(self, lines: list[str]) -> None:
        """Lines that are to be given again."""
        self.number -= len(lines)
        self._back.extendleft(reversed(lines))


def wrong(file: str, line: int, complaint: Complaint) -> Invalid:
    """What keeps a table from being read, at a line of it."""
    return Invalid([complaint.at(Place(file, line, 1, line, 1))])


def _lines(stream: Stream, start: int, end: bytes) -> Iterator[bytes]:
    rest, is_long = b"", False
    for block in stream.blocks():
        if is_long:
            start = block.find(end) + len(end)
            if start < len(end):
                continue
            is_long = False
        parts = (rest + block[start:]).split(end)
        start = 0
        rest = parts.pop()
        yield from parts
        if len(rest) > MAX_ROW:
            yield rest
            rest, is_long = b"", True
    if rest:
        yield rest
