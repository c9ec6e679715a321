"""The charts: well-formed and closed to hostile texts, and every mark where its score is."""

import itertools
import math
import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from smartscore.reports.charts import Bar, Chart, Edge, has_letters, png, radar, ranges, standalone
from smartscore.reports.charts.lettering import shorten, width, wrap
from smartscore.reports.charts.pieces import COLOURS, GROUND

NAMES = ("Tata kelola", "Ekonomi", "Mobilitas", "Lingkungan", "Masyarakat", "Kehidupan")
LONG = "Struktur dan kelembagaan pengelola masterplan kota cerdas di daerah"
HOSTILE = (
    "a" * 10_000,
    "<script>alert('1')</script> & \"",
    "\x00\x1b[31m\ufffe\uffff\ud800\u202e",
    "مدينة ذكية في إندونيسيا والخدمات العامة الرقمية",
    "🏙️" * 500,
    "á" + "\u0301" * 500,
    "\ufdfd" * 50,
    "]]><!--",
    " \n\t ",
    "",
)
LEGEND = ("Skor", "Terendah sampai tertinggi", "Batas kategori")
BANDS = (
    Edge(0, "Belum siap"),
    Edge(40, "Siap sebagian"),
    Edge(60, "Sebagian besar siap"),
    Edge(80, "Siap"),
)


def bar(label="Dimensi", score=None, low=0.0, high=100.0, **given):
    shown = "–" if score is None else f"{score:.1f}".replace(".", ",")
    return Bar(label, score, low, high, shown, f"{low} sampai {high}", **given)


def chart(*bars, edges=BANDS, minimum=0.0, maximum=100.0, **given):
    step = (maximum - minimum) / 5
    ticks = tuple((minimum + step * n, f"{minimum + step * n:.0f}") for n in range(6))
    return Chart(
        **{"code": "kesiapan", "title": "Kesiapan", "description": "Satu skor.", **given},
        minimum=minimum, maximum=maximum, ticks=ticks, bars=bars, edges=edges, legend=LEGEND,
    )  # fmt: skip


def rated(*scores, **given):
    """A chart whose dimensions have these scores and no doubt."""
    return chart(*(bar(f"Dimensi {n}", s, s, s) for n, s in enumerate(scores)), **given)


PARTLY = chart(
    bar(NAMES[0]),
    bar(NAMES[1], 37.5, 37.5, 37.5),
    bar(NAMES[2]),
    bar(NAMES[3], 62.5, 40.0, 85.0),
    bar(NAMES[4]),
    bar(NAMES[5], 55.0, 30.0, 70.0),
    bar("Keseluruhan", None, 15.3, 70.8, whole=True),
)
FULL = rated(75, 50, 25, 60, 45, 80)
CHARTS = {
    "partly": PARTLY,
    "full": FULL,
    "three": rated(0, 50, 100),
    "least": rated(*[0] * 6),
    "most": rated(*[100] * 6),
    "unrated": chart(*(bar(name) for name in NAMES)),
    "negative": chart(*(bar(n, -20, -50, 10) for n in NAMES), minimum=-50, maximum=50),
    "nothing applies": chart(*map(bar, NAMES), Bar("Tidak berlaku", None, None, None, "–", "")),
    "outside": chart(*(bar(n, 120, -20, 130) for n in NAMES), edges=(Edge(140, "Jauh"),)),
    "a scale without length": chart(*map(bar, NAMES), minimum=3, maximum=3),
    "hostile": chart(
        *(bar(label, 50) for label in HOSTILE),
        edges=tuple(Edge(10 * n, label) for n, label in enumerate(HOSTILE)),
        title=HOSTILE[1],
        description="\n".join(HOSTILE),
    ),
    "hostile figures": replace(
        PARTLY,
        ticks=tuple((20 * n, label) for n, label in enumerate(HOSTILE[:5])),
        bars=tuple(
            replace(b, shown=s, bounds=s) for b, s in zip(PARTLY.bars, HOSTILE, strict=False)
        ),
        legend=HOSTILE[:3],
    ),
    **{
        f"{n} long labels": chart(*(bar(f"{LONG} {i}", 50) for i in range(n))) for n in range(3, 13)
    },
}
DRAWINGS = [
    pytest.param(draw, data, id=f"{name}-{draw.__name__}")
    for name, data in CHARTS.items()
    for draw in (radar, ranges)
]


def text(draw, data):
    svg = draw(data)
    assert svg is not None
    return svg


def drawn(draw, data):
    return ET.fromstring(text(draw, data))


def having(tree, name, role=""):
    return [e for e in tree.iter(name) if role in (e.get("class") or "")]


def own_marks(tree):
    """The marks of scores, without the legend's, which is moved into its place."""
    legend = {e for g in tree.iter("g") if len(g) in (1, 2) and g.get("transform") for e in g}
    return [e for e in having(tree, "circle", "chart-score") if e not in legend]


def places(tree):
    """Every point of every shape and every anchor of a text, where it lies in the viewBox."""

    def below(element, dx, dy):
        moved = re.match(r"translate\((\S+) (\S+)\)", element.get("transform") or "")
        if moved:
            dx, dy = dx + float(moved[1]), dy + float(moved[2])
        get = lambda key: float(element.get(key) or 0)  # noqa: E731
        if element.tag == "circle":
            for side in (-1, 1):
                yield dx + get("cx") + side * get("r"), dy + get("cy") + side * get("r")
        elif element.tag == "rect":
            yield dx + get("x"), dy + get("y")
            yield dx + get("x") + get("width"), dy + get("y") + get("height")
        elif element.tag == "text":
            yield dx + get("x"), dy + get("y")
        elif element.tag == "path":
            for x, y in corners(element.get("d")):
                yield dx + x, dy + y
        for child in element:
            yield from below(child, dx, dy)

    return list(below(tree, 0, 0))


def corners(data):
    """The points of a path of absolute M, L, H and V, and of the diamond's relative l."""
    found = []
    x = y = 0.0
    for command, rest in re.findall(r"([MLHVlZz])([^MLHVlZz]*)", data):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", rest)]
        if command in "ML":
            x, y = numbers
        elif command == "H":
            x = numbers[0]
        elif command == "V":
            y = numbers[0]
        elif command == "l":
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                found.append((x, y))
        found.append((x, y))
    return found


def test_the_golden_radar(golden):
    golden("charts/radar.svg", standalone(text(radar, PARTLY)))


def test_the_golden_ranges(golden):
    golden("charts/ranges.svg", standalone(ranges(PARTLY)))


@pytest.mark.parametrize(("draw", "data"), DRAWINGS)
def test_a_drawing_has_a_text_alternative_and_nothing_that_a_strict_page_refuses(draw, data):
    tree = drawn(draw, data)
    assert tree.get("role") == "img"
    assert [child.tag for child in tree][:2] == ["title", "desc"]
    assert all(child.text for child in tree[:2])
    assert tree.get("aria-labelledby") == f"{tree[0].get('id')} {tree[1].get('id')}"
    for element in tree.iter():
        assert element.tag in {"svg", "g", "title", "desc", "text", "path", "circle", "rect"}
        for key, value in element.attrib.items():
            assert key != "style"
            assert "href" not in key
            assert not key.startswith("on")
            assert "url(" not in value


@pytest.mark.parametrize(("draw", "data"), DRAWINGS)
def test_everything_lies_within_the_view(draw, data):
    tree = drawn(draw, data)
    left, top, wide, high = map(float, tree.get("viewBox").split())
    assert (tree.get("width"), tree.get("height")) == tuple(tree.get("viewBox").split()[2:])
    for x, y in places(tree):
        assert left <= x <= wide
        assert top <= y <= high


@pytest.mark.parametrize(("draw", "data"), DRAWINGS)
def test_texts_end_within_the_view(draw, data):
    tree = drawn(draw, data)
    wide = float(tree.get("width"))

    def check(element, dx, anchor, size):
        moved = re.match(r"translate\((\S+) ", element.get("transform") or "")
        dx += float(moved[1]) if moved else 0
        anchor = element.get("text-anchor", anchor)
        size = float(element.get("font-size", size))
        if element.tag == "text":
            taken = width(element.text or "") * size
            left = (
                dx + float(element.get("x")) - taken * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            )
            assert left >= 0
            assert left + taken <= wide
        for child in element:
            check(child, dx, anchor, size)

    check(tree, 0, "start", 14)


@pytest.mark.parametrize(("draw", "data"), DRAWINGS)
def test_numbers_have_two_decimals_at_most(draw, data):
    for element in drawn(draw, data).iter():
        for key in ("d", "x", "y", "cx", "cy", "r", "width", "height", "viewBox", "transform"):
            value = element.get(key, "")
            assert not re.search(r"\d\.\d{3}|-0(?![.\d])|e[-+]?\d|nan|inf", value)


@pytest.mark.parametrize("draw", [radar, ranges])
def test_the_order_of_edges_and_ticks_does_not_matter(draw):
    turned = replace(PARTLY, edges=PARTLY.edges[::-1], ticks=PARTLY.ticks[::-1])
    heights = [drawn(draw, data).get("viewBox") for data in (PARTLY, turned)]
    assert heights[0] == heights[1]
    places_ = [sorted(places(drawn(draw, data))) for data in (PARTLY, turned)]
    assert places_[0] == places_[1]


def test_a_radar_of_six_is_small():
    assert len(text(radar, PARTLY).encode()) < 5000


def test_names_of_elements_start_with_the_code():
    trees = [
        drawn(draw, replace(PARTLY, code=code))
        for draw, code in ((radar, "satu"), (ranges, "dua"), (ranges, "tiga"))
    ]
    names = [e.get("id") for tree in trees for e in tree.iter() if e.get("id")]
    assert names == ["satu-title", "satu-desc", "dua-title", "dua-desc", "tiga-title", "tiga-desc"]


@pytest.mark.parametrize(
    ("count", "some"), [(0, False), (2, False), (3, True), (12, True), (13, False)]
)
def test_a_radar_needs_three_dimensions_with_bounds_and_holds_twelve(count, some):
    none = Bar("Tidak berlaku", None, None, None, "–", "")
    whole = bar("Keseluruhan", 50, whole=True)
    assert (radar(chart(*[bar()] * count, whole)) is not None) is some
    if count == 2:
        assert radar(chart(*[bar()] * count, none, none, whole)) is None


@pytest.mark.parametrize(
    ("minimum", "maximum", "score", "part"),
    [(0, 100, 37.5, 0.375), (0, 100, 0, 0), (0, 5, 5, 1), (-50, 50, -25, 0.25), (1, 5, 2, 0.25)],
)
def test_the_mark_in_a_row_is_where_the_score_is(minimum, maximum, score, part):
    tree = drawn(ranges, rated(score, minimum=minimum, maximum=maximum))
    left, right = (x for x, _ in corners(having(tree, "path", "chart-axis")[0].get("d")))
    (mark,) = own_marks(tree)
    assert float(mark.get("cx")) == pytest.approx(left + part * (right - left), abs=0.01)


def test_a_higher_score_lies_further_right_and_farther_out():
    scores = (0, 1, 12.5, 50, 99, 100)
    xs = [float(m.get("cx")) for m in own_marks(drawn(ranges, rated(*scores)))]
    outs = [
        math.hypot(float(m.get("cx")), float(m.get("cy")))
        for m in own_marks(drawn(radar, rated(*scores)))
    ]
    for places_ in (xs, outs):
        assert len(places_) == len(scores)
        assert all(a < b for a, b in itertools.pairwise(places_))


def test_equal_scores_lie_equally_far_out_on_every_axis():
    marks = own_marks(drawn(radar, rated(*[60] * 7)))
    outs = [math.hypot(float(m.get("cx")), float(m.get("cy"))) for m in marks]
    assert outs == pytest.approx([outs[0]] * 7, abs=0.02)
    assert (float(marks[0].get("cx")), float(marks[0].get("cy"))) == (0, pytest.approx(-outs[0]))


def test_a_bar_reaches_from_low_to_high():
    tree = drawn(ranges, chart(bar(low=20.0, high=70.0)))
    left, right = (x for x, _ in corners(having(tree, "path", "chart-axis")[0].get("d")))
    found = having(tree, "rect", "chart-band")[0]
    start, length = float(found.get("x")), float(found.get("width"))
    assert start == pytest.approx(left + 0.2 * (right - left), abs=0.01)
    assert length == pytest.approx(0.5 * (right - left), abs=0.01)


def test_a_withheld_score_has_no_mark_and_its_label_says_so():
    for draw in (radar, ranges):
        tree = drawn(draw, PARTLY)
        assert len(own_marks(tree)) == 3
        dashes = [e for e in tree.iter("text") if e.text == "–"]
        assert len(dashes) == sum(
            b.score is None for b in PARTLY.bars if draw is ranges or not b.whole
        )


def test_the_line_of_the_radar_is_closed_or_breaks_where_a_score_is_missing():
    def line(*scores):
        tree = drawn(radar, chart(*(bar(f"D{n}", s) for n, s in enumerate(scores))))
        return having(tree, "path", "chart-score")[0].get("d")

    assert line(1, 2, 3, 4).count("M") == 1
    assert line(1, 2, 3, 4).endswith("Z")
    assert "Z" not in line(1, 2, None, 4)
    assert len(corners(line(1, 2, None, 4))) == 3
    assert line(1, 2, None, 4, 5, None).count("M") == 2


def test_the_band_of_the_radar_keeps_its_outline_without_width():
    (band,) = having(drawn(radar, FULL), "path", "chart-band")
    outer, inner = band.get("d").rstrip("Z").split("Z")
    assert corners(outer) == corners(inner)
    assert float(band.get("stroke-width")) >= 1


def test_the_band_of_the_radar_is_open_where_nothing_applies():
    none = Bar("Tidak berlaku", None, None, None, "–", "")
    bars = [bar(n, None, 20.0, 60.0) for n in NAMES[:4]]
    (band,) = having(drawn(radar, chart(*bars, none)), "path", "chart-band")
    assert len(set(corners(band.get("d")))) == 8
    assert band.get("d").count("M") == 1


def test_bars_without_width_are_marks_with_a_tick():
    tree = drawn(ranges, FULL)
    assert not having(tree, "rect", "chart-band")
    ticks = having(tree, "path", "chart-score")
    assert [corners(t.get("d"))[0][0] for t in ticks] == [
        float(m.get("cx")) for m in own_marks(tree)
    ]


def test_the_whole_stands_last_and_apart():
    whole = bar("Keseluruhan", 50, 40.0, 60.0, whole=True)
    tree = drawn(ranges, chart(whole, bar("Dimensi", 50)))
    (row,) = [e for e in tree.iter("g") if e.get("class") == "chart-whole"]
    heights = {e.text: float(e.get("y")) for e in tree.iter("text")}
    assert heights["Keseluruhan"] > heights["Dimensi"]
    assert "Keseluruhan" in [e.text for e in row.iter("text")]
    assert [e.tag for e in row if e.get("class") == "chart-score"] == ["path"]


def test_the_height_grows_with_the_rows():
    heights = [float(drawn(ranges, rated(*[50] * n)).get("height")) for n in (1, 2, 30, 60)]
    assert heights == sorted(set(heights))
    assert len(own_marks(drawn(ranges, rated(*[50] * 60)))) == 60


def test_no_name_of_a_band_runs_into_another_or_into_a_line():
    crowded = tuple(Edge(5 * n, f"Kategori nomor {n}") for n in range(4))
    for edges in (BANDS, crowded, (*BANDS, Edge(97, "Sangat siap dan berkelanjutan"))):
        tree = drawn(ranges, chart(bar(score=50.0), edges=edges))
        leaders = corners(having(tree, "path", "chart-edge")[0].get("d"))
        scale = max(y for _, y in leaders)
        names = [e for e in tree.iter("text") if float(e.get("y")) < scale]
        boxes = [
            (float(e.get("x")), float(e.get("x")) + width(e.text) * 13, float(e.get("y")))
            for e in names
        ]
        assert len(boxes) == len(edges)
        for one, other in itertools.combinations(boxes, 2):
            assert one[2] != other[2] or one[1] < other[0] or other[1] < one[0]
        for (x, top), box in itertools.product(leaders[::2], boxes):
            assert not (box[0] < x < box[1] and top < box[2])


@pytest.mark.parametrize("count", range(3, 13))
def test_no_two_labels_of_the_radar_touch(count):
    tree = drawn(radar, chart(*(bar(f"{LONG} {n}", 50) for n in range(count))))
    lines = [
        (float(e.get("x")), float(e.get("y")), width(e.text) * 14, g.get("text-anchor"))
        for g in having(tree, "g", "chart-text")
        for e in g
    ]
    boxes = [
        (x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor], y - 12, wide)
        for x, y, wide, anchor in lines
    ]
    assert len(boxes) == 4 * count
    for one, other in itertools.combinations(boxes, 2):
        apart = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
        assert apart or abs(one[1] - other[1]) >= 14


@pytest.mark.parametrize("label", HOSTILE)
@pytest.mark.parametrize("room", [4.0, 11.2, 27.0])
def test_wrapped_lines_fit(label, room):
    for lines in (1, 2, 3):
        found = wrap(label, room, lines)
        assert len(found) <= lines
        assert all(width(line) <= max(room, width("\ufdfd…")) for line in found)
        assert bool(found) == bool(label.strip())


def test_what_fits_is_whole_and_what_does_not_says_so():
    assert " ".join(wrap(LONG, 27, 3)) == LONG
    assert wrap(LONG, 12, 2)[-1].endswith("…")
    assert shorten("Siap", 5) == "Siap"
    assert shorten("", 5) == ""


def test_marks_do_not_pile_up_on_a_letter():
    assert wrap("á" + "\u0301" * 500, 11.2, 3) == ("á" + "\u0301" * 3,)


def test_only_what_is_drawn_is_in_the_legend():
    def words(data):
        return [e.text for e in drawn(ranges, data).iter("text") if e.text in LEGEND]

    assert words(PARTLY) == list(LEGEND)
    assert words(rated(50, edges=())) == [LEGEND[0]]
    assert words(chart(bar())) == [*LEGEND[1:]]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("role", COLOURS)
def test_every_colour_stands_out_from_the_ground(role):
    contrast = (luminance(GROUND) + 0.05) / (luminance(COLOURS[role]) + 0.05)
    assert contrast >= (4.5 if role in ("text", "muted") else 3)


@pytest.mark.parametrize("draw", [radar, ranges])
def test_a_file_of_its_own_has_a_declaration_a_name_space_and_a_ground(draw):
    file = standalone(text(draw, PARTLY))
    assert file.startswith("<?xml")
    tree = ET.fromstring(file.encode())
    space = "{http://www.w3.org/2000/svg}"
    assert tree.tag == f"{space}svg"
    assert [child.tag for child in tree][:3] == [f"{space}{n}" for n in ("title", "desc", "rect")]
    assert (tree[2].get("class"), tree[2].get("fill")) == ("chart-ground", GROUND)


def test_a_title_that_looks_like_markup_changes_no_file():
    file = standalone(
        text(radar, replace(PARTLY, title="</desc><svg ", description="<svg </desc>"))
    )
    tree = ET.fromstring(file.encode())
    assert (tree[0].text, tree[1].text) == ("</desc><svg", "<svg </desc>")
    assert tree[2].get("width") == "100%"


@pytest.mark.parametrize("draw", [radar, ranges])
def test_a_chart_becomes_pixels(draw):
    pytest.importorskip("resvg_py")
    svg = text(draw, PARTLY)
    single, double = png(svg, scale=1), png(svg)
    assert single.startswith(b"\x89PNG\r\n\x1a\n")
    wide = [int.from_bytes(file[16:20], "big") for file in (single, double)]
    assert wide[0] == pytest.approx(float(ET.fromstring(svg).attrib["width"]), abs=1)
    assert wide[1] == pytest.approx(2 * wide[0], abs=2)


def test_pixels_without_a_font_have_no_letters(without_fonts):
    svg = text(ranges, PARTLY)
    assert png(svg) == png(re.sub(r"<text.*?</text>", "", svg))
    assert not has_letters()


@pytest.mark.skipif(not Path("/usr/share/fonts/truetype").exists(), reason="no font here")
def test_pixels_with_a_font_have_letters():
    pytest.importorskip("resvg_py")
    assert has_letters()


def test_pixels_need_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ImportError):
        png(ranges(PARTLY))
