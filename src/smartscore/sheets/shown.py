"""What a cell shows of what it holds: 0.815 as 81.5%, 13365 as 13, five as nothing at all.

Whoever fills in a workbook sees what is shown; what is stored is another number where the format of
the cell says so. Fewer decimals are no other number, a percent sign is.
"""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from smartscore.sheets.formats import Section, Token, section_for, text_section

Kind = Literal["other", "nothing", "dressed", "rounded"]


class Shown(NamedTuple):
    """What a cell shows, where that is not just what it holds.

    `other` is another number or text, or may be taken for one; `nothing` is nothing at all;
    `dressed` is the number with a currency, a unit or a power of ten; `rounded` is the number with
    fewer decimals, more zeros or marks between its thousands.
    """

    text: str
    kind: Kind


BROKEN: Final = "#####"
"""What programs show where a number can't be shown in the format."""

_PLAIN = re.compile(r"(?i:general)|@")
_DIGITS = ("digit", "general")
_BLANKS: Final = re.compile(r"\s+")
_MINUS: Final = "-\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}\N{FULLWIDTH HYPHEN-MINUS}("
_DASHES: Final = frozenset(_MINUS) - {"("}
_ALIKE: Final = re.compile(r"[\d\u2150-\u215e\u00bc-\u00be%‰‱٪.,\u066b\u066c]")
"""Characters of a text that a reader would take as part of the number beside them."""

_MAGNITUDE = re.compile(
    r"(?i:k|m|b|mm|mn|bn|tn|mio|mln|rb|jta?|mlr|ribu|ratus|puluh|juta|mil[iy]ar|triliun|lusin|kodi"
    r"|thousands?|hundreds?|millions?|billions?|trillions?|dozen|gross|(?:per)?mille)"
)
"""Words behind a number that make another number of it."""

_LARGEST: Final = Decimal(10) ** 30
_LONGEST: Final = 255
"""Characters of a format, as Excel limits them."""


def shown_number(code: str, value: float) -> Shown | None:
    """What a format shows of a number; None where that is the number itself.

    >>> shown_number("0.0%", 0.815)
    Shown(text='81.5%', kind='other')
    >>> shown_number("0", 81.5), shown_number("General", 81.5)
    (Shown(text='82', kind='rounded'), None)
    """
    if _PLAIN.fullmatch(code):
        return None
    number = Decimal(repr(value))
    if len(code) > _LONGEST or abs(number) >= _LARGEST:
        return Shown(BROKEN, "other")
    try:
        with localcontext(prec=_LONGEST + 60, rounding=ROUND_HALF_UP):
            found = section_for(code, number)
            if found is None:
                return Shown(BROKEN, "other")
            shown = _Showing(found.section, number).shown(signed=found.signed)
            return (
                shown
                if found.is_sure
                else Shown(shown.text if shown else _plainly(number), "other")
            )
    except (LookupError, ValueError, ArithmeticError):
        return Shown(BROKEN, "other")


def shown_text(code: str, text: str) -> Shown | None:
    """What a format shows of a text; None where that is the text, but for blanks around it."""
    if _PLAIN.fullmatch(code):
        return None
    section = text_section(code)
    if section is None:
        return None
    said = "".join(text if token.kind == "at" else token.text for token in section.tokens).strip()
    if said == text.strip():
        return None
    return Shown(said, "other" if said else "nothing")


class _Showing:
    """A number in a section of a format."""

    def __init__(self, section: Section, number: Decimal) -> None:
        self._tokens = section.tokens
        self._number = number
        self._spots = [i for i, token in enumerate(self._tokens) if token.kind in _DIGITS]
        kinds = [token.kind for token in self._tokens]
        self._percents = kinds.count("percent")
        self._point = kinds.index("point") if "point" in kinds else None
        self._is_power = "power" in kinds
        self._is_fraction = "over" in kinds and not self._is_power
        self._thousands, self._grouped = self._commas()

    def _commas(self) -> tuple[int, bool]:
        """How often a comma divides by a thousand, and whether thousands are marked."""
        whole = [i for i in self._spots if self._point is None or i < self._point]
        commas = [i for i, token in enumerate(self._tokens) if token.kind == "comma"]
        last = max(whole, default=-1)
        inside = [i for i in commas if whole and whole[0] < i < last]
        return len([i for i in commas if i > last and self._spots]), bool(inside)

    def shown(self, *, signed: bool) -> Shown | None:
        """What is shown, and what a reader would make of it."""
        if not self._spots:
            return self._without_digits()
        if self._is_fraction:
            text, same = self._fraction()
        elif self._is_power:
            text, same = self._power()
        else:
            text, same = self._decimal()
        if signed and re.search(r"[1-9]", text):
            text = f"-{text}"
        text = _BLANKS.sub(" ", text).strip()
        if not re.search(r"\d", text):
            return self._undigited(text)
        if not same or self._is_scaled() or not self._is_signed(signed=signed) or self._misleads():
            return Shown(text, "other")
        if self._is_power or self._is_fraction or self._said().strip("-()− "):
            return Shown(text, "dressed")
        return Shown(text, "rounded") if text != _plainly(self._number) else None

    def _is_scaled(self) -> bool:
        kinds = [token.kind for token in self._tokens]
        odd = "strange" in kinds or kinds.count("point") > 1
        early = "comma" in kinds[: self._spots[0]]
        return bool(self._percents or self._thousands) or odd or early

    def _said(self) -> str:
        """All text of the format around and between the digits."""
        return "".join(token.text for token in self._tokens if token.kind == "text").strip()

    def _before(self) -> str:
        first = self._spots[0]
        return "".join(token.text for token in self._tokens[:first] if token.kind == "text")

    def _is_signed(self, *, signed: bool) -> bool:
        """Whether a number is shown as negative exactly where it is."""
        before = self._before().strip()
        after = "".join(t.text for t in self._tokens[self._spots[-1] + 1 :] if t.kind == "text")
        written = bool(set(before) & set(_MINUS)) or after.strip()[:1] in _DASHES
        if self._number < 0:
            return signed != written
        return not written

    def _misleads(self) -> bool:
        """Whether text of the format would be taken for a part of the number, or scales it."""
        inside = self._tokens[self._spots[0] : self._spots[-1]]
        between = {token.text for token in inside if token.kind == "text"}
        if between - ({" "} if self._is_fraction else set()):
            return True
        words = re.findall(r"[^\W\d_]+", self._said())
        quoted = self._said().replace("%", "").replace("Rp.", "Rp")
        return any(map(_MAGNITUDE.fullmatch, words)) or bool(_ALIKE.search(quoted))

    def _without_digits(self) -> Shown | None:
        """Text only, such as a dash, which accountants write for zero."""
        if [token.kind for token in self._tokens] == ["at"]:
            return None
        said = "".join(token.text for token in self._tokens)
        return self._undigited(_BLANKS.sub(" ", said).strip())

    def _undigited(self, text: str) -> Shown:
        if self._number == 0 and _DASHES & set(text):
            return Shown(text, "dressed")
        return Shown(text, "other" if text else "nothing")

    def _scaled(self) -> Decimal:
        times, over = Decimal(100) ** self._percents, Decimal(1000) ** self._thousands
        return abs(self._number) * times / over

    def _decimal(self) -> tuple[str, bool]:
        if any(token.kind == "general" for token in self._tokens):
            number = _plainly(self._scaled())
            return "".join(number if t.kind == "general" else t.text for t in self._tokens), True
        whole = [i for i in self._spots if self._point is None or i < self._point]
        behind = [i for i in self._spots if self._point is not None and i > self._point]
        step = Decimal(1).scaleb(-len(behind))
        digits, _, decimals = f"{self._scaled().quantize(step):f}".partition(".")
        shown: dict[int, str] = {i: t.text for i, t in enumerate(self._tokens) if t.kind != "comma"}
        shown |= self._whole(whole, digits.lstrip("0"))
        for n, (i, digit) in enumerate(zip(behind, decimals, strict=True)):
            needed = decimals[n:].strip("0") or any(self._tokens[j].text == "0" for j in behind[n:])
            shown[i] = digit if needed else _unfilled(self._tokens[i])
        if self._point is not None and not whole:
            shown[self._point] = f"{digits.lstrip('0')}."
        if behind and not any(shown[i].strip() for i in behind) and self._point is not None:
            shown[self._point] = "" if whole else digits
        return "".join(shown[i] for i in sorted(shown)), True

    def _whole(self, spots: list[int], digits: str) -> dict[int, str]:
        """The digits before the point, right to left; what is left over stands at the first."""
        found: dict[int, str] = {}
        left, place = digits, 0
        for i in reversed(spots):
            given = left if i == spots[0] else left[-1:]
            left = left[: len(left) - len(given)]
            given = given or ("0" if self._tokens[i].text == "0" else "")
            marked = ""
            for digit in reversed(given):
                mark = "," if self._grouped and place and place % 3 == 0 else ""
                marked = f"{digit}{mark}{marked}"
                place += 1
            found[i] = marked or _unfilled(self._tokens[i])
        return found

    def _power(self) -> tuple[str, bool]:
        """A power of ten, as `1.34E+04`."""
        at = next(i for i, token in enumerate(self._tokens) if token.kind == "power")
        point = self._point if self._point is not None else at
        decimals = sum(point < i < at for i in self._spots)
        before = "".join(t.text for t in self._tokens[: self._spots[0]] if t.kind == "text")
        after = "".join(t.text for t in self._tokens[self._spots[-1] + 1 :] if t.kind == "text")
        step = max(1, sum(i < point for i in self._spots if i < at))
        power = self._scaled().adjusted() // step * step if self._number else 0
        mantissa = self._scaled().scaleb(-power).quantize(Decimal(1).scaleb(-decimals))
        if abs(mantissa) >= Decimal(10) ** step:
            mantissa, power = mantissa.scaleb(-step).quantize(mantissa), power + step
        sign = "-" if power < 0 else self._tokens[at].text[1:].replace("-", "")
        digits = str(abs(power)).rjust(sum(i > at for i in self._spots), "0")
        return f"{before}{mantissa:f}E{sign}{digits}{after}", True

    def _fraction(self) -> tuple[str, bool]:
        """A whole number and a fraction, and whether that is the number."""
        over = next(i for i, token in enumerate(self._tokens) if token.kind == "over")
        behind = [i for i in self._spots if i > over]
        fixed = re.fullmatch(r"[0-9]+", "".join(t.text for t in self._tokens[over + 1 :]).strip())
        exact = Fraction(self._scaled())
        if fixed and int(fixed[0]):
            count = round(exact * int(fixed[0]))
            return f"{count}/{fixed[0]}", Fraction(count, int(fixed[0])) == exact
        near = exact.limit_denominator(10 ** max(1, len(behind)) - 1)
        whole, rest = divmod(near, 1)
        parts = [str(whole)] if whole or not rest else []
        return " ".join([*parts, *([str(rest)] if rest else [])]), near == exact


def _unfilled(token: Token) -> str:
    return " " if token.text == "?" else ""


def _plainly(number: Decimal) -> str:
    """A number without a power of ten and without zeros at its end."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
