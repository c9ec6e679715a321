"""Charts as parts of a document: each is named by what it shows, and goes when nothing shows it."""

import posixpath
import re
from typing import Final

from smartscore.reports import charts
from smartscore.weaving import Refused
from smartscore.weaving.word.content import Picture
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.package import (
    TYPES,
    Package,
    read_relations,
    with_picture_type,
    with_relation,
    without_relation,
)

_EMPTY: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_SHOWN = re.compile(rb'\br:embed="([^"]+)"')


class Pictures:
    """The charts of one document, old and new."""

    def __init__(self, package: Package, ink: Ink, numbers: set[int]) -> None:
        self._package = package
        self._ink = ink
        self._numbers = numbers
        self._next = 0
        self._charts: dict[str, str] = {}
        self.drawn = False

    def take(self, picture: Picture) -> int:
        """Keep a chart in case that it is shown; gives the number that Word wants for it."""
        self._charts[picture.key] = picture.svg
        self._next += 1
        while self._next in self._numbers:
            self._next += 1
        return self._next

    def changed(self, parts: dict[str, bytes]) -> bytes:
        """The document with other parts, and with the charts that they show and no longer show.

        Raises Refused where the extra `png` is missing.
        """
        package, main = self._package, self._package.main
        if main not in parts:
            return package.archive.changed(parts)
        folder, name = posixpath.split(main)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        before = links = package.archive.read(path) if path in package.archive else _EMPTY
        known = {link.key: link for link in package.links}
        shown = _keys(parts[main])
        gone = []
        for key in sorted(_keys(package.archive.read(main)) - shown & known.keys()):
            if known[key].kind == "image":
                links = without_relation(links, key)
                gone.append(known[key].target)
        fresh = {
            key: posixpath.join(folder, "media", f"{key}.png")
            for key in shown & self._charts.keys()
        }
        for key, target in sorted(fresh.items()):
            if key not in known:
                parts[target] = _png(self._charts[key])
                self.drawn = True
                kind = f"{self._ink.space('r')}/image"
                links = with_relation(links, key, kind, posixpath.relpath(target, folder))
        if links != before:
            parts[path] = links
        if any(target in parts for target in fresh.values()):
            parts[TYPES] = with_picture_type(package.archive.read(TYPES))
        still = {link.target for link in read_relations(folder, links)} | self._named_elsewhere()
        return package.archive.changed(parts, [each for each in gone if each not in still])

    def _named_elsewhere(self) -> set[str]:
        """What other parts than the body name."""
        package, found = self._package, set()
        for name in package.archive:
            if name.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(name))
                part = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
                if part != package.main:
                    found |= {link.target for link in package.relations(part)}
        return found


def _keys(part: bytes) -> set[str]:
    return {found.decode("utf-8", "replace") for found in _SHOWN.findall(part)}


def _png(svg: str) -> bytes:
    try:
        return charts.png(svg, scale=3.0)
    except ImportError:
        raise Refused("no-png") from None
