"""What `[tool.smartscore]` in the nearest pyproject.toml asks for."""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from smartscore.model.fields import Language, shown
from smartscore.read.premises import SETTINGS, Premises
from smartscore.text.problems import Unreadable, quoted, reason

MAX_SETTINGS: Final = 1024 * 1024
"""The bytes of a pyproject.toml that is still read."""

MAX_PARTS: Final = 100
"""The parts of one key between dots; reading takes time with their square."""

_PART = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+"
_ENDLESS_KEY = re.compile(rf"(?<![\w-])(?:{_PART}){{{MAX_PARTS}}}")


class CheckSettings(BaseModel):
    """The options of `smartscore check` that a project can fix; the command line overrides them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    select: list[str] | None = None
    ignore: list[str] | None = None
    fail_on: Literal["error", "warning", "advice"] | None = Field(default=None, alias="fail-on")
    lang: Language | None = None
    rubrics: str | None = None


class ReportSettings(BaseModel):
    """What a project fixes for the documents of `smartscore report`; the command line overrides it.

    `rows_per_table` is from 1 to 9999.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    style: Literal["appendix", "thesis", "brief"] | None = None
    parts: list[str] | None = None
    lang: Language | None = None
    caption_mark: Literal["none", ".", ":"] | None = Field(default=None, alias="caption-mark")
    rows_per_table: int | None = Field(default=None, alias="rows-per-table", ge=1, le=9999)


class _Allowed(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)

    allow: list[str]


_KEYS: Final = ("allow", "check", "report")
_PLACE: Final = re.compile(r" \(at line (?P<line>\d+), column (?P<column>\d+)\)$")
"""What [tool.smartscore] can have."""

_DUE: Final = {
    "list_type": "settings-list",
    "string_type": "settings-text",
    "int_type": "settings-number",
    "greater_than_equal": "settings-number",
    "less_than_equal": "settings-number",
    "literal_error": "settings-choice",
    "model_type": "settings-table",
    "model_attributes_type": "settings-table",
}
"""What is due where pydantic finds something else, as a word of `reason.*`."""

_RUNNERS: Final = (
    "CI",
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "TF_BUILD",
    "JENKINS_URL",
    "TEAMCITY_VERSION",
    "BITBUCKET_BUILD_NUMBER",
)
"""What says that nobody sits here, and that the files may be a stranger's."""


def check_settings(folder: Path, *, anywhere: bool = False) -> CheckSettings:
    """The settings of `check` in the nearest pyproject.toml that has some, from a folder upwards.

    The folder of rubrics that they name lies in the project, or `anywhere` says that it need not.
    Raises Unreadable where they can't be read.
    """
    for path, table in _tables(folder):
        _refuse_others(path, table)
        if (found := table.get("check")) is None:
            continue
        try:
            settings = CheckSettings.model_validate(found)
        except ValidationError as error:
            raise _wrong(path, ("check",), error, CheckSettings) from None
        if settings.rubrics is None:
            return settings
        try:
            shelf = Premises(anywhere=anywhere).home(path.parent).admitted(settings.rubrics)
        except ValueError as error:
            raise Unreadable(str(path.parent / settings.rubrics), str(error)) from None
        return settings.model_copy(update={"rubrics": str(shelf)})
    return CheckSettings()


def report_settings(folder: Path) -> ReportSettings:
    """The settings of `report` in the nearest pyproject.toml that has some, from a folder upwards.

    Raises Unreadable where they can't be read.
    """
    for path, table in _tables(folder):
        _refuse_others(path, table)
        if (found := table.get("report")) is not None:
            try:
                return ReportSettings.model_validate(found)
            except ValidationError as error:
                raise _wrong(path, ("report",), error, ReportSettings) from None
    return ReportSettings()


def allowed(folder: Path) -> tuple[Path, ...]:
    """The files and folders that the nearest pyproject.toml with an `allow` opens to our files.

    None where a runner reads them: the settings would be those of whoever sent the files. Raises
    Unreadable where `allow` is no list of texts, and for a key that is none of ours beside it.
    """
    if any(os.environ.get(name, "").lower() not in ("", "0", "false") for name in _RUNNERS):
        return ()
    try:
        tables = list(_tables(folder))
    except Unreadable:
        return ()  # `check` tells it; here it opens nothing
    for path, table in tables:
        _refuse_others(path, table)
        if "allow" not in table:
            continue
        try:
            names = _Allowed.model_validate({"allow": table["allow"]}).allow
        except ValidationError as error:
            raise _wrong(path, (), error, _Allowed) from None
        return tuple(path.parent / name for name in names)
    return ()


def _tables(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every table [tool.smartscore] from a folder upwards, with its file."""
    for parent in (folder, *folder.parents):
        path = parent / SETTINGS
        if not path.is_file():
            continue
        try:
            with Premises().home(parent).opened(SETTINGS) as file:
                found: Any = _read(file.read(MAX_SETTINGS + 1))
        except OSError as error:
            raise Unreadable(str(path), reason(error)) from None
        except (ValueError, RecursionError) as error:
            raise Unreadable(str(path), _no_toml(error)) from None
        for key in ("tool", "smartscore"):
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, dict):
            yield path, found


def _read(content: bytes) -> Any:
    """A pyproject.toml as data; raises ValueError where it is none, or past the limits."""
    if len(content) > MAX_SETTINGS:
        raise ValueError(f"> {MAX_SETTINGS // 1024} KiB")
    text = content.decode("utf-8")
    if _ENDLESS_KEY.search(text):
        raise ValueError(f"a.b.c ... > {MAX_PARTS}")
    return tomllib.loads(text)


def _no_toml(error: ValueError | RecursionError) -> str:
    """Why a text is no TOML: with the place, where one is told, and the parser's own words."""
    said = str(error)
    if said.startswith(("> ", "a.b.c")):  # a limit of ours, in signs
        return said
    if place := _PLACE.search(said):
        return "\t".join(("settings-toml", place["line"], place["column"], said[: place.start()]))
    return quoted(said)


def _refuse_others(path: Path, table: dict[str, Any]) -> None:
    """Raise Unreadable where [tool.smartscore] has a key that is none of ours."""
    for key in table:
        if key not in _KEYS:
            raise _unsettled(path, "settings-key", (key,), _KEYS)


def _wrong(
    path: Path, table: tuple[str, ...], error: ValidationError, shape: type[BaseModel]
) -> Unreadable:
    """The first thing that is wrong with a table, as far as we have words for it."""
    first = error.errors()[0]
    where = (*table, *map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        fields = shape.model_fields.items()
        return _unsettled(path, "settings-key", where, [f.alias or name for name, f in fields])
    choices = re.findall(r"'([^']*)'", str(first.get("ctx", {}).get("expected", "")))
    return _unsettled(path, _DUE.get(first["type"], quoted(first["msg"])), where, choices)


def _unsettled(path: Path, word: str, where: Iterable[str], known: Iterable[str]) -> Unreadable:
    """A setting that can't be used: a word of `reason.*`, where it stands, and what is known."""
    place = shown(".".join(("tool.smartscore", *where)))
    return Unreadable(str(path), "\t".join((word, place, ", ".join(known))))
