"""User text in Markdown: on one line, and nothing in it is markup."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from smartscore.reports.safe import one_line
from smartscore.text.titles import Piece, Style
from smartscore.text.titles import pieces as pieces

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~^$&#!{}@]|[:](?=[\w+:-]))")
_LINE_START = re.compile(r"^([-+=:]|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)])(?=\s|$|-|=)")
_TASK = re.compile(r"^(\\\[[ xX]\\\]) ")
_WWW = re.compile(r"www\.", re.IGNORECASE)
_KNITTED = re.compile(r"\\`(?=r[ #])")
"""What knitr takes for code in a file for Quarto: it reads before pandoc does, and no escapes."""

_LINKED = re.compile(r"\\([@#])(?=\\?[\w-])")
Marks = Mapping[Style, tuple[str, str]]
"""What stands before and behind a text that is set in a style."""

GITHUB: Final[Marks] = {
    "italic": ("*", "*"),
    "bold": ("**", "**"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
}
PANDOC: Final[Marks] = {
    "italic": ("*", "*"),
    "bold": ("**", "**"),
    "superscript": ("^", "^"),
    "subscript": ("~", "~"),
    "small-caps": ("[", "]{.smallcaps}"),
    "nocase": ("[", "]{.nocase}"),
}
_INNERMOST: Final[tuple[Style, ...]] = (
    "superscript",
    "subscript",
    "small-caps",
    "nocase",
    "italic",
    "bold",
)
_CAPTION = re.compile(r"^([Tt]able):")


def md(text: str) -> str:
    """User text on one line in which nothing is markup, in a paragraph or a table cell.

    It means the same to GitHub and to pandoc, which takes a paragraph that begins with `Table:`
    for a caption, and an item that begins with `[x]` for a task that is done. One thing is left:
    GitHub links what looks like an e-mail address, however it is escaped; see `github`.

    >>> print(md("a|b *c* [x](javascript:y)"))
    a\\|b \\*c\\* \\[x\\](javascript\\:y)
    >>> print(md("1. not a list"), md("a) nor this"), md(": nor a definition"))
    1\\. not a list a\\) nor this \\: nor a definition
    >>> print(md("[x] nor a task"))
    \\[x\\]&#32;nor a task
    >>> print(md("Table: nor a caption"))
    Table\\: nor a caption
    >>> print(md("`r nor code`"))
    &#96;r nor code\\`
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text)).replace("://", ":\\//")
    line = _WWW.sub(lambda found: f"{found[0][:-1]}\\.", line)
    line = _KNITTED.sub("&#96;", line)
    line = _TASK.sub(r"\1&#32;", line)
    line = _CAPTION.sub(r"\1\\:", line)
    return _LINE_START.sub(lambda m: m[1][:-1] + "\\" + m[1][-1], line)


def github(text: str) -> str:
    """User text as `md` has it, in which GitHub finds no e-mail address, name or number to link.

    It looks for them in what is shown, after escapes. A comment, which is not shown, divides them.

    >>> print(github("someone@example.org, @name, #12"))
    someone\\@<!-- -->example.org, \\@<!-- -->name, \\#<!-- -->12
    """
    return _LINKED.sub(r"\\\1<!-- -->", md(text))


def set_in(parts: Iterable[Piece], escaped: Callable[[str], str], marks: Marks) -> str:
    """Pieces of a title in a dialect of Markdown, with its marks around what is set apart.

    Marks stand close to their text; where they would not be read as marks there are none.

    >>> print(set_in(pieces("On <i>Homo</i> and 2<sup>nd</sup>, a<i>*</i>"), md, GITHUB))
    On *Homo* and 2<sup>nd</sup>, a\\*
    """
    said = _merged(parts, marks)
    found = ""
    for number, piece in enumerate(said):
        text = piece.text.strip()
        inside = escaped(text)
        behind = said[number + 1].text[:1] if number + 1 < len(said) else ""
        if piece.text[-1:].isspace():
            behind = " "
        if text and piece.text[:1].isspace() and not found.endswith(" "):
            found += " "
        if _is_close(found, text, behind):
            for style in _INNERMOST:
                if style in piece.styles:
                    start, end = marks[style]
                    inner = inside.replace(" ", "\\ ") if start in "^~" else inside
                    inside = f"{start}{inner}{end}"
        found += f"{inside}{' ' if piece.text[-1:].isspace() else ''}"
    return found


def _merged(parts: Iterable[Piece], marks: Marks) -> list[Piece]:
    """The pieces with the styles that have marks, neighbours of one kind in one."""
    found: list[Piece] = []
    for text, styles in parts:
        kept = frozenset(style for style in styles if style in marks)
        if found and found[-1].styles == kept:
            found[-1] = Piece(found[-1].text + text, kept)
        else:
            found.append(Piece(text, kept))
    return found


def _is_close(before: str, text: str, behind: str) -> bool:
    """Whether marks around a text are read as such between these neighbours."""
    if not text or before.endswith("*"):
        return False
    starts = text[0].isalnum() or not before[-1:].isalnum()
    return starts and (text[-1].isalnum() or not behind.isalnum())
