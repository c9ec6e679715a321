"""What files are and hold, seen at a glance by who can't wait until they are read: a shell.

Nothing is judged and nothing fails. A file that can't be looked into holds nothing.
"""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from smartscore.read.premises import Home, Premises
from smartscore.read.shelf import ARCHIVE, Catalogue, is_path
from smartscore.text.blocks import Glance, glance

MANY: Final = 200
"""So many files of a folder are looked into."""

YAML: Final = (".yaml", ".yml")
_KIND: Final = re.compile(
    r"(?:^|[{,])[ \t]*[\"']?smartscore[\"']?[ \t]*:[ \t]*[\"']?([a-z]+)/", re.MULTILINE
)
_HEAD: Final = 4096
_WHOLE: Final = 400_000
_DEEPEST: Final = 12


class Shelved(NamedTuple):
    """A rubric on a shelf, by what the first lines of its file say."""

    code: str
    version: str
    title: Glance

    @property
    def major(self) -> str:
        """The number by which a reference pins it."""
        return self.version.partition(".")[0]


class Part(NamedTuple):
    """A node of a rubric."""

    path: tuple[str, ...]
    title: Glance
    levels: tuple[tuple[str, Glance], ...] = ()
    """The points that it can be given, and what they are called."""

    is_leaf: bool = False


def here() -> Home:
    """Where the names that a reader writes start from: they may end anywhere."""
    return Premises(anywhere=True).home(Path())


def kind(name: str, home: Home) -> str | None:
    """What the first key of a file says that it is: `rubric`, `assessment`, `cases`; or nothing."""
    found = _KIND.search(_text(name, home, _HEAD))
    return found[1] if found else None


def shelved(catalogue: Catalogue) -> list[Shelved]:
    """The rubrics of all shelves, each code once: as it is found when the code is asked for."""
    found: dict[str, Shelved] = {}
    for folder in catalogue.folders:
        for each in _on(folder, catalogue):
            found.setdefault(each.code, each)
    return [found[code] for code in sorted(found)]


def editions(catalogue: Catalogue, code: str) -> list[Shelved]:
    """The major versions of a rubric, the latest of each shelf before those that it keeps."""
    found: dict[str, Shelved] = {}
    for folder in catalogue.folders:
        for each in (*_on(folder, catalogue), *_on(folder / ARCHIVE, catalogue, f"{code}@")):
            if each.code == code:
                found.setdefault(each.major, each)
    return list(found.values())


def references(name: str, home: Home) -> list[str]:
    """The rubrics that an assessment lists; a rubric's own file is the rubric itself."""
    text = _text(name, home, _WHOLE)
    seen = glance(text[:_HEAD])
    if "rubrics" not in tuple(seen)[:-1]:  # the last key of a piece may go on
        seen = glance(text)
    if str(seen.get("smartscore")).startswith("rubric/"):
        return [name]
    return [each for each in _listed(seen.get("rubrics")) if isinstance(each, str)]


def rubric(reference: str, home: Home, catalogue: Catalogue) -> dict[str, Glance]:
    """What is seen of the rubric that a reference means; nothing where there is none."""
    return _found(reference, home, catalogue)[0]


def whole(reference: str, home: Home, catalogue: Catalogue) -> Iterator[Part]:
    """A rubric itself, of which no more is looked at than its first lines."""
    seen = _found(reference, home, catalogue, _HEAD)[0]
    if isinstance(code := seen.get("code"), str) and code:
        yield Part((code,), seen.get("title", ""))


def outline(reference: str, home: Home, catalogue: Catalogue) -> Iterator[Part]:
    """Every node of a rubric, those of rubrics that it takes in among them, from the whole down."""
    yield from _whole(reference, home, catalogue, ())


def _whole(
    reference: str, home: Home, catalogue: Catalogue, above: tuple[str, ...]
) -> Iterator[Part]:
    seen, home = _found(reference, home, catalogue)
    code = seen.get("code")
    if isinstance(code, str) and code and len(above) < _DEEPEST:
        yield Part((*above, code), seen.get("title", ""))
        scale = [point for point in _listed(seen.get("scale")) if isinstance(point, dict)]
        called = {str(point.get("points")): point.get("label", "") for point in scale}
        yield from _beneath(seen, called, home, catalogue, (*above, code))


def _beneath(
    seen: dict[str, Glance],
    called: dict[str, Glance],
    home: Home,
    catalogue: Catalogue,
    above: tuple[str, ...],
) -> Iterator[Part]:
    for key in ("dimensions", "indicators"):
        for child in _listed(seen.get(key)):
            if not isinstance(child, dict):
                continue
            grafted, code = child.get("rubric"), child.get("code")
            if isinstance(grafted, str):
                yield from _whole(grafted, home, catalogue, above)
            elif isinstance(code, str):
                path, levels = (*above, code), child.get("levels")
                points = levels if isinstance(levels, dict) else called if levels else ()
                named = tuple((each, called.get(each, "")) for each in points)
                yield Part(path, child.get("title", ""), named, key == "indicators")
                yield from _beneath(child, called, home, catalogue, path)


def _found(
    reference: str, home: Home, catalogue: Catalogue, most: int = _WHOLE
) -> tuple[dict[str, Glance], Home]:
    """The rubric of a reference, and where what it names itself starts from."""
    name, _, major = reference.partition("@")
    if is_path(name):
        folder = home.folder / PurePath(name).parent
        inner = home._replace(folder=folder) if home.anywhere else catalogue.premises.home(folder)
        return glance(_text(name, home, most)), inner
    number = int(major) if major.isdecimal() and len(major) < 7 else None
    for path in catalogue.candidates(name, number):
        home = catalogue.premises.home(path.parent)
        head = glance(_text(path.name, home, _HEAD))
        if not major or str(head.get("version")).partition(".")[0] == major:
            return head if most == _HEAD else glance(_text(path.name, home, most)), home
    return {}, home


def _on(folder: Path, catalogue: Catalogue, start: str = "") -> Iterator[Shelved]:
    """The rubrics of a folder; of a large one, as many as can be looked into at once."""
    try:
        inside = sorted(os.listdir(folder))  # noqa: PTH208 - a path of each would take its time
    except OSError:
        return
    home = catalogue.premises.home(folder)
    yaml = (each for each in inside if each.endswith(YAML) and each.startswith(start))
    for name in islice(yaml, MANY):
        text = _text(name, home, _HEAD)
        if (found := _KIND.search(text)) and found[1] == "rubric":
            head = glance(text)
            code, version = head.get("code"), head.get("version")
            if isinstance(code, str) and isinstance(version, str):
                yield Shelved(code, version, head.get("title", ""))


def _listed(value: "Glance | None") -> list[Glance]:
    return value if isinstance(value, list) else []


def _text(name: str, home: Home, most: int) -> str:
    try:
        with home.opened(name) as file:
            return file.read(most).decode("utf-8", "replace").removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""
