"""The bytes of files: what may be read, how much of it, and why not."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Final

from smartscore.model.fields import shown
from smartscore.read import loading_faults
from smartscore.read.ours import is_ours
from smartscore.read.premises import Home, Outside
from smartscore.text.problems import (
    Code,
    Complaint,
    Route,
    Unreadable,
    reason,
)
from smartscore.text.source import MAX_BYTES

ATTACHED_BYTES: Final = 64 * 1024 * 1024
"""The size of a survey's answers or of the text behind a reference that is still read."""


def content(path: Path, most: int = MAX_BYTES, *, waits: bool = True) -> bytes:
    """A file's bytes, and one more than `most` where it has more; raises Unreadable.

    With `waits` a named pipe is waited for until somebody writes into it; else nothing is in it.
    """
    try:
        if os.path.isdir(path):
            raise Unreadable(str(path), "folder")
        with open(path, "rb", opener=None if waits else _at_once) as file:
            return file.read(most + 1)
    except OSError as error:
        raise Unreadable(str(path), reason(error)) from None
    except ValueError:
        raise Unreadable(shown(path), "name") from None


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting for who writes into it."""
    if not hasattr(os, "O_NONBLOCK"):
        return os.open(path, flags)
    opened = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(opened, True)  # what is written already is read to its end
    return opened


def read(home: Home, name: str) -> bytes:
    """A file's bytes as `content` gives them; raises Unreadable, and ValueError as a home does."""
    try:
        with home.opened(name) as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(str(home.folder / name), reason(error)) from None


def attachment(home: Home, name: str) -> bytes:
    """The bytes of a file that an assessment names.

    Raises Outside where it lies off the premises, ValueError for what is no regular file or holds
    more than ATTACHED_BYTES, OSError where there is nothing.
    """
    with home.opened(name) as file:
        large = os.fstat(file.fileno()).st_size > ATTACHED_BYTES
        data = b"" if large else file.read(ATTACHED_BYTES + 1)
    if large or len(data) > ATTACHED_BYTES:
        raise ValueError(f"> {ATTACHED_BYTES // 1024 // 1024} MiB")
    return data


def attached_text(home: Home, name: str) -> str:
    """The text of a file that an assessment names; raises as `attachment` does."""
    try:
        return attachment(home, name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("encoding") from None


def digest(content: bytes) -> str:
    """By what a file is known again: the SHA-256 of its bytes.

    >>> digest(b"")[:20]
    'sha256:e3b0c44298fc1'
    """
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def unattached(code: Code, route: Route, name: str, error: OSError | ValueError) -> Complaint:
    """Why there is no attachment: A130 where it lies elsewhere, else a code of the caller's."""
    if isinstance(error, Outside):
        return Complaint(loading_faults.SOURCE_LIES_OUTSIDE, route, {"file": name})
    if isinstance(error, OSError):
        return Complaint(code, route, {"file": name, "why": reason(error)})
    why = str(error)
    return Complaint(code, route, {"file": name, "why": why, "variant": why})


def refusal(home: Home, name: str) -> str | None:
    """Why an assessment that a chapter names is not read, in a word of `reason.*` in a locale.

    None where it may be; one that is not there is told by whoever reads it. Of a YAML file that is
    not ours nothing is to be told.
    """
    try:
        if not os.path.lexists(home.admitted(name)):
            return None
        with home.opened(name) as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    except ValueError as error:
        return str(error)
    return "not-ours" if name.lower().endswith((".yaml", ".yml")) and not is_ours(data) else None


def as_shown(path: Path) -> str:
    """A path as a reader would write it: relative to where they are, if it lies beneath."""
    try:
        return Path(os.path.realpath(path)).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def as_named(path: Path, folder: Path) -> str:
    """A path as a file in a folder names it: relative, and whole where it is on another drive."""
    try:
        relative = PurePath(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.as_posix()
    return relative if relative.startswith("..") else f"./{relative}"


def may_exist(path: Path) -> bool:
    """Whether a file is there, or can't be looked for: then reading it will say why."""
    try:
        return path.exists()
    except OSError:
        return True
    except ValueError:
        return False


def given_twice(names: Sequence[str]) -> tuple[int, int] | None:
    """The numbers of two names that stand for one file; None where each file is named once."""
    first: dict[tuple[int, int], int] = {}
    for i, name in enumerate(names):
        try:
            found = Path(name).stat()
        except (OSError, ValueError):
            continue
        before = first.setdefault((found.st_dev, found.st_ino), i)
        if before != i:
            return before, i
    return None
