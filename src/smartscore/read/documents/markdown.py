"""The markup of Markdown and reStructuredText taken off lines of text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from smartscore.read.documents.paragraphs import Line
from smartscore.read.documents.writing import line as cleaned
from smartscore.read.documents.writing import row
from smartscore.text.documents import Block

_FRONT: Final = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<said>.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL
)
_SAID: Final = re.compile(
    r"^(?P<key>title|author|date):[ \t]+(?P<value>\S.*?)[ \t]*\r?$", re.MULTILINE
)
_HEADING: Final = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)(?:\s+#+)?(?:\s*\{[^{}]*\})?$")
_UNDERLINE: Final = re.compile(r"([=\-~^\"'`+*#.:_])\1{2,}$")
_BOLD: Final = 3
"""The level of a heading that is bold and nothing else."""

_LEVELS: Final = {"=": 1, "-": 2, "~": 3, "^": 4, '"': 4}
_FENCE: Final = re.compile(r"(?:`{3,}|~{3,})[^`]*$")
_RULE: Final = re.compile(r"(?:[-*_]\s?){3,}$")
_OF_TABLE: Final = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_CELL: Final = re.compile(r"(?<!\\)\|")
_QUOTED: Final = re.compile(r"(?:>\s?)+")
_DIRECTIVE: Final = re.compile(r"\.\.\s+(?:[\w-]+::|_[^:]+:|\[)")
_NOTE: Final = re.compile(r"\[\^[^\]]{1,60}\](?P<def>:\s*)?")

_ALONE: Final = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<text>[^*_]{1,200})(?<=\S)(?P=mark)")
_IMAGE: Final = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)")
_LINK: Final = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]]{1,500})\]\([^()\s]{1,2000}(?:\s+\"[^\"]{0,500}\")?\)"
)
_AUTO: Final = re.compile(r"<(?P<address>(?:https?://|mailto:)[^<>\s]{1,2000})>")
_ELEMENT: Final = re.compile(r"<!--.{0,5000}?-->|</?[a-zA-Z][^<>]{0,500}>")
_CODE: Final = re.compile(r"(?P<mark>`{1,3})(?P<text>[^`]{1,500})(?P=mark)")
_STRONG: Final = re.compile(
    r"(?<![\w*])(?P<mark>\*{1,3})(?=[^\s*])(?P<text>[^*]{1,4000}?)(?<=\S)(?P=mark)(?![\w*])"
)
_UNDERSCORED: Final = re.compile(
    r"(?<![\w_])(?P<mark>_{1,2})(?=[^\s_])(?P<text>[^_]{1,4000}?)(?<=\S)(?P=mark)(?![\w_])"
)
_ESCAPED: Final = re.compile(r"\\(?P<mark>[\\`*_{}\[\]()#+.!|<>~-])")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """What the metadata at the top of a text say of it, and the text below them.

    >>> front_matter("---\\ntitle: 'A plan'\\n---\\nText")
    ({'title': 'A plan'}, 'Text')
    """
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    said = {
        each["key"]: cleaned(each["value"]).strip("\"'")
        for each in _SAID.finditer(found["said"])
        if each["value"][0] not in "[{|>&*"
    }
    return said, text[found.end() :]


def marked(lines: Sequence[Line]) -> list[Line]:
    """The lines of Markdown or reStructuredText, with what the marks at their beginning say."""
    found: list[Line] = []
    fenced = False
    for i, line in enumerate(lines):
        text = line.text
        after = lines[i + 1] if i + 1 < len(lines) else None
        if _FENCE.match(text):
            fenced = not fenced
        elif fenced:
            found.append(line._replace(alone=True))
        elif heading := _HEADING.match(text):
            level = len(heading["marks"])
            found.append(line._replace(text=heading["text"], level=level))
        elif _UNDERLINE.match(text) or _RULE.match(text) or _DIRECTIVE.match(text):
            continue
        elif after is not None and not after.gap and _underlines(after.text, text):
            level = _LEVELS.get(after.text[0], 3)
            found.append(line._replace(level=level))
        elif _OF_TABLE.match(text) and "|" in text:
            continue
        elif text.startswith("|") or (text.count("|") > 1 and found and found[-1].alone):
            found.append(line._replace(text=row(_CELL.split(text.strip("|"))), alone=True))
        else:
            quoted = _QUOTED.match(text)
            found.append(line._replace(text=text[quoted.end() :] if quoted else text))
    return [line for line in found if line.text]


def unmarked(blocks: Iterable[Block], *, everything: bool) -> Iterator[Block]:
    """The blocks without the marks inside them; a short one in bold throughout is a heading.

    Not `everything`: a text that only may be marked up, of which emphasis alone is taken off.
    """
    for block in blocks:
        alone = not block.level and _ALONE.fullmatch(block.text)
        level = _BOLD if alone else block.level
        text = (_inline if everything else _emphasis)(block.text).strip()
        if text:
            yield block._replace(text=text, level=level)


def _underlines(marks: str, text: str) -> bool:
    """Whether a line of marks makes a heading of the line above it."""
    return bool(_UNDERLINE.match(marks)) and len(marks) * 2 >= len(text)


def _inline(text: str) -> str:
    """A line without the markup inside it."""
    text = _NOTE.sub("", _IMAGE.sub("", text))
    text = _ELEMENT.sub("", _AUTO.sub(r"\g<address>", _LINK.sub(r"\g<text>", text)))
    text = _UNDERSCORED.sub(r"\g<text>", _emphasis(_CODE.sub(r"\g<text>", text)))
    return cleaned(_ESCAPED.sub(r"\g<mark>", text))


def _emphasis(text: str) -> str:
    """A line without the asterisks around what is emphasised."""
    if "*" not in text:
        return text
    return _STRONG.sub(r"\g<text>", _STRONG.sub(r"\g<text>", text))
