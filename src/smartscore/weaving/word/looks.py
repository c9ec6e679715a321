"""How a document looks: the styles that its own tables, captions and lists of sources have."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from smartscore.weaving.word.markup import parse

_CAPTION: Final = ("caption",)
_TABLE: Final = ("table grid", "grid table light")
_TABLE_TEXT: Final = ("table text", "table contents", "isi tabel", "teks tabel")
_SOURCE: Final = ("table source", "sumber tabel", "sumber")
_BIBLIOGRAPHY: Final = ("bibliography", "daftar pustaka", "references")
_HEADING: Final = "heading "


class Looks(NamedTuple):
    """The ids of styles, each empty where the document has none such.

    `headings` are the levels of the styles of headings.
    """

    caption: str = ""
    table: str = ""
    table_text: str = ""
    source: str = ""
    bibliography: str = ""
    headings: Mapping[str, int] = MappingProxyType({})

    def with_tables(self, used: Counter[str]) -> "Looks":
        """The same, with the style that most tables of the document have, if they have one."""
        found = [style for style, _ in used.most_common(1) if style]
        return self._replace(table=found[0]) if found else self


def read(styles: bytes) -> Looks:
    """The styles of a document, by the names that are the same in every language of Word."""
    named: dict[tuple[str, str], str] = {}
    headings: dict[str, int] = {}
    for element in parse(styles).children:
        if element.name.rpartition(":")[2] != "style":
            continue
        said = {key.rpartition(":")[2]: value for key, value in element.attributes.items()}
        kind, code = said.get("type", ""), said.get("styleId", "")
        for child in element.children:
            part = child.name.rpartition(":")[2]
            value = next(iter(child.attributes.values()), "")
            if part == "name":
                name = value.lower()
                named.setdefault((kind, name), code)
                level = name.removeprefix(_HEADING)
                if name.startswith(_HEADING) and level.isascii() and level.isdigit():
                    headings[code] = int(level[:2])

    def first(kind: str, names: tuple[str, ...]) -> str:
        return next((named[kind, name] for name in names if (kind, name) in named), "")

    return Looks(
        caption=first("paragraph", _CAPTION),
        table=first("table", _TABLE),
        table_text=first("paragraph", _TABLE_TEXT),
        source=first("paragraph", _SOURCE),
        bibliography=first("paragraph", _BIBLIOGRAPHY),
        headings=headings,
    )
