"""User text in Markdown: on one line, and nothing in it is markup."""

import re

from smartscore.reports.safe import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~^$&#!{}@]|[:](?=[\w+:-]))")
_LINE_START = re.compile(r"^([-+=:]|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)])(?=\s|$|-|=)")
_CAPTION = re.compile(r"^([Tt]able):")


def md(text: str) -> str:
    """User text on one line in which nothing is markup, in a paragraph or a table cell.

    It means the same to GitHub and to pandoc, which takes a paragraph that begins with `Table:`
    for a caption. One thing is left: GitHub links what looks like an e-mail address, however it is
    escaped.

    >>> print(md("a|b *c* [x](javascript:y)"))
    a\\|b \\*c\\* \\[x\\](javascript\\:y)
    >>> print(md("1. not a list"), md("a) nor this"), md(": nor a definition"))
    1\\. not a list a\\) nor this \\: nor a definition
    >>> print(md("Table: nor a caption"))
    Table\\: nor a caption
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text)).replace("://", ":\\//").replace("www.", "www\\.")
    line = _CAPTION.sub(r"\1\\:", line)
    return _LINE_START.sub(lambda m: m[1][:-1] + "\\" + m[1][-1], line)
