"""The report as a page of HTML: what stands in its source, and what a browser makes of it."""

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml

from smartscore.cli import session
from smartscore.model.fields import Language
from smartscore.read.shelf import Catalogue
from smartscore.reports.page import html
from smartscore.reports.view import SIGNS, Node, Report, Style, Table, Wishes
from smartscore.reports.view.build import report
from smartscore.words import words

from . import hostile_texts
from .tools import all_there, program

ROOT = Path(__file__).parent.parent
EXAMPLES = ("sumenep", "blitar", "jember")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def reported(files: Sequence[Path], language: Language = "id", style: Style = "thesis") -> Report:
    read = session.read_all([str(file) for file in files], Catalogue(), [], language)
    return report(read.results, words(language), Wishes(style=style))


def example(*names: str, language: Language = "id", style: Style = "thesis") -> Report:
    return reported([ROOT / "examples" / f"{name}.yaml" for name in names], language, style)


def page(given: Report) -> str:
    language: Language = "en" if given.language == "en" else "id"
    return html(given, words(language))


def hostile(folder: Path, shift: int) -> Report:
    folder.mkdir(exist_ok=True)
    return reported([hostile_texts.write(folder, shift=shift)])


def parsed(text: str) -> Element:
    """The elements of a page; a fault in its source is an error."""
    builder = html5lib.getTreeBuilder("etree")
    parser = html5lib.HTMLParser(builder, strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    return root


def classed(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def nodes(whole: Node) -> Iterator[Node]:
    yield whole
    for child in whole.children:
        yield from nodes(child)


def all_nodes(given: Report) -> list[Node]:
    return [n for place in given.places for card in place.cards for n in nodes(card.whole)]


def assert_sound(given: Report) -> Element:
    """What holds for every page; returns its elements."""
    text = page(given)
    root = parsed(text)
    assert_closed(text, root)
    assert_links_lead_somewhere(root, given)
    assert_tables_are_whole(root)
    assert_nothing_added(root, given)
    return root


def assert_closed(text: str, root: Element) -> None:
    """No script, no styles but one, and the policy that names it."""
    tags = Counter(str(element.tag).rpartition("}")[2] for element in root.iter())
    assert tags["style"] == tags["h1"] == tags["main"] == tags["nav"] == 1
    for tag in ("script", "iframe", "object", "embed", "form", "input", "link", "base", "img"):
        assert tags[tag] == 0, tag
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    for element in root.iter():
        for name in element.attrib:
            assert not name.startswith("on"), name
            assert name not in ("style", "src", "srcset", "action", "ping", "background"), name
            assert name != "href" or element.tag == "a"
        for named in ("aria-labelledby", "aria-describedby"):
            assert set(element.get(named, "").split()) <= set(ids)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(e for e in root.iter("meta") if e.get("http-equiv") == "Content-Security-Policy")
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    for word in ("url(", "@import", "expression", "javascript:"):
        assert word not in style[1]


def assert_links_lead_somewhere(root: Element, given: Report) -> None:
    ids = {element.get("id") for element in root.iter()}
    addresses = {source.url for source in given.sources}
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#"):
            assert target[1:] in ids, target
        else:
            assert target in addresses
            assert target.startswith(("https://", "http://"))
            assert link.get("rel") == "noreferrer noopener"
            assert text_of(link) == target


def assert_tables_are_whole(root: Element) -> None:
    labels = Counter(e.get("aria-label") for e in root.iter() if e.get("role") == "region")
    assert all(count == 1 for count in labels.values())
    for region in (e for e in root.iter() if e.get("role") == "region"):
        assert region.get("tabindex") == "0"
    for table in root.iter("table"):
        assert len(list(table.iter("caption"))) == 1
        head, *rows = list(table.iter("tr"))
        assert {cell.get("scope") for cell in head} == {"col"}
        for row in rows:
            assert len(row) == len(head)
            assert [cell.get("scope") for cell in row if cell.tag == "th"] == ["row"]


def assert_nothing_added(root: Element, given: Report) -> None:
    """As many elements of each class as the view has things to show."""
    found = all_nodes(given)
    cards = [card for place in given.places for card in place.cards]
    leaves = [node for node in found if node.kind == "indicator"]
    branches = [node for node in found if node.kind != "indicator"]
    unknown = sum(node.status == "unknown" for node in leaves)
    contested = sum(node.contested for node in leaves)
    assert len(classed(root, "card")) == len(cards)
    assert len(classed(root, "headline")) == len(cards)
    assert len(classed(root, "indicator")) == len(leaves)
    assert len(classed(root, "branch")) == len(branches) - len(cards)
    assert len(classed(root, "proof")) == sum(len(node.evidence) for node in leaves)
    ways = [{proof.direction for proof in node.evidence} for node in leaves]
    conflicting = sum("conflicts" in each for each in ways)
    assert len(classed(root, "gap")) == unknown + contested + conflicting
    assert len(classed(root, "source-entry")) == len(given.sources)
    assert len(list(root.iter("figure"))) == sum(len(card.charts) for card in cards)
    apart = [b for s in given.sections for b in s.blocks if type(b).__name__ == "Table"]
    begins_with_rubrics = len(given.places) == 1 < len(cards)
    assert len(list(root.iter("table"))) == len(apart) + begins_with_rubrics
    levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("style", ["thesis", "brief"])
def test_the_examples(name, language, style):
    given = example(name, language=language, style=style)
    root = assert_sound(given)
    assert root.get("lang") == language
    shown = [text_of(title) for title in classed(root, "title")]
    for card in given.places[0].cards:
        assert {child.title for child in card.whole.children} <= set(shown)


def test_a_page_of_several_rubrics_begins_with_a_table_that_leads_to_them():
    given = example("sumenep", language="en", style="brief")
    root = parsed(page(given))
    main = next(root.iter("main"))
    table = next(main.iter("table"))
    assert "overview" in table.get("class", "")
    rows = list(table.iter("tr"))[1:]
    cards = given.places[0].cards
    assert len(rows) == len(cards)
    for row, card in zip(rows, cards, strict=True):
        link = next(row.iter("a"))
        assert text_of(link) == card.title
        target = next(e for e in root.iter() if e.get("id") == link.get("href", "")[1:])
        assert text_of(classed(target, "sentences")[0]) == " ".join(card.verdict)
        told = [text_of(cell) for cell in row.iter("td")]
        whole = card.whole
        bounds = "" if whole.bounds == whole.score else whole.bounds
        assert told == [whole.score, bounds, whole.band, whole.rated]


def test_a_page_of_one_rubric_begins_with_its_figure():
    for name, band in (("indrajit", "no score yet"), ("readiness-analyses", "Not ready")):
        read = session.read_all([str(ROOT / "examples/sumenep.yaml")], Catalogue(), [name], "en")
        whole = next(iter(read.results)).cards[0].whole
        ends = [f"{float(end or 0):.1f}" for end in (whole.low, whole.high)]
        figure = " to ".join(dict.fromkeys(ends))
        root = parsed(page(report(read.results, words("en"), Wishes(style="brief"))))
        assert text_of(classed(root, "headline")[0]) == f"{figure} {band}"
        main = text_of(next(root.iter("main")))
        assert main.index(figure) < 80


def test_captions_have_the_numbers_of_the_document():
    given = example("jember", language="en")
    captions = [
        text_of(e) for e in parsed(page(given)).iter() if e.tag in ("caption", "figcaption")
    ]
    for section in given.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                assert f"Table {block.number}. {block.caption}" in captions
    for card in given.places[0].cards:
        for chart in card.charts:
            assert any(c.startswith(f"Figure {chart.number}. {chart.caption}") for c in captions)


def test_while_there_is_no_score_the_page_says_what_to_rate_next():
    given = example("sumenep", language="en", style="brief")
    for card, article in zip(
        given.places[0].cards, classed(parsed(page(given)), "card"), strict=True
    ):
        first = text_of(classed(article, "first")[0])
        assert ("What to rate next" in first) == bool(card.asking)
        assert ("one step each" in first) == (not card.asking)
        for line in card.asking or card.steps:
            assert " ".join(line.split()) in first


def test_places_side_by_side_come_with_their_comparison_first():
    root = assert_sound(example(*EXAMPLES, language="en"))
    order = [e.get("id") for e in root.iter("section") if e.get("id")]
    assert order[:4] == ["section-comparison", "place-1", "place-2", "place-3"]


@pytest.mark.parametrize("shift", range(len(hostile_texts.NASTY)))
def test_no_text_is_markup(tmp_path, shift):
    given = hostile(tmp_path, shift)
    root = assert_sound(given)
    assert not [link for link in root.iter("a") if "javascript:" in link.get("href", "")]
    text = page(given)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(text)


def test_all_that_an_indicator_rests_on_is_there(tmp_path):
    given = hostile(tmp_path, 0)
    root = parsed(page(given))
    for node, element in zip(
        [n for n in all_nodes(given) if n.kind == "indicator"],
        classed(root, "indicator"),
        strict=True,
    ):
        shown = text_of(element)
        for told in (node.rating, node.score, node.bounds, node.weight, node.descriptor):
            assert " ".join(told.split()) in shown
        for proof in node.evidence:
            assert f"{SIGNS[proof.direction]} {proof.code} {proof.direction_word}" in shown


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://bps.go.id/a?b=1&c=%20#d", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org/x", False),
        ("https://bank.example@elsewhere.example/", False),
        ('https://example.org/"onmouseover="x', False),
        ("https://example.org/'&onmouseover='x", True),
        ("https://example.org/\u202egpj", False),
        ("https://", False),
        ("https://[", False),
    ],
)
def test_only_addresses_of_pages_are_links(tmp_path, address, followed):
    data = yaml.safe_load(hostile_texts.write(tmp_path).read_text(encoding="utf-8"))
    for reference in data["references"]:
        reference["URL"] = address
    (tmp_path / "place.yaml").write_text(yaml.safe_dump(data, allow_unicode=True))
    root = assert_sound(reported([tmp_path / "place.yaml"]))
    outside = [a.get("href") for a in root.iter("a") if not a.get("href", "").startswith("#")]
    assert set(outside) == ({address} if followed else set())


def test_colours_keep_their_contrast():
    """WCAG 1.4.3 and 1.4.11; of texts in drawings axe can't tell."""
    css = (ROOT / "src/smartscore/reports/templates/page.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    )
    for theme in (light, light | dark):
        for text in ("ink", "muted", "accent", "warm"):
            for behind in ("ground", "raised"):
                assert contrast(theme[text], theme[behind]) >= 4.5, (text, behind)
        for sign in ("band-edge", "score", "edge", "axis"):
            assert contrast(theme[sign], theme["ground"]) >= 3, sign
        assert contrast(theme["score"], theme["band"]) >= 3
        assert contrast(theme["ground"], theme["accent"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """How far apart two colours are, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_same_report_gives_the_same_bytes():
    assert page(example("jember")) == page(example("jember"))


# What a browser makes of it. One browser for all; each test has pages of its own.


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    all_there(["playwright", "axe_playwright_python"])
    path = program("chromium", "chromium-browser", "google-chrome")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages on disk: a brief one, one in full, two places, and two that are hostile."""
    folder = tmp_path_factory.mktemp("pages")
    one = ROOT / "examples" / "jember.yaml"
    other = folder / "other.yaml"
    other.write_text(one.read_text(encoding="utf-8").replace("name: Kab", "name: Lain Kab"))
    made = {
        "brief": example("jember", style="brief"),
        "full": example("jember", language="en"),
        "several": reported([one, other], "en", "brief"),
        "hostile": hostile(folder / "one", 0),
        "shifted": hostile(folder / "two", 7),
    }
    paths = {name: folder / f"{name}.html" for name in made}
    for name, given in made.items():
        paths[name].write_text(page(given), encoding="utf-8")
    return paths


WIDE = {"width": 1280, "height": 900}


def test_it_opens_from_disk_in_silence_and_asks_for_nothing(browser, files):
    for path in files.values():
        context = browser.new_context(viewport=WIDE)
        opened = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        opened.on("console", lambda message, said=said: said.append(message.text))
        opened.on("pageerror", lambda error, said=said: said.append(str(error)))
        opened.on("request", lambda request, asked=asked: asked.append(request.url))
        opened.goto(path.as_uri(), wait_until="load")
        assert (
            opened.evaluate("getComputedStyle(document.querySelector('.first')).display") == "grid"
        )
        assert said == []
        assert asked == [path.as_uri()]
        context.close()


def test_the_keyboard_opens_an_indicator_and_skips_to_the_contents(browser, files):
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    opened.goto(files["brief"].as_uri())
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    assert opened.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "contents"
    opened.locator("details.branch > summary").first.focus()
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    first = opened.locator("details.indicator").first
    assert first.get_attribute("open") is None
    assert opened.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    opened.keyboard.press("Enter")
    assert first.get_attribute("open") == ""
    assert first.locator(".body").is_visible()
    context.close()


@pytest.mark.parametrize("name", ["brief", "full", "several", "hostile", "shifted"])
def test_no_page_is_wider_than_the_window(browser, files, name):
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    opened.goto(files[name].as_uri())
    opened.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (320, 360, 768, 1280, 1680):
        opened.set_viewport_size({"width": width, "height": 800})
        inside, window = opened.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert inside <= window, width
    context.close()


def test_wider_spacing_of_text_cuts_nothing_off(browser, files):
    """WCAG 1.4.12: the page grows with the spacing that a reader has chosen."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True)
    opened = context.new_page()
    opened.goto(files["brief"].as_uri())
    opened.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
        "word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
    )
    cut = opened.evaluate(
        "[...document.querySelectorAll('p, li, dd, summary, a')].filter(e => "
        "!e.closest('.scroll') && e.scrollWidth > e.clientWidth + 1 && "
        "getComputedStyle(e).display !== 'inline').map(e => e.outerHTML.slice(0, 80))"
    )
    assert cut == []
    context.close()


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("brief", 360, "light"),
        ("brief", 1280, "dark"),
        ("full", 1280, "light"),
        ("full", 360, "dark"),
        ("several", 1280, "light"),
    ],
)
def test_axe_finds_nothing(browser, files, name, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    # axe is a script that the page's own policy would keep out
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    opened = context.new_page()
    opened.goto(files[name].as_uri())
    opened.evaluate(
        "document.querySelectorAll('details').forEach((d, i) => d.open = i % 4 === 0 || d.open)"
    )
    found = Axe().run(opened)
    assert len(found.response["passes"]) > 30
    assert [(v["id"], v["impact"], len(v["nodes"])) for v in found.response["violations"]] == []
    context.close()


def printed(opened: Any) -> tuple[int, str]:
    """How many pages it takes on paper, all of them A4, and their text without blanks."""
    from io import BytesIO

    from pypdf import PdfReader

    found = PdfReader(BytesIO(opened.pdf(prefer_css_page_size=True))).pages
    sizes = {tuple(sorted(round(float(s)) for s in p.mediabox[2:])) for p in found}
    assert sizes == {(595, 842)}
    return len(found), joined("".join(p.extract_text() for p in found))


def joined(text: str) -> str:
    """A text without blanks, and its letters one by one where a font joins them."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_on_paper_it_is_one_page(browser, tmp_path, name, language):
    given = example(name, language=language, style="brief")
    (tmp_path / "page.html").write_text(page(given), encoding="utf-8")
    context = browser.new_context(viewport=WIDE, color_scheme="dark")
    opened = context.new_page()
    opened.goto((tmp_path / "page.html").as_uri())
    count, text = printed(opened)
    context.close()
    assert count == 1
    first, *others = given.places[0].cards
    for told in (*first.verdict, *(first.asking or first.steps)):
        assert joined(told) in text
    for card in others:
        assert joined(card.title) in text
        assert joined(card.verdict[-1] + card.asking_title) not in text


@pytest.mark.parametrize("name", ["brief", "hostile"])
def test_on_paper_there_is_what_was_opened(browser, files, name):
    context = browser.new_context(viewport=WIDE, color_scheme="dark")
    opened = context.new_page()
    opened.goto(files[name].as_uri())
    shut, _ = printed(opened)
    opened.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    reasons = opened.locator("details.indicator .body dd").all_text_contents()
    count, text = printed(opened)
    context.close()
    assert count > shut
    if name == "brief":
        starts = ["".join(reason.split())[:25] for reason in reasons]
        assert sum(start in text for start in starts) > 0.9 * len(starts)


def test_the_first_screen_has_verdict_chart_steps_and_gaps(browser, tmp_path):
    read = session.read_all([str(ROOT / "examples/sumenep.yaml")], Catalogue(), ["indrajit"], "id")
    text = page(report(read.results, words("id"), Wishes(style="brief")))
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    opened.goto((tmp_path / "page.html").as_uri())
    for part in (".headline", ".verdict", ".chart.ranges", ".asking", ".gaps"):
        box = opened.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 900, part
    opened.set_viewport_size({"width": 360, "height": 800})
    box = opened.locator(".headline").bounding_box()
    assert box["y"] + box["height"] <= 400
    for after in (".verdict", ".chart", ".circumstances", ".contents"):
        assert opened.locator(after).first.bounding_box()["y"] > box["y"], after
    context.close()


def test_of_several_rubrics_the_first_card_is_on_the_first_screen(browser, tmp_path):
    read = session.read_all([str(ROOT / "examples/sumenep.yaml")], Catalogue(), [], "id")
    text = page(report(read.results, words("id"), Wishes(style="brief")))
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    opened.goto((tmp_path / "page.html").as_uri())
    for part in ("table.overview", ".verdict", ".chart.ranges", ".asking"):
        box = opened.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 900, part
    assert opened.locator(".gaps h3").first.bounding_box()["y"] <= 870
    context.close()


def test_a_link_opens_what_it_leads_to(browser, files):
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    opened.goto(files["brief"].as_uri())
    opened.locator(".gaps details > summary").first.click()
    link = opened.locator(".gaps .unknown .gap a").first
    link.click()
    target = opened.locator(f"[id='{link.get_attribute('href')[1:]}']")
    assert target.is_visible()
    opened.locator("table.overview a").last.click()
    assert opened.locator("article.card .headline").last.is_visible()
    context.close()
