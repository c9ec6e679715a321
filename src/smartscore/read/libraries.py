"""Files of references that a file names: what of them is cited, and what is wrong with them.

A library may hold thousands of sources. What nobody cites is left in it: it is no fault, and no
report lists it. What is cited is cleaned by `csl.known`, as it goes to no reader unseen.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from smartscore.model.fields import LIBRARIES, Reference
from smartscore.read.bibtex import NotConverted, converted
from smartscore.read.files import as_shown, attached_text, unattached
from smartscore.read.library_faults import OF_ASSESSMENTS, Codes
from smartscore.read.loading_faults import SOURCE_LIES_OUTSIDE
from smartscore.read.premises import Home, Outside
from smartscore.text import csl, csl_json
from smartscore.text.bibtex import place as place_in_bibtex
from smartscore.text.bibtex import scanned
from smartscore.text.entries import Damaged, Entry
from smartscore.text.likeness import Names
from smartscore.text.problems import Code, Complaint, Place, Problem, Related, Route
from smartscore.text.source import Source, Stand

_NOISE: Final = ("abstract", "annote", "note", "keyword", "source")
"""What programs keep about a source for themselves."""

_LONGEST_LINE: Final = 10_000
_ADDRESSES: Final = ("http://", "https://")


class Listed(Protocol):
    """What lists references and cites them."""

    @property
    def listed(self) -> tuple[str | Reference, ...]:
        """The references as they are written: items and names of files."""


class Held(NamedTuple):
    """The references of a file with those that it cites of other files.

    `further` are the keys there that it does not cite. Where not `complete`, a file could not be
    read, and what is not found may stand there. `refused` are files that are not to be opened,
    `problems` is all else.
    """

    references: tuple[Reference, ...]
    further: Names = Names()
    problems: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()
    complete: bool = True


class LibrarySource(Source):
    """The text of a library; a route begins with the number of an entry."""

    def __init__(self, name: str, library: "Library") -> None:
        super().__init__(name, library.text)
        self._library = library

    def place(self, route: Route, *, key: bool = False) -> Place:  # noqa: ARG002
        """The value of a key of an entry, or the entry's first line."""
        number, *keys = route
        entry = self._library.entries[int(number)]
        return self._between(*self._library.spot(entry, str(keys[0]) if keys else "id"))

    def line(self, number: int) -> str:
        """The text of a line; nothing where a whole library stands on one."""
        line = super().line(number)
        return line if len(line) <= _LONGEST_LINE else ""

    def anchor(self, route: Route) -> str:
        """The key of the entry."""
        number, *keys = route
        names = self._library.entries[int(number)].names
        return "/".join(("", *names[:1], *map(str, keys)))

    def is_unsure(self, route: Route) -> bool:  # noqa: ARG002 - as of any text
        """Never: what is odd in a library was left out."""
        return False


class Library:
    """A file of references: its entries by the names that may cite them."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.entries: Sequence[Entry] = ()
        self._converted: dict[int, Reference] = {}

    @cached_property
    def source(self) -> LibrarySource:
        """The text with its lines, for problems."""
        return LibrarySource(as_shown(self.path), self)

    @cached_property
    def numbers(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the entries of each name."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for name in entry.names:
                found.setdefault(name, []).append(number)
        return found

    def spot(self, entry: Entry, key: str) -> tuple[int, int]:
        """From where to where something of an entry stands in the text."""
        raise NotImplementedError

    def items(self, numbers: Collection[int]) -> Mapping[int, Mapping[str, Any]]:
        """The entries of these numbers as CSL; raises NotConverted."""
        raise NotImplementedError


class _CslJson(Library):
    def __init__(self, path: Path, text: str) -> None:
        super().__init__(path, text)
        self.entries = tuple(csl_json.entries(text))

    def spot(self, entry: Entry, key: str) -> tuple[int, int]:
        names = ("citation-key", "id") if key == "id" else (key,)
        found = (csl_json.place(self.text, entry, name) for name in names)
        return next((spot for spot in found if spot[0] != entry.start), (entry.start, entry.end))

    def items(self, numbers: Collection[int]) -> Mapping[int, Mapping[str, Any]]:
        return {number: csl_json.item(self.text, self.entries[number]) for number in numbers}


class _BibTeX(Library):
    def __init__(self, path: Path, text: str) -> None:
        super().__init__(path, text)
        self._scanned = scanned(text)
        self.entries = self._scanned.entries

    def spot(self, entry: Entry, key: str) -> tuple[int, int]:  # noqa: ARG002 - LaTeX is not read
        return place_in_bibtex(self.text, entry)

    def items(self, numbers: Collection[int]) -> Mapping[int, Mapping[str, Any]]:
        wanted = [self.entries[number] for number in numbers]
        found = converted(self.text, self._scanned, wanted)
        return dict(zip(numbers, found, strict=True))


_KINDS: Final[Mapping[str, Callable[[Path, str], Library]]] = {
    ending: _CslJson if ending == ".json" else _BibTeX for ending in LIBRARIES
}


class Libraries:
    """Reads files of references, each once."""

    def __init__(self) -> None:
        self._read: dict[Path, Library | Damaged | OSError | ValueError] = {}

    def held(
        self,
        written: Listed,
        cited: Collection[str],
        source: Source,
        home: Home,
        codes: Codes = OF_ASSESSMENTS,
    ) -> Held:
        """The references that are listed, with what is cited of the files among them.

        `source` is told where each stands, so that complaints about a reference of the answer lead
        there.
        """
        source.moved({})
        if not any(isinstance(each, str) for each in written.listed):
            return Held(tuple(each for each in written.listed if isinstance(each, Reference)))
        return _Holding(self, source, home, codes, cited).held(written.listed)

    def library(self, home: Home, name: str) -> Library | OSError | ValueError:
        """A file of references, or why there is none."""
        try:
            path = Path(os.path.realpath(home.admitted(name)))
            if path not in self._read:
                self._read[path] = _opened(home, name, path)
        except (OSError, ValueError) as error:
            return error
        return self._read[path]


def _opened(home: Home, name: str, path: Path) -> Library | OSError | ValueError:
    ending = next(each for each in LIBRARIES if name.lower().endswith(each))
    try:
        return _KINDS[ending](path, attached_text(home, name))
    except (OSError, ValueError) as error:
        return error


class _Stands(NamedTuple):
    """Where a reference stands: in the list itself, or as an entry of a file that it names."""

    route: Route
    """Of the item or of the file's name, as written."""

    own: Reference | None = None
    name: str = ""
    library: Library | None = None
    number: int = 0

    @property
    def stand(self) -> tuple[Library | None, Route]:
        """Where problems about it are told."""
        return self.library, self.route if self.library is None else (self.number,)


class _Holding:
    """The references of one file, gathered from its list and from the files named there."""

    def __init__(
        self, libraries: Libraries, source: Source, home: Home, codes: Codes, cited: Collection[str]
    ) -> None:
        self._libraries = libraries
        self._source = source
        self._home = home
        self._codes = codes
        self._cited = cited
        self._problems: list[Problem] = []
        self._stands: dict[str, list[_Stands]] = {}
        self._complete = True

    def held(self, listed: Sequence[str | Reference]) -> Held:
        """All of it; `listed` is what is written."""
        data = self._source.data
        alone = isinstance(data, dict) and isinstance(data.get("references"), str)
        own, named = [], []
        for i, each in enumerate(listed):
            route: Route = ("references",) if alone else ("references", i)
            if isinstance(each, Reference):
                own.append(_Stands(route, each))
                self._stands.setdefault(each.key, []).append(own[-1])
            elif (library := self._library(each, route)) is not None:
                named.append((route, each, library))
                for key, numbers in library.numbers.items():
                    found = (_Stands(route, None, each, library, number) for number in numbers)
                    self._stands.setdefault(key, []).extend(found)
        self._tell_of_addresses(named)
        chosen = [(each, each.own) for each in own if each.own is not None]
        chosen += self._cited_of_files(named)
        chosen.sort(key=lambda pair: (pair[0].route, pair[0].number))
        self._tell_of_doubled({id(each) for each, _ in chosen})
        self._source.moved(
            {
                ("references", i): Stand(library.source if library else self._source, route)
                for i, (library, route) in enumerate(each.stand for each, _ in chosen)
            }
        )
        further = Names(
            sorted(self._stands.keys() - set(self._cited) - {e.own.key for e in own if e.own})
        )
        references = tuple(reference for _, reference in chosen)
        outside = SOURCE_LIES_OUTSIDE.code
        return Held(
            references,
            further,
            tuple(each for each in self._problems if each.code != outside),
            tuple(each for each in self._problems if each.code == outside),
            self._complete,
        )

    def _library(self, name: str, route: Route) -> Library | None:
        found = self._libraries.library(self._home, name)
        if not isinstance(found, Library):
            self._complete = False
            self._problems.append(self._source.problem(self._unreadable(name, route, found)))
            return None
        keyless = [i for i, entry in enumerate(found.entries) if not entry.names]
        if keyless:
            first = found.source.related((keyless[0],), "first")
            self._tell(self._codes.keyless, route, first, file=name, count=str(len(keyless)))
        return found

    def _cited_of_files(
        self, named: Sequence[tuple[Route, str, Library]]
    ) -> Iterator[tuple[_Stands, Reference]]:
        """What is cited of each file; what an earlier file has just so is left to that one."""
        before: dict[str, list[Reference]] = {}
        for route, name, library in named:
            keys = sorted(key for key in self._cited if key in library.numbers)
            numbers = dict.fromkeys(number for key in keys for number in library.numbers[key])
            items = self._items(route, name, library, list(numbers))
            for key in keys:
                others = before.setdefault(key, [])
                for stands in (each for each in self._stands[key] if each.route == route):
                    reference = _reference(key, items.get(stands.number, {}))
                    if reference not in others:
                        others.append(reference)
                        yield stands, reference

    def _items(
        self, route: Route, name: str, library: Library, numbers: Sequence[int]
    ) -> Mapping[int, Mapping[str, Any]]:
        try:
            return library.items(numbers) if numbers else {}
        except NotConverted as error:
            values = {"file": name, "why": error.why, "variant": error.why}
            self._tell(self._codes.unconverted, route, None, **values)
            return {}

    def _tell_of_doubled(self, chosen: Collection[int]) -> None:
        """Keys that stand twice without being two sources for a citation, by pairs of files."""
        pairs: dict[tuple[Route, Route], list[tuple[str, _Stands, _Stands]]] = {}
        for key, stands in self._stands.items():
            first, *further = stands
            for each in further:
                if id(each) in chosen and id(first) in chosen:
                    continue  # told of each reference that is cited, or of the list alone
                pairs.setdefault((first.route, each.route), []).append((key, first, each))
        for found in pairs.values():
            key, first, other = found[0]
            there, route = other.stand
            related = [self._related(first, "first")]
            related += [there.source.related(route, "other")] if there is not None else []
            values = {
                "file": other.name or first.name,
                "other": first.name if other.name else "",
                "key": key,
                "count": str(len(found)),
            }
            if not values["other"]:
                values["variant"] = "list"
            elif first.library is other.library:
                values["variant"] = "within"
            where = other.route if other.library is not None else first.route
            self._tell(self._codes.doubled, where, *related, **values)

    def _related(self, stands: _Stands, label: str) -> Related:
        library, route = stands.stand
        return (library.source if library is not None else self._source).related(route, label)

    def _tell_of_addresses(self, named: Sequence[tuple[Route, str, Library]]) -> None:
        """Files whose items have addresses for keys, where a citation is not found."""
        if all(key in self._stands for key in self._cited):
            return
        for route, name, library in named:
            count = sum(
                len(entry.names) == 1 and entry.names[0].startswith(_ADDRESSES)
                for entry in library.entries
            )
            if count:
                first = next(n for n in library.numbers if n.startswith(_ADDRESSES))
                place = library.source.related((library.numbers[first][0],), "first")
                values = {"file": name, "count": str(count), "key": first}
                self._tell(self._codes.addresses, route, place, **values)

    def _tell(self, code: Code, route: Route, *related: Related | None, **values: str) -> None:
        beside = tuple(each for each in related if each is not None)
        self._problems.append(self._source.problem(Complaint(code, route, values, related=beside)))

    def _unreadable(
        self, name: str, route: Route, why: Damaged | OSError | ValueError
    ) -> Complaint:
        code = self._codes.unreadable
        if isinstance(why, Damaged):
            values = {"file": name, "why": f"{why.why}\t{why.line}", "variant": why.why}
            return Complaint(code, route, values)
        if isinstance(why, Outside) and self._codes is not OF_ASSESSMENTS:
            return Complaint(code, route, {"file": name, "why": "outside", "variant": "outside"})
        return unattached(code, route, name, why)


def _reference(key: str, item: Mapping[str, Any]) -> Reference:
    """An item as a reference that goes by the key by which it is cited."""
    known = {name: value for name, value in csl.known(item).items() if name not in _NOISE}
    return Reference.model_validate({**known, "id": key})
