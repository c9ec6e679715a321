"""CSL JSON, as Zotero, Mendeley and pandoc export a library: where each item stands in its text.

An item is found by the names that a citation may use, and is made data only when somebody cites it:
a library may hold thousands.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from smartscore.text.entries import Damaged, Entry
from smartscore.text.source import NOT_TEXT

MOST_ITEMS: Final = 50_000
_MOST_BRACKETS: Final = 1_000_000
_MOST_COMMAS: Final = 5_000_000
"""What a library may hold; more would only take memory."""

_WITHIN: Final = re.compile(r'"(?:items|references)"\s*:\s*(?=\[)')
_LISTS: Final = ("items", "references")
_BLANK: Final = re.compile(r"[\s,]*")
_OWN: Final = ("itemType", "itemKey", "itemID")
"""Keys of items as programs keep them for themselves, which is not CSL."""


def entries(text: str) -> Iterator[Entry]:
    """The items of a library, in its order; raises Damaged.

    >>> [entry.names for entry in entries('[{"id": "a"}, {"id": 7, "citation-key": "b"}, {}]')]
    [('a',), ('b', '7'), ()]
    """
    if text.count("{") + text.count("[") > _MOST_BRACKETS or text.count(",") > _MOST_COMMAS:
        raise Damaged("library-large", 0)
    at = _first(text)
    for number in range(len(text)):
        at = _behind(text, at)
        if text[at : at + 1] == "]":
            return
        if number >= MOST_ITEMS:
            raise Damaged("library-large", at, text)
        item, end = _decoded(text, at)
        if not isinstance(item, dict):
            raise Damaged("library-items", at, text)
        if "type" not in item and any(key in item for key in _OWN):
            raise Damaged("library-other", at, text)
        yield Entry(_names(item), at, end)
        at = end


def item(text: str, entry: Entry) -> dict[str, Any]:
    """An item as data, without what no text can hold."""
    found, _ = _decoded(text, entry.start)
    return {key: value for key, value in _clean(found).items() if isinstance(key, str)}


def place(text: str, entry: Entry, key: str) -> tuple[int, int]:
    """From where to where the value of a key stands, or the first line of the item."""
    found = re.compile(rf'"{re.escape(key)}"\s*:\s*("(?:[^"\\]|\\.)*+"|[^\s,}}]+)').search(
        text, entry.start, entry.end
    )
    if found is not None:
        return found.span(1)
    end = text.find("\n", entry.start, entry.end)
    return entry.start, entry.end if end < 0 else end


def _first(text: str) -> int:
    """Where the first item may begin."""
    at = _behind(text, 0)
    if text[at : at + 1] == "{":
        whole, end = _decoded(text, at)
        found = _WITHIN.search(text, at, end)
        if found is None or not any(
            isinstance(whole.get(k), list) for k in ("items", "references")
        ):
            raise Damaged("library-items", at, text)
        at = found.end()
    if text[at : at + 1] != "[":
        raise Damaged("library-json", at, text)
    return at + 1


def _behind(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found is not None else at


def _decoded(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise Damaged("library-json", error.pos, text) from None
    except (RecursionError, ValueError):
        raise Damaged("library-json", at, text) from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_constant=_no_number)


def _names(found: dict[str, Any]) -> tuple[str, ...]:
    """How a citation may name an item: by its citation key, or by its id."""
    said = (found.get("citation-key"), found.get("id"))
    texts = (str(n) for n in said if isinstance(n, str | int) and not isinstance(n, bool))
    return tuple(dict.fromkeys(name for text in texts if (name := NOT_TEXT.sub("", text).strip())))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return NOT_TEXT.sub("", value)
    if isinstance(value, dict):
        return {_clean(key): _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value
