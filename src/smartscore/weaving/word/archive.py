"""The archive that a document is: a part is unpacked when it is looked at, the others are copied.

What is copied is never unpacked, so that it is the same to the byte and no bomb goes off.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from smartscore.weaving import Refused

MOST_BYTES: Final = 256 * 1024 * 1024
"""So large a document may be; one of 500 pages with pictures has a tenth of that."""

MOST_UNPACKED: Final = 128 * 1024 * 1024
"""So large a part may be that is looked at: the text of 500 pages is about 10 MiB."""

_MOST_PARTS: Final = 20_000
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_DESCRIBED_BEHIND: Final = 0x08
_ENCRYPTED: Final = 0x01
_SPELT_IN_UTF_8: Final = 0x800
_LONG_SIZES: Final = 1
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)
_LARGEST: Final = 0xFFFFFFFF


class _Member(NamedTuple):
    """A part as it is packed: what the directory says of it, its name in bytes, and its content."""

    info: zipfile.ZipInfo
    name: bytes
    extra: bytes
    content: bytes | memoryview


class Archive:
    """The parts of a document by their names; raises Refused where it is no sound archive."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found, self._comment = archive.infolist(), archive.comment
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, struct.error):
            raise Refused("word-damaged") from None
        except (NotImplementedError, RuntimeError, LookupError):
            raise Refused("word-damaged") from None
        if len(found) > _MOST_PARTS:
            raise Refused("word-large")
        members = [self._member(memoryview(data), info) for info in found]
        self._members = {member.info.filename: member for member in members}
        alike = {name.lower() for name in self._members}
        if len(alike) != len(found) or _overlap(member.info for member in members):
            raise Refused("word-damaged")

    def _member(self, data: memoryview, info: zipfile.ZipInfo) -> _Member:
        if info.flag_bits & _ENCRYPTED:
            raise Refused("word-encrypted")
        start = info.header_offset
        head = data[start : start + _LOCAL.size]
        if info.compress_type not in _PACKED or len(head) < _LOCAL.size:
            raise Refused("word-damaged")
        sign, *_, length, more = _LOCAL.unpack(head)
        begin = start + _LOCAL.size + length + more
        content = data[begin : begin + info.compress_size]
        if sign != b"PK\3\4" or len(content) < info.compress_size:
            raise Refused("word-damaged")
        name = bytes(data[start + _LOCAL.size : start + _LOCAL.size + length])
        spelt = info.orig_filename.encode(
            "utf-8" if info.flag_bits & _SPELT_IN_UTF_8 else "cp437", "replace"
        )
        if name != spelt or info.filename != info.orig_filename:
            raise Refused("word-damaged")
        return _Member(info, name, _without_long_sizes(info.extra), content)

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        """The names of the parts in the order of the archive."""
        return iter(self._members)

    def read(self, name: str) -> bytes:
        """The content of a part; raises Refused where it is too large, damaged or not there."""
        member = self._members.get(name)
        if member is None:
            raise Refused("word-damaged")
        info = member.info
        if info.file_size > MOST_UNPACKED:
            raise Refused("word-large")
        content = bytes(member.content)
        if info.compress_type == zipfile.ZIP_DEFLATED:
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = unpacking.decompress(content, info.file_size + 1)
            except zlib.error:
                raise Refused("word-damaged") from None
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise Refused("word-damaged")
        return content

    def changed(self, parts: Mapping[str, bytes], removed: Iterable[str] = ()) -> bytes:
        """The archive with new contents of some parts, new parts last, and without others."""
        gone = set(removed)
        members = [
            _packed(member, parts[name]) if name in parts else member
            for name, member in self._members.items()
            if name not in gone
        ]
        members += [_fresh(name, parts[name]) for name in parts if name not in self._members]
        return _archive(members, self._comment)


def _overlap(members: Iterable[zipfile.ZipInfo]) -> bool:
    """Whether one piece of the file would be copied as part of two members."""
    spans = sorted((member.header_offset, member.compress_size) for member in members)
    end = 0
    for start, size in spans:
        if start < end:
            return True
        end = start + _LOCAL.size + size
    return False


def _without_long_sizes(extra: bytes) -> bytes:
    """Extra fields but for sizes beyond 4 GiB, which no part here has."""
    kept, here = b"", 0
    while here + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, here)
        if kind != _LONG_SIZES:
            kept += extra[here : here + 4 + size]
        here += 4 + size
    return kept


def _packed(member: _Member, content: bytes) -> _Member:
    """A member with another content."""
    info = member.info
    packing = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packing.compress(content) + packing.flush()
    info.compress_type = zipfile.ZIP_DEFLATED
    info.CRC, info.file_size, info.compress_size = zlib.crc32(content), len(content), len(packed)
    return member._replace(content=packed)


def _fresh(name: str, content: bytes) -> _Member:
    info = zipfile.ZipInfo(name, _NO_DAY)
    if not name.isascii():
        info.flag_bits |= _SPELT_IN_UTF_8
    return _packed(_Member(info, name.encode("utf-8"), b"", b""), content)


def _archive(members: list[_Member], comment: bytes) -> bytes:
    made, directory = io.BytesIO(), io.BytesIO()
    for info, name, extra, content in members:
        year, month, day, hour, minute, second = info.date_time
        moment = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
        flags = info.flag_bits & ~_DESCRIBED_BEHIND
        sizes = (info.CRC, info.compress_size, info.file_size)
        said = (info.extract_version, flags, info.compress_type, *moment, *sizes, len(name))
        version = info.create_system << 8 | info.create_version
        start = made.tell()
        made.write(_LOCAL.pack(b"PK\3\4", *said, 0) + name)
        made.write(content)
        more = (len(extra), len(info.comment), 0, info.internal_attr, info.external_attr, start)
        directory.write(_CENTRAL.pack(b"PK\1\2", version, *said, *more))
        directory.write(name + extra + info.comment)
    start, size, count = made.tell(), directory.tell(), len(members)
    if start + size > _LARGEST:
        raise Refused("word-large")
    end = _END.pack(b"PK\5\6", 0, 0, count, count, size, start, len(comment))
    return made.getvalue() + directory.getvalue() + end + comment
