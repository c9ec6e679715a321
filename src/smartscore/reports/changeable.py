"""Which texts a spreadsheet changes when it opens a table that says nothing of types.

Excel and LibreOffice take for a number, a day, a time or a truth whatever looks like one to them,
in the language of the reader and in English.
"""

import re
from typing import Final

_MONTHS: Final = (
    "january february march april may june july august september october november december "
    "januari februari pebruari maret mei juni juli agustus oktober nopember desember "
    "jan feb peb mar apr jun jul aug agu ags agt sep sept oct okt nov nop dec des"
)
_DAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "senin selasa rabu kamis jumat sabtu minggu sen sel rab kam jum sab min"
)
_NAMES_OF_MONTHS: Final = frozenset(_MONTHS.split())
_NAMES_OF_DAYS: Final = frozenset(_DAYS.split())
_TRUTHS: Final = frozenset(("true", "false", "benar", "salah"))

_NUMBER: Final = re.compile(r"(?=.*\d)[\d\s.,:/%+()'-]+")
_EXPONENT: Final = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)\s*[eE][+-]?\d+")
_MONEY: Final = re.compile(r"[+-]?(rp|idr|usd|eur|[$€£¥])\.?\s*[+-]?\d[\d.,]*", re.IGNORECASE)
_MONEY_BEHIND: Final = re.compile(r"[+-]?\d[\d.,]*\s*(rp|[$€£¥])\.?", re.IGNORECASE)
_HOUR: Final = re.compile(r"\d{1,2}([:.]\d{1,2}){0,2}\s*[ap](\.?m\.?)?", re.IGNORECASE)
_FAULT: Final = re.compile(r"#[A-Z0-9/]+[!?]?")
_PARTS: Final = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN: Final = re.compile(r"[\s.,/:'-]*")


def may_change(text: str) -> bool:
    """Whether a spreadsheet that nobody asked would make something else of a text.

    >>> [may_change(text) for text in ("1-2", "Mei 2024", "1e5", "007", "Rp 5.000", "3 PM")]
    [True, True, True, True, True, True]
    >>> [may_change(text) for text in ("level 2 of 5", "Mei", "Pasal 3", "2 of 2", "D1")]
    [False, False, False, False, False]

    What an apostrophe marks as text stays.

    >>> may_change("'+1")
    False
    """
    bare = text.strip()
    if bare.startswith("'"):
        return False
    ways = (_NUMBER, _EXPONENT, _MONEY, _MONEY_BEHIND, _HOUR, _FAULT)
    return (
        any(way.fullmatch(bare) for way in ways)
        or bare.casefold() in _TRUTHS
        or _is_day(bare.casefold())
    )


def _is_day(text: str) -> bool:
    """Whether there is a month in words, a number, and nothing else but days of the week."""
    if _BETWEEN.fullmatch(_PARTS.sub("", text)) is None:
        return False
    parts = _PARTS.findall(text)
    names = [part for part in parts if not part.isdecimal()]
    months = [name for name in names if name in _NAMES_OF_MONTHS]
    return (
        len(months) == 1
        and len(names) < len(parts) <= len(names) + 5
        and all(name in _NAMES_OF_MONTHS | _NAMES_OF_DAYS for name in names)
    )
