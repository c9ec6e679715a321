"""Exact numbers as a reader can follow them: fractions, and decimals where those are too long."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from smartscore.arithmetic.numbers import exact
from smartscore.model.fields import rational
from smartscore.words import Words

BRIEF = 15
_LONG = 48
"""Fractions are written out up to the first in formulas, up to the second where they result."""
_SUMMANDS = 12
"""A sum of more kinds of summands than this is given as a figure."""
TIE = "\ue000"
"""A space at which no line ends."""
TIMES = f"{TIE}×{TIE}"


class Numbers:
    """Exact numbers as a language writes them."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def brief(self, value: Fraction) -> str:
        """As in a formula: a fraction, a long one as a decimal."""
        text = ratio(value)
        return text if len(text) <= BRIEF else self.decimal(value)

    def full(self, value: Fraction) -> str:
        """As a result: exact, a long fraction also as a decimal, an endless one only so."""
        text, short = ratio(value), self.decimal(value, 12)
        if len(text) <= BRIEF:
            return text
        whole = self.decimal(value, 30)
        if not whole.endswith("…"):
            return whole
        return f"{text} = {short}" if len(text) <= _LONG else short

    def written(self, value: int | float | str | Fraction) -> str:
        """As in a file: a decimal where there is one, else a fraction."""
        decimal = self.decimal(rational(value) if isinstance(value, str) else exact(value), 15)
        if isinstance(value, str) or decimal.endswith("…"):
            return value if isinstance(value, str) else self.brief(exact(value))
        return decimal

    def decimal(self, value: Fraction, places: int = 6) -> str:
        """Exact where it ends within so many places, else cut off; four digits that say something.

        >>> from smartscore.words import words
        >>> numbers = Numbers(words("en"))
        >>> numbers.decimal(Fraction(5, 8)), numbers.decimal(Fraction(-2, 3))
        ('0.625', '-0.666666…')
        >>> numbers.decimal(Fraction(1, 10**9 - 1))
        '0.000000001000…'
        """
        size = abs(value)
        while size and size * 10**places < 1000 and (size * 10**places).denominator > 1:
            places += 1
        steps = size * 10**places
        digits = str(int(steps)).rjust(places + 1, "0")
        text = f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
        ends = steps.denominator == 1
        return self._words.figure(text.rstrip("0").rstrip(".") if ends else text + "…")

    def total(self, values: Iterable[Fraction]) -> str:
        """A sum in which equal summands stand once, with how many they are."""
        values = list(values)
        counts = Counter(values)
        if len(counts) > _SUMMANDS:
            return self.brief(sum(values, Fraction(0)))
        parts = (
            (f"{count}{TIMES}" if count > 1 else "") + bracket(self.brief(value), "-")
            for value, count in counts.items()
        )
        return " + ".join(parts) or "0"

    def place(self, value: str, low: str, high: str) -> str:
        """How far a value is on the way from one end to the other."""
        low = bracket(low, "-")
        return f"({value} - {low}) / ({high} - {low})"

    def left(self, value: str, low: str, high: str) -> str:
        """How far it is from a value on to the upper end."""
        return f"({high} - {bracket(value, '-')}) / ({high} - {bracket(low, '-')})"


def ratio(value: Fraction) -> str:
    """A fraction as text; one of a thousand digits is only counted, not written."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > 1000:
        return "…" * (_LONG + 1)
    return str(value)


def bracket(text: str, signs: str = "-/× ") -> str:
    """A text in brackets where one of these signs would be read together with what is around it."""
    return f"({text})" if any(sign in text for sign in signs) else text
