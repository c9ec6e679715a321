"""Many places as a page: the table that sorts and filters, what stands without its script, and how
a browser takes it."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app

from .test_page import ROOT
from .test_page import browser as browser

TABLE = ROOT / "examples" / "villages.csv"
DRAWS = ["--draws", "100"]


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["compare", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages on disk, and what is told of the same places as JSON."""
    made = tmp_path_factory.mktemp("league")
    given = [str(TABLE), "--rubric", "smart-village", "--group", "group", *DRAWS]
    for name in ("league.html", "league.json"):
        assert run(*given, "-o", str(made / name)).exit_code == 0
    assert run(*given, "--lang", "id", "-o", str(made / "liga.htm")).exit_code == 0
    return made


@pytest.fixture(scope="module")
def text(folder: Path) -> str:
    return (folder / "league.html").read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """The cells of the first table, as they are read."""
    (table,) = re.findall(r'<table class="places">.*?</table>', text, re.DOTALL)
    found = re.findall(r"<tr data-kinds=.*?</tr>", table, re.DOTALL)
    cells = [re.findall(r"<t[dh].*?>(.*?)</t[dh]>", row, re.DOTALL) for row in found]
    return [[re.sub(r"<svg.*?</svg>|<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def test_it_has_the_figures_that_compare_tells(folder, text):
    (rubric,) = json.loads((folder / "league.json").read_text(encoding="utf-8"))["rubrics"]
    found = rows(text)
    assert len(found) == len(rubric["places"]) == 25
    for row, place in zip(found, rubric["places"], strict=True):
        rank, name, score, bounds, possible, _, rated, group, *parts = row
        whole, *children = place["nodes"].values()
        assert name.startswith(f"Desa {place['assessment'] + 1:02}")
        assert rank.rstrip("=") == str(whole["rank"] if whole["rank"] is not None else "–")
        assert score == (whole["shown"] or "–")
        low, _, high = bounds.partition(" to ")
        assert float(low) == pytest.approx(whole["low"], abs=0.051)
        assert float(high or low) == pytest.approx(whole["high"], abs=0.051)
        best, _, worst = possible.partition("–")
        assert (int(best), int(worst or best)) == (whole["best_rank"], whole["worst_rank"])
        assert float(rated.rstrip("%")) == pytest.approx(100 * whole["availability"], abs=0.51)
        assert group.startswith("Kecamatan")
        shown = [part if "to" not in part else None for part in parts]
        assert shown == [child["shown"] for child in children]


def test_its_policy_knows_its_style_and_its_script_and_nothing_else(text):
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    for name in ("style", "script"):
        (inside,) = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{digest}&#39;".replace("&#39;", "'") in policy.replace(
            "&#39;", "'"
        )
    assert policy.startswith("default-src")
    outside = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"https?:|\ssrc=|url\(|\son\w+=|style=", outside)


def test_without_its_script_it_stands_in_order_and_asks_for_nothing(text):
    ranks = [row[0] for row in rows(text)]
    known = [int(rank.rstrip("=")) for rank in ranks if rank != "–"]
    assert known == sorted(known)
    assert ranks[-1] == "–"
    assert re.search(r'<form class="controls" hidden>', text)
    assert "<button" not in text.split("<tbody>")[0].split("</form>")[1]


def test_it_is_in_the_language_that_is_asked(folder):
    text = (folder / "liga.htm").read_text(encoding="utf-8")
    assert '<html lang="id">' in text
    assert "<h1>25 daerah" in text
    for word in ("Peringkat", "Cari daerah", "Ditampilkan: {shown} dari {total}.", "82,5"):
        assert word in text
    assert not re.search(r"Find a place|Sorted by|\b82\.5\b", text)


def test_what_stands_below_is_the_rest_of_what_compare_tells(text):
    heads = re.findall(r"<h3>(.*?)</h3>", text)
    assert any("group" in head for head in heads)
    assert len(heads) >= 5
    assert len(re.findall(r"<tr data-kinds", text)) == 25


HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{shown} {{ 7*7 }} $& \u202eDesa",
    "=HYPERLINK(1)",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    head, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    for i, name in enumerate(HOSTILE):
        quoted = name.replace('"', '""')
        _, _, rest = lines[i].partition(",")
        lines[i] = f'"{quoted}",' + rest.replace("Kecamatan A", f'"{quoted}"')
    (made / "t.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    out = str(made / "t.html")
    run(str(made / "t.csv"), "--rubric", "smart-village", "--group", "group", *DRAWS, "-o", out)
    return made / "t.html"


def test_no_name_gets_out_of_its_cell(hostile):
    text = hostile.read_text(encoding="utf-8")
    assert text.count("<script") == 1
    assert "<img" not in text
    assert "\u202e" not in text
    assert "&lt;/script&gt;" in text


def test_too_many_places_are_refused_before_a_page_is_made(folder, monkeypatch):
    monkeypatch.setattr("smartscore.reports.league_page.MOST", 24)
    done = run(str(TABLE), "--rubric", "smart-village", *DRAWS, "-o", str(folder / "no.html"))
    assert done.exit_code == 2
    assert "25 places would be too much" in " ".join(done.stderr.split())
    assert not (folder / "no.html").exists()


# What a browser makes of it.


@pytest.fixture
def opened(browser: Any, folder: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto((folder / "league.html").as_uri())
    yield page
    assert page.said == []
    context.close()


def column(page: Any, number: int) -> list[str]:
    """The texts of a column, as far as they are shown."""
    told: list[str] = page.evaluate(
        "n => [...document.querySelectorAll('table.places tbody tr:not([hidden])')]"
        ".map(row => row.cells[n].textContent.trim())",
        number,
    )
    return told


def figures(texts: list[str]) -> list[float]:
    return [float(text.rstrip("%=")) for text in texts if text != "–"]


def test_it_sorts_by_the_keyboard_numbers_as_numbers_and_unknown_last(opened):
    heads = opened.locator("table.places thead th")
    titles = [text.strip() for text in heads.all_inner_texts()]
    score = titles.index("Score")
    heads.nth(score).locator("button").focus()
    for way, falling in (("descending", True), ("ascending", False)):
        opened.keyboard.press("Enter")
        assert heads.nth(score).get_attribute("aria-sort") == way
        texts = column(opened, score)
        assert texts[-1] == "–"
        assert figures(texts) == sorted(figures(texts), reverse=falling)
    assert opened.locator("[aria-sort]").count() == 1
    opened.keyboard.press("Tab")
    opened.keyboard.press("Space")
    assert "Sorted by Bounds, descending." in opened.locator(".told").inner_text()
    rated = titles.index("Rated")
    heads.nth(rated).locator("button").click()
    shares = figures(column(opened, rated))
    assert shares[0] == 100
    assert shares == sorted(shares, reverse=True)
    heads.nth(1).locator("button").click()
    names = [name.split(" 00.")[0] for name in column(opened, 1)]
    assert names == [f"Desa {n:02}" for n in range(1, 26)]


def test_it_filters_by_text_and_by_what_is_chosen_and_tells_how_many(opened):
    told = opened.locator(".told")
    assert told.get_attribute("role") == "status"
    assert told.inner_text() == "Shown: 25 of 25."
    opened.get_by_label("Find a place").fill("désa 1")
    assert len(column(opened, 1)) == 10
    assert told.inner_text() == "Shown: 10 of 25."
    opened.get_by_label("Group", exact=True).select_option("Kecamatan B")
    shown = len(column(opened, 1))
    assert 0 < shown < 10
    assert told.inner_text() == f"Shown: {shown} of 25."
    opened.get_by_label("Find a place").fill("nowhere")
    assert told.inner_text() == "Shown: 0 of 25. Nothing fits; take back a filter."
    opened.get_by_role("button", name="Show all, by rank").click()
    assert len(column(opened, 1)) == 25
    opened.get_by_label("Band", exact=True).select_option("Partly ready")
    titles = [t.strip() for t in opened.locator("table.places thead th").all_inner_texts()]
    assert set(column(opened, titles.index("Band"))) == {"Partly ready"}


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_window_and_names_stay(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})
    inside, window = opened.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert inside <= window
    left = opened.evaluate(
        "() => { const box = document.querySelector('.places.scroll, .scroll.places');"
        "box.scrollLeft = 400; const name = box.querySelector('tbody .name');"
        "return name.getBoundingClientRect().left - box.getBoundingClientRect().left; }"
    )
    assert 0 <= left < 100


@pytest.mark.parametrize("name", ["league.html", "liga.htm"])
def test_on_a_phone_no_figure_is_broken_and_no_heading_is_cut(browser, folder, name):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto((folder / name).as_uri())
    broken = page.evaluate(
        "[...document.querySelectorAll('tbody .right, table.places td')].filter(cell => {"
        "const text = document.createRange(); text.selectNodeContents(cell);"
        "return text.getBoundingClientRect().height > 30; }).map(cell => cell.textContent)"
    )
    assert broken == []
    cut = page.evaluate(
        "[...document.querySelectorAll('table.places thead th')].filter("
        "head => head.scrollWidth > head.clientWidth).map(head => head.textContent)"
    )
    assert cut == []
    context.close()


def test_what_is_focused_is_never_under_the_columns_that_stay(opened):
    opened.set_viewport_size({"width": 360, "height": 800})
    buttons = opened.locator("table.places thead button")
    buttons.last.focus()
    for number in reversed(range(2, buttons.count())):
        hidden = opened.evaluate(
            "() => { const at = document.activeElement.getBoundingClientRect();"
            "const stays = document.querySelector('.places thead .name').getBoundingClientRect();"
            "return [document.activeElement.textContent, stays.right - at.left]; }"
        )
        assert hidden[0] == buttons.nth(number).text_content()
        assert hidden[1] <= 0.5
        opened.keyboard.press("Shift+Tab")


def test_without_script_nothing_is_offered_that_does_nothing(browser, folder):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "league.html").as_uri())
    assert not page.locator(".controls").is_visible()
    assert page.locator("table.places thead button").count() == 0
    assert page.locator("table.places tbody tr").count() == 25
    context.close()


def test_hostile_names_are_found_and_do_nothing(browser, hostile):
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    page.goto(hostile.as_uri())
    page.get_by_label("Find a place").fill("</script>")
    assert len(column(page, 1)) == 1
    assert column(page, 1)[0].startswith(HOSTILE[0])
    assert said == []
    context.close()


def test_axe_finds_nothing(browser, folder):
    from axe_playwright_python.sync_playwright import Axe

    # axe is a script that the page's own policy would keep out
    context = browser.new_context(
        viewport={"width": 360, "height": 900}, color_scheme="dark", bypass_csp=True
    )
    page = context.new_page()
    page.goto((folder / "liga.htm").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page)
    assert len(found.response["passes"]) > 25
    assert [(v["id"], v["impact"], len(v["nodes"])) for v in found.response["violations"]] == []
    context.close()


def test_on_paper_the_heading_comes_again_and_nothing_that_is_pressed(browser, folder):
    from io import BytesIO

    from pypdf import PdfReader

    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "league.html").as_uri())
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    with_places = [each.extract_text() for each in pages if "Desa" in each.extract_text()]
    assert "Find a place" not in with_places[0]
    assert sum("Possible" in text for text in with_places[:2]) == 2
    context.close()
