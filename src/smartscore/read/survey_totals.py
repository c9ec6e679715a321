"""Rows of a survey file that sum up the others: a total or a mean is nobody's answer."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import exact, figure

_WORDS = re.compile(r"[^\W_]+")
_HEADS: Final = frozenset(
    _WORDS.findall(
        "total subtotal jumlah jml sum rata rata2 rerata rataan mean average avg median nrr ikm"
    )
)
"""Words that name a row of figures about the others."""

_BESIDE: Final = frozenset(
    _WORDS.findall("""
    grand sub nilai skor score scores value values jawaban answer answers responden respondent
    respondents unsur item items per of all semua seluruh keseluruhan overall akhir tertimbang
    weighted indeks index the ke
    """)
)
"""Words that may stand beside those."""

_FEWEST: Final = 5
"""So many whole answers must stand above a mean that has no name."""


def is_summary(label: str) -> bool:
    """Whether what stands at the beginning of a row names a sum or a mean.

    >>> [is_summary(label) for label in ("Total", "Rata-rata:", "Nilai rata-rata per unsur", "NRR")]
    [True, True, True, True]
    >>> [is_summary(label) for label in ("Total Karya", "R12", "", "Semua")]
    [False, False, False, False]
    """
    words = _WORDS.findall(label.casefold())
    return not _HEADS.isdisjoint(words) and set(words) <= _HEADS | _BESIDE


def is_mean(written: str, above: Sequence[int | float]) -> bool:
    """Whether a number with decimals is the mean of the whole ones above it, as it is rounded.

    >>> is_mean("3,4", [3, 4, 3, 4, 3]), is_mean("3.0", [3, 4, 3, 4, 3]), is_mean("3.4", [3.4] * 5)
    (True, False, False)
    """
    whole, mark, part = written.strip().replace(",", ".").partition(".")
    if not mark or len(above) < _FEWEST or not all(isinstance(each, int) for each in above):
        return False
    mean = sum(map(exact, above), Fraction()) / len(above)
    return figure(mean, len(part)) == f"{whole}.{part}"
