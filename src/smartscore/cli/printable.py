"""What is printed where the encoding of standard output lacks a character."""

import codecs
from typing import Final

_STAND_INS: Final = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    "\u00b7": "*",
    "\u00d7": "x",
    "\u2026": "~",
    "\u2192": ">",
    "\u2264": "<",
    "\u2265": ">",
}
"""As wide as what they stand for, so that columns and carets stay where they are."""


def encoded(text: str, encoding: str) -> bytes:
    """The text in an encoding; a dash that it lacks is `-`, another character `?`.

    >>> encoded("score \u2013, r\u00e9sum\u00e9", "ascii")
    b'score -, r?sum?'
    """
    return text.encode(encoding, _NAME)


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_STAND_INS.get(character, "?") for character in lacking), error.end


_NAME: Final = "smartscore-stand-in"
codecs.register_error(_NAME, _stand_in)
