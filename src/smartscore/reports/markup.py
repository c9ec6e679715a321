"""User text in Markdown: on one line, and nothing in it is markup."""

import re

from smartscore.reports.safe import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~^$&#!{}@]|[:](?=[\w+:-]))")
_LINE_START = re.compile(r"^([-+=:]|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)])(?=\s|$|-|=)")
_TASK = re.compile(r"^(\\\[[ xX]\\\]) ")
_WWW = re.compile(r"www\.", re.IGNORECASE)
_LINKED = re.compile(r"\\([@#])(?=\\?[\w-])")
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
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text)).replace("://", ":\\//")
    line = _WWW.sub(lambda found: f"{found[0][:-1]}\\.", line)
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
