"""What holds for every command, whatever it was given."""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import cmarkgfm
import html5lib

from tests.fuzz.kinds import Done

STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Characters by which a text could act on a terminal, or show itself otherwise than it is."""

OBEYED = re.compile(r"##[\w.-]*\[|section_(?:start|end):")
_OF_GITHUB = re.compile(r"(?m)^::(error|warning|notice) (?:file=|title=|line=)")

ACTS = {"script", "svg", "img", "input", "iframe", "object", "embed", "base", "link", "form"}
ACTS |= {"video", "audio", "source", "math"}
"""Elements that no text may become in Markdown."""

_ADDRESSES = ("href", "src", "action", "{http://www.w3.org/1999/xlink}href", "xlink:href")


def obeyed(text: str) -> list[str]:
    """The lines that a runner would take for commands; a lone carriage return ends one, too."""
    lines = re.split("[\n\r]", text)
    return [line for line in lines if line.lstrip().startswith("::") or OBEYED.search(line)]


def ended_well(done: Done) -> None:
    """The exit code is one of ours, something is said where it is not 0, and nothing breaks off."""
    assert done.code in (0, 1, 2), done.code
    assert "Traceback (most recent call last)" not in done.out + done.errors
    if done.code == 2:
        assert done.errors, "nothing says why it could not run"
    elif done.code == 1:
        assert done.out or done.errors, "nothing says what is wrong"


def acts_nowhere(done: Done, *, ci: bool) -> None:
    """No output steers a terminal, and in CI none of its lines is a command."""
    out = done.out.replace("\r\n", "\n") if "--diff" in done.arguments else done.out
    for text in (out, done.errors):
        assert not STEERS.search(text), f"steers: {STEERS.findall(text)[:5]!a}"
    if ci:
        told = _OF_GITHUB.sub("", done.out) if "github" in done.arguments else done.out
        assert not obeyed(told + "\n" + done.errors), obeyed(told + "\n" + done.errors)[:3]


def is_well_formed(done: Done) -> None:
    """A document is one of its format, and texts are no more than text in it."""
    if not done.out.strip():
        return
    match _form(done.arguments):
        case "json" | "gitlab" | "sarif":
            found = json.loads(done.out)
            for card in _cards(found):
                is_consistent(card["overall"])
        case "junit":
            ElementTree.fromstring(done.out)
        case "html":
            is_text_on_a_page(done.out)
        case "gfm":
            is_text_on_github(done.out)


def _form(arguments: tuple[str, ...]) -> str:
    if "gfm" in arguments or (arguments[:1] == ("assess",) and "markdown" in arguments):
        return "gfm"
    for option in ("--format", "--output-format"):
        if option in arguments:
            return arguments[arguments.index(option) + 1]
    return ""


def is_text_on_github(text: str) -> None:
    """In Markdown as GitHub reads it there is no element that acts, and no link but to the web."""
    unsafe = cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    page = html5lib.parse(
        cmarkgfm.github_flavored_markdown_to_html(text, unsafe).replace("<!-- -->", ""),
        namespaceHTMLElements=False,
    )
    for element in page.iter():
        assert element.tag not in ACTS, ElementTree.tostring(element)[:200]
        acts_by_no_attribute(element)
        assert (element.get("href") or "http://").startswith(("http://", "https://", "#"))


def is_text_on_a_page(text: str) -> None:
    """On a page of ours nothing runs, is fetched or leads elsewhere but to the web."""
    page = html5lib.parse(text, namespaceHTMLElements=False)
    for element in page.iter():
        assert element.tag not in ACTS - {"svg"}, ElementTree.tostring(element)[:200]
        acts_by_no_attribute(element)
        for name in _ADDRESSES:
            assert (element.get(name) or "#").startswith(("#", "http://", "https://"))


def acts_by_no_attribute(element: Any) -> None:
    assert not [name for name in element.attrib if str(name).startswith("on")], element.attrib


def _cards(found: Any) -> Iterator[dict[str, Any]]:
    """The cards of one result or of several."""
    for result in found if isinstance(found, list) else [found]:
        if isinstance(result, dict) and result.get("format") == "scorecard/1":
            yield from result["cards"]


def is_consistent(
    node: dict[str, Any], ends: tuple[float, float] = (0, 0), *, top: bool = True
) -> None:
    """Low <= score <= high for a node and all beneath, shares are shares, parts give the whole."""
    if "display" in node:
        ends = node["display"]["min"], node["display"]["max"]
    where = node["code"]
    low, score, high = node["low"], node["score"], node["high"]
    assert (low is None) == (high is None), where
    if low is not None:
        assert ends[0] <= low <= high <= ends[1], (where, low, high)
    if score is not None:
        assert low is not None, where
        assert low <= score <= high, (where, low, score, high)
        assert not node["withheld"], where
    availability = node["availability"]
    assert availability is None or 0 <= availability <= 1, where
    if score is None:
        assert node["band"] is None, where
    children = node.get("children", ())
    for child in children:
        is_consistent(child, ends, top=False)
    shares = [child["share"] for child in children if child["share"] is not None]
    assert not any(shares) or abs(sum(shares) - 1) < 1e-9, (where, shares)
    if top and score is not None:
        leaves = list(_leaves(node))
        if all(leaf["contribution"] is not None for leaf in leaves if leaf["score"] is not None):
            whole = sum(leaf["contribution"] or 0 for leaf in leaves)
            assert abs(whole - score) <= 1e-6 * max(1, *map(abs, ends)), (where, whole, score)


def _leaves(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node["kind"] == "indicator":
        yield node
    for child in node.get("children", ()):
        yield from _leaves(child)
