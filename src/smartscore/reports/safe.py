"""Text of files on its way to a reader: never a control sequence, never a trick of direction."""

import re

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text with what steers a terminal or turns its direction replaced by a visible mark.

    >>> clean("a" + chr(27) + "]0;title")
    'a\ufffd]0;title'
    """
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text cleaned, with every run of white space as one space.

    >>> one_line("a  b" + chr(10) + "c")
    'a b c'
    """
    return clean(" ".join(text.split()))
