"""SVG as text: numbers, escaping, elements and paths."""

import html
import re
from collections.abc import Iterable, Sequence

from smartscore.reports.safe import one_line

_NOT_XML = re.compile("[\ufffe\uffff]")

Point = tuple[float, float]


def number(value: float) -> str:
    """A number as briefly as two decimals allow.

    >>> number(1.5), number(2.0), number(1 / 3), number(-0.001)
    ('1.5', '2', '0.33', '0')
    """
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def escape(text: str) -> str:
    """Any text as XML 1.0 can hold it.

    >>> escape("a < b" + chr(0xFFFE) + chr(7))
    'a &lt; b\ufffd\ufffd'
    """
    return html.escape(_NOT_XML.sub("\ufffd", one_line(text)))


def element(name: str, *inside: str, **attributes: str | float) -> str:
    """An element; `class_` stands for `class`, and an underscore for a hyphen.

    >>> element("line", x1=0, x2=2.5, stroke_width=1, class_="chart-axis")
    '<line x1="0" x2="2.5" stroke-width="1" class="chart-axis"/>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="'
        f'{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    if not inside:
        return f"<{name}{given}/>"
    return f"<{name}{given}>{''.join(inside)}</{name}>"


def lines(name: str, inside: Iterable[str], **attributes: str | float) -> str:
    """An element with others inside, a line each; nothing where there are none.

    >>> lines("g", []), lines("g", ["<a/>", "", "<b/>"], fill="none")
    ('', '<g fill="none">\\n<a/>\\n<b/>\\n</g>')
    """
    kept = [f"{each}\n" for each in inside if each]
    return element(name, "\n", *kept, **attributes) if kept else ""


def text(words: str, x: float, y: float, **attributes: str | float) -> str:
    """A line of text on its base line.

    >>> text("R&D", 4, 12.5)
    '<text x="4" y="12.5">R&amp;D</text>'
    """
    return element("text", escape(words), x=x, y=y, **attributes)


def path(points: Sequence[Point], *, closed: bool = False) -> str:
    """The data of a path through points.

    >>> path([(0, 0), (10, 2.5)]), path([(0, 0), (1, 0), (1, 1)], closed=True)
    ('M0 0L10 2.5', 'M0 0L1 0L1 1Z')
    """
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{steps}Z" if closed else f"M{steps}"


def level(left: float, right: float, y: float) -> str:
    """The data of a lying line.

    >>> level(14, 100.5, 20)
    'M14 20H100.5'
    """
    return f"M{number(left)} {number(y)}H{number(right)}"


def upright(x: float, top: float, bottom: float) -> str:
    """The data of a standing line.

    >>> upright(14, 20, 32)
    'M14 20V32'
    """
    return f"M{number(x)} {number(top)}V{number(bottom)}"
