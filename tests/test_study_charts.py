"""Charts of studies: shares, slopes and matrices, closed to hostile texts."""

import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from smartscore.reports.charts import (
    Field,
    Matrix,
    ShareRow,
    Shares,
    Slope,
    Slopes,
    drawn,
    kind_of,
    png,
)

HOSTILE = ("a" * 5000, "<script>alert('1')</script> & \"", "\x1b[31m\ufffe\u202e", "🏙️" * 300, "")
SHARES = Shares(
    "ranks",
    "Ranks",
    "How often each rank.",
    (
        ShareRow("Kota Contoh", ((0.93, "93%"), (0.07, "7%"))),
        ShareRow("Kota Lain", ((0.0, "0%"), (0.01, "1%"), (0.99, "99%"))),
    ),
    ("rank 1", "rank 2", "rank 3"),
)
SLOPES = Slopes(
    "change",
    "Change",
    "Two dates.",
    ("2021", "2024"),
    (
        Slope("Support", (0.25, 0.75), ("25.0", "75.0")),
        Slope("Value", (None, 0.75), ("–", "75.0")),
        Slope("Whole", (0.5, 0.5), ("50.0", "50.0"), whole=True),
    ),
)
MATRIX = Matrix(
    "agreement",
    "Agreement",
    "How far each two agree.",
    ("office", "forum"),
    ((Field(1, "1.00"), Field(None, "–")), (Field(None, "–"), Field(1, "1.00"))),
)


def svg_of(data: Shares | Slopes | Matrix) -> str:
    svg = drawn(kind_of(data), data)
    assert svg is not None
    return svg


def hostile(text: str) -> list[str]:
    row, field = ShareRow(text, ((0.5, text), (0.5, text))), Field(0.5, text)
    slope = Slope(text, (0.1, 0.2), (text, text))
    return [
        svg_of(Shares("a", text, text, (row,), (text, text))),
        svg_of(Slopes("a", text, text, (text, text), (slope,) * 30)),
        svg_of(Matrix("a", text, text, (text,) * 20, ((field,) * 20,) * 20)),
    ]


DRAWN = [svg_of(SHARES), svg_of(SLOPES), svg_of(MATRIX)]


@pytest.mark.parametrize("svg", [*DRAWN, *(svg for each in HOSTILE for svg in hostile(each))])
def test_each_is_closed_and_has_its_text_alternative(svg: str) -> None:
    root = ET.fromstring(svg)
    assert [child.tag for child in root][:2] == ["title", "desc"]
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert not list(root.iter("script"))
    assert "style" not in svg
    wide, high = (float(n) for n in root.get("viewBox", "").split()[2:])
    for box in root.iter("rect"):
        if box.get("y", "").startswith("-"):
            continue  # a sign of the legend, which is moved
        assert float(box.get("x", "0")) >= 0
        assert float(box.get("x", "0")) + float(box.get("width", "0")) <= wide
        assert float(box.get("y", "0")) + float(box.get("height", "0")) <= high


def test_parts_are_as_long_as_their_shares_and_none_is_drawn_of_nothing() -> None:
    root = ET.fromstring(DRAWN[0])
    long = [float(box.get("width", "0")) for box in root.iter("rect") if box.get("height") == "20"]
    assert long == pytest.approx([0.93 * 452, 0.07 * 452, 0.01 * 452, 0.99 * 452], abs=0.01)
    assert re.findall(r">(\d+%)<", DRAWN[0]) == ["93%", "7%", "99%"]


def test_a_line_needs_both_ends_and_figures_stand_a_line_apart() -> None:
    assert DRAWN[1].count('class="chart-score" fill="none"') == 2
    heights = sorted(float(y) for y in re.findall(r'x="225" y="([\d.]+)"', DRAWN[1]))
    assert len(heights) == 3
    assert all(b - a >= 17.99 for a, b in itertools.pairwise(heights))


def test_what_is_not_defined_has_no_shade() -> None:
    fills = re.findall(r'height="32" class="chart-part" fill="([^"]+)"', DRAWN[2])
    assert fills == ["#0b2545", "#ffffff", "#ffffff", "#0b2545"]


@pytest.mark.parametrize("svg", DRAWN)
def test_each_becomes_pixels(svg: str) -> None:
    pytest.importorskip("resvg_py")
    assert png(svg).startswith(b"\x89PNG")


def test_what_has_no_line_stands_beneath_the_slopes() -> None:
    plain, noted = svg_of(SLOPES), svg_of(SLOPES._replace(notes=("Without: Value 12 to 62",)))
    assert "Without: Value 12 to 62" in noted
    assert "Without" not in plain
