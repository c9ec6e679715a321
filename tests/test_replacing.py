"""A file that is written anew is whole, and stays whose and what it was."""

import errno
import os
import stat
from pathlib import Path

import pytest

from smartscore.processes.replacing import write_bytes

POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and modes of POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "town.yaml"
    file.write_bytes(b"old\n")
    return file


def names(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir())


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755, 0o4755, 0o200])
def test_mode(file, mode):
    file.chmod(mode)
    write_bytes(file, b"new\n")
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert file.read_bytes() == b"new\n"


@POSIX
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_keeps_to_the_mask(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        write_bytes(tmp_path / "new", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_owner(file):
    os.chown(file, 1234, 2345)
    file.chmod(0o640)
    write_bytes(file, b"new\n")
    found = file.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 2345, 0o640)


@POSIX
def test_an_owner_who_can_not_be_given_back_keeps_the_file(file, monkeypatch):
    def refuse(*_: int) -> None:
        raise PermissionError(errno.EPERM, "no")

    found = file.stat()
    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result((0, 0, 0, 1, 99, 99, 0, 0, 0, 0)))
    write_bytes(file, b"a longer text\n")
    assert file.read_bytes() == b"a longer text\n"
    assert file.stat().st_ino == found.st_ino
    assert names(file) == ["town.yaml"]


@POSIX
@pytest.mark.parametrize("content", [b"", b"n", b"much longer than what was there\n"])
def test_all_names_of_a_file_stay_names_of_it(file, content):
    os.link(file, file.parent / "other")
    write_bytes(file, content)
    assert (file.parent / "other").read_bytes() == content
    assert file.stat().st_nlink == 2
    assert names(file) == ["other", "town.yaml"]


@POSIX
def test_a_file_of_two_names_keeps_its_text_on_a_full_disk(file, monkeypatch):
    os.link(file, file.parent / "other")
    real, calls = os.write, []

    def full(handle: int, content: bytes) -> int:
        calls.append(content)
        if len(calls) == 1:
            return real(handle, bytes(content[:2]))
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "full")
        return real(handle, content)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="full"):
        write_bytes(file, b"new and longer\n")
    assert file.read_bytes() == b"old\n"
    assert names(file) == ["other", "town.yaml"]


@POSIX
def test_a_link_stays_a_link(file):
    link = file.parent / "link"
    link.symlink_to("town.yaml")
    write_bytes(link, b"new\n")
    assert link.is_symlink()
    assert file.read_bytes() == b"new\n"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="attributes of Linux")
def test_attributes(file):
    try:
        os.setxattr(file, "user.note", b"kept")
    except OSError:
        pytest.skip("the file system has no attributes")
    write_bytes(file, b"new\n")
    assert os.getxattr(file, "user.note") == b"kept"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_the_old_text_stays_where_anything_goes_wrong(file, monkeypatch, call):
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="broken"):
        write_bytes(file, b"new\n")
    assert file.read_bytes() == b"old\n"
    assert names(file) == ["town.yaml"]


def test_names_at_the_limit(tmp_path):
    for name in ("é" * 120, "長" * 80, "x" * 255):
        write_bytes(tmp_path / name, b"new\n")
        write_bytes(tmp_path / name, b"newer\n")
        assert (tmp_path / name).read_bytes() == b"newer\n"
    assert len(list(tmp_path.iterdir())) == 3
