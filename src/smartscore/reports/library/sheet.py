"""Lines of a page about rubrics, in which wide characters count as two."""

from collections.abc import Sequence

from rich.cells import cell_len

from smartscore.reports.exact_numbers import TIE
from smartscore.reports.lines import wrapped
from smartscore.reports.look import Look
from smartscore.reports.safe import one_line


class Sheet:
    """Gathers lines; every text on it is cleaned."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._lines: list[str] = []

    def text(self) -> str:
        """All lines; none ends with blanks."""
        text = "\n".join(line.rstrip() for line in self._lines).rstrip("\n") + "\n"
        return text.replace(TIE, " ")

    def blank(self) -> None:
        """An empty line, but never two, and none at the top."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def write(self, text: str, before: str = "", hang: int | None = None, style: str = "") -> None:
        """A text behind what stands before it; further lines hang below the first."""
        if self.look.is_narrow and hang is not None and hang > self.look.width // 3:
            self._lines.append(before.rstrip())
            before, hang = "    ", 4
        margin = " " * (cell_len(before) if hang is None else hang)
        room = self.look.width - max(cell_len(before), len(margin))
        for i, line in enumerate(_wrapped(text, room)):
            self._lines.append((margin if i else before) + self.look.paint(line, style))

    def paragraphs(self, text: str) -> None:
        """A text of several paragraphs, a blank line after each."""
        for paragraph in text.split("\n"):
            if paragraph.strip():
                self.write(paragraph)
                self.blank()

    def columns(
        self,
        texts: Sequence[str],
        widths: Sequence[int],
        *,
        right: frozenset[int],
        styles: Sequence[str] = (),
    ) -> None:
        """Texts side by side, each wrapped; `right` has the numbers of columns of figures."""
        columns = [_wrapped(text, w) for text, w in zip(texts, widths, strict=True)]
        for i in range(max(map(len, columns))):
            cells = []
            for k, (column, width) in enumerate(zip(columns, widths, strict=True)):
                cell = column[i] if i < len(column) else ""
                blanks = " " * max(0, width - cell_len(cell))
                cell = self.look.paint(cell, styles[k] if styles else "")
                cells.append(blanks + cell if k in right else cell + blanks)
            self._lines.append("  ".join(cells))

    def row(
        self,
        label: str,
        figures: Sequence[str],
        indent: int,
        widths: tuple[int, int],
        style: str = "",
    ) -> None:
        """A label, its further lines hanging, and figures beside its first line, or below it."""
        if self.look.is_narrow:
            indent = min(indent, self.look.width // 4)
            self.write(label, " " * indent, style=style)
            self.write(", ".join(filter(None, figures)), " " * (indent + 2))
            return
        first, *further = _wrapped(label, widths[0] - indent)
        blanks = " " * max(0, widths[0] - indent - cell_len(first))
        cells = [f"{figure:>{widths[1]}}" for figure in figures]
        self._lines.append(
            "  ".join([" " * indent + self.look.paint(first, style) + blanks, *cells])
        )
        self._lines += [" " * indent + self.look.paint(line, style) for line in further]


def _wrapped(text: str, room: int) -> list[str]:
    return [line.rstrip() for line in wrapped(one_line(text), max(8, room))]
