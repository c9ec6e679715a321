"""A file is replaced by a finished one, whole or not at all, and stays whose and what it was."""

import contextlib
import errno
import os
import shutil
import stat
from pathlib import Path

from smartscore.processes.ending import Held, Unfinished

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_THERE = os.O_WRONLY | getattr(os, "O_BINARY", 0)


def write_bytes(path: Path, content: bytes) -> None:
    """Replace a file by a finished one; the old file stays whole if anything goes wrong.

    Owner, mode, attributes and access lists stay. A file of several names (hard links), or of an
    owner whom we can't give it back to, is filled anew in its place, which no reader should watch.
    A device or a pipe is written to directly. Raises OSError.
    """
    found = None
    with contextlib.suppress(FileNotFoundError):
        found = path.stat()
    if found is not None and not stat.S_ISREG(found.st_mode):
        path.write_bytes(content)
        return
    if found is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    target = Path(os.path.realpath(path))
    name = target.parent / f".{target.name[:40]}.{os.urandom(6).hex()}.part"
    with Unfinished(str(name)) as unfinished:
        handle = os.open(unfinished, _NEW, 0o600 if found else 0o666)
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(content)
            file.flush()
            alone = found is None or (found.st_nlink < 2 and _like(target, handle, found))
            os.fsync(handle)
        if alone:
            os.replace(unfinished, target)  # noqa: PTH105 - both are texts
        else:
            _fill(target, content)


def replace(part: Path, path: Path) -> None:
    """Replace a file by one that lies beside it and is finished, and which is gone then.

    What stays of the old file is what `write_bytes` lets stay. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    with contextlib.suppress(FileNotFoundError):
        found = target.stat()
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with part.open("r+b") as file:
            alone = found.st_nlink < 2 and _like(target, file.fileno(), found)
            os.fsync(file.fileno())
        if not alone:
            with Held(), part.open("rb") as source, target.open("r+b") as old:
                shutil.copyfileobj(source, old)
                old.truncate()
                os.fsync(old.fileno())
            part.unlink()
            return
    part.replace(target)


def _like(old: Path, handle: int, found: os.stat_result) -> bool:
    """Give a new file the owner, attributes and mode of an old one; False where it has no say."""
    if hasattr(os, "fchown"):
        made = os.fstat(handle)
        if (made.st_uid, made.st_gid) != (found.st_uid, found.st_gid):
            try:
                os.fchown(handle, found.st_uid, found.st_gid)
            except OSError:
                return False
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(old):
                with contextlib.suppress(OSError):  # those of the system are its own to give
                    os.setxattr(handle, name, os.getxattr(old, name))
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(found.st_mode))
    return True


def _fill(target: Path, content: bytes) -> None:
    """Fill a file in its place, or leave in it what was there; a signal waits until it is done."""
    with Held():
        before = target.read_bytes()
        handle = os.open(target, _THERE)
        try:
            _overwrite(handle, content)
        except OSError:
            with contextlib.suppress(OSError):
                _overwrite(handle, before)
            raise
        finally:
            os.close(handle)


def _overwrite(handle: int, content: bytes) -> None:
    if hasattr(os, "posix_fallocate") and content:
        os.posix_fallocate(handle, 0, len(content))  # a full disk says so before anything is lost
    left = memoryview(content)
    os.lseek(handle, 0, os.SEEK_SET)
    while left:
        left = left[os.write(handle, left) :]
    os.ftruncate(handle, len(content))
    os.fsync(handle)
