"""Number formats of a spreadsheet, in pieces: `[Red]#,##0.0 "km";-0` (ECMA-376 part 1, 18.8.31).

A format has up to four sections, for numbers above, below and at zero and for text, or with
conditions of their own. What is written here is how it is spelled; `shown` says what it shows.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from operator import eq, ge, gt, le, lt, ne
from typing import Final, NamedTuple

GENERAL: Final = "General"

BUILT_IN: Final = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys((14, *range(27, 32), 36, *range(50, 55), 57, 58, *range(71, 75)), "yyyy-mm-dd"),
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 55, 56, *range(75, 82)), "h:mm:ss"),
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    59: "0",
    60: "0.00",
    61: "#,##0",
    62: "#,##0.00",
    67: "0%",
    68: "0.00%",
    69: "# ?/?",
    70: "# ??/??",
}
"""Formats that a workbook names by number only; programs show any other number as General."""

_TOKEN = re.compile(
    r"(?P<text>\"[^\"]*\"?|\\.|\[\$[^\]]*\])"
    r"|(?P<blank>_.|\*\s|\s)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<condition>[<>=]{1,2}\s*-?[0-9.]+(?:[eE][-+]?[0-9]+)?)\]"
    r"|\[(?P<elapsed>[hH]+|[mM]+|[sS]+)\]"
    r"|\[(?P<colour>(?i:black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]+))\]"
    r"|(?P<strange>\[[^\]]*\]?)"
    r"|(?P<general>(?i:general))"
    r"|(?P<power>[eE][-+])"
    r"|(?P<date>(?i:am/pm|a/p|[ymdhsbge])+)"
    r"|(?P<end>;)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<over>/)|(?P<at>@)"
    r"|(?P<raw>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"([<>=]+)\s*(.+)")
_OPERATORS: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "<>": ne,
}
_UNSEEN: Final = ("colour", "condition")


class Token(NamedTuple):
    """A piece of a format: its kind, and what it is or, of text, what it says."""

    kind: str
    text: str


class Section(NamedTuple):
    """What holds for some of the numbers; `condition` says for which, where it is written."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    @property
    def is_date(self) -> bool:
        """Whether numbers are shown as days or times."""
        return any(token.kind in ("date", "elapsed") for token in self.tokens)

    @property
    def is_elapsed(self) -> bool:
        """Whether a time is shown that may last longer than a day."""
        return any(token.kind == "elapsed" for token in self.tokens)

    def holds(self, number: Decimal) -> bool:
        """Whether the condition is true of a number; raises LookupError for an odd one."""
        assert self.condition is not None
        operator, limit = self.condition
        return _OPERATORS[operator](number, limit)


@cache
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format; raises ValueError or ArithmeticError for a broken condition."""
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in [*_TOKEN.finditer(code), None]:
        kind = match.lastgroup if match is not None else "end"
        if match is None or kind == "end":
            found.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "condition":
            split = _CONDITION.fullmatch(match["condition"])
            assert split is not None
            condition = split[1], Decimal(split[2])
        elif kind not in _UNSEEN:
            tokens.append(_token(str(kind), match[str(kind)]))
    return tuple(found)


def _token(kind: str, text: str) -> Token:
    if kind == "text":
        if text.startswith("[$"):
            return Token("text", text[2:-1].partition("-")[0])
        return Token("text", text[1:] if text.startswith("\\") else text.strip('"'))
    if kind == "blank":
        return Token("text", " ")
    if kind in ("raw", "fill"):
        return Token("text", text)
    return Token(kind, text)


class Chosen(NamedTuple):
    """The section that shows a number, and whether it leaves a minus sign to be written.

    Of a number below zero that is chosen by a condition, programs disagree about the sign.
    """

    section: Section
    signed: bool = False
    is_sure: bool = True


def section_for(code: str, number: Decimal) -> Chosen | None:
    """The section that shows a number; None where none of them is for it."""
    found = sections(code)
    if len(found) == 4 or (len(found) > 1 and _is_text(found[-1])):
        found = found[:-1]
    if any(section.condition for section in found[:2]):
        return _by_condition(found, number)
    if len(found) == 1 or number > 0:
        return Chosen(found[0], number < 0)
    if number < 0:
        return Chosen(found[1])
    return Chosen(found[2 if len(found) > 2 else 0])


def _by_condition(found: tuple[Section, ...], number: Decimal) -> Chosen | None:
    """Sections with conditions; one without any is for what is left, a second for below zero."""
    for place, section in enumerate(found[:2]):
        if section.condition is not None:
            fits = section.holds(number)
        elif place == 0:
            fits = number > 0
        else:
            fits = len(found) == 2 or number < 0
        if fits:
            return Chosen(section, number < 0, number >= 0)
    return Chosen(found[2], number < 0, number >= 0) if len(found) > 2 else None


def _is_text(section: Section) -> bool:
    return any(token.kind == "at" for token in section.tokens)


def text_section(code: str) -> Section | None:
    """The section that shows text, where there is one."""
    found = sections(code)
    if len(found) >= 4:
        return found[3]
    return found[-1] if _is_text(found[-1]) else None
