"""What `[tool.smartscore.check]` in the nearest pyproject.toml asks for."""

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from smartscore.fields import Language
from smartscore.problems import Unreadable, reason


class CheckSettings(BaseModel):
    """The options of `smartscore check` that a project can fix; the command line overrides them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    select: list[str] | None = None
    ignore: list[str] | None = None
    fail_on: Literal["error", "warning", "advice"] | None = Field(default=None, alias="fail-on")
    lang: Language | None = None
    rubrics: str | None = None


def check_settings(folder: Path) -> CheckSettings:
    """The settings of the nearest pyproject.toml that has some, from a folder upwards.

    Raises Unreadable where they can't be read.
    """
    for parent in (folder, *folder.parents):
        path = parent / "pyproject.toml"
        if not path.is_file():
            continue
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise Unreadable(str(path), reason(error)) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Unreadable(str(path), str(error)) from None
        table: Any = content
        for key in ("tool", "smartscore", "check"):
            table = table.get(key) if isinstance(table, dict) else table
        if table is None:
            continue
        try:
            found = CheckSettings.model_validate(table)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(["tool.smartscore.check", *map(str, first["loc"])])
            raise Unreadable(str(path), f"{where}: {first['msg']}") from None
        if found.rubrics is not None:
            found = found.model_copy(update={"rubrics": str(parent / found.rubrics)})
        return found
    return CheckSettings()
