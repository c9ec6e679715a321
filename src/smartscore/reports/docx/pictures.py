"""Pictures without files: pandoc in its sandbox reads none, and needs no more than their sizes."""

import base64
import zlib
from collections.abc import Mapping
from typing import Final, NamedTuple

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_SIZE: Final = slice(16, 24)
"""Where a PNG has its width and its height, of four bytes each."""

_BLACK_OR_WHITE: Final = b"\x01\x00\x00\x00\x00"


class Stub(NamedTuple):
    """What stands for a picture of ours while pandoc has it: so small, and like no other."""

    name: str
    picture: bytes
    content: bytes

    @property
    def address(self) -> str:
        """An address that holds the stub itself."""
        return f"data:image/png;base64,{base64.b64encode(self.content).decode()}"


def stubs(pictures: Mapping[str, bytes]) -> tuple[Stub, ...]:
    """A stub for each PNG."""
    return tuple(Stub(name, picture, _empty(name, picture)) for name, picture in pictures.items())


def _empty(name: str, picture: bytes) -> bytes:
    """A PNG of the size of another one, black all over, with its name in it."""
    size = picture[_SIZE]
    width, height = int.from_bytes(size[:4]), int.from_bytes(size[4:])
    rows = bytes(1 + (width + 7) // 8) * height
    chunks = (
        _chunk(b"IHDR", size + _BLACK_OR_WHITE),
        _chunk(b"tEXt", b"Title\0" + name.encode()),
        _chunk(b"IDAT", zlib.compress(rows)),
        _chunk(b"IEND", b""),
    )
    return b"".join((_SIGNATURE, *chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def replaced(parts: Mapping[str, bytes], held: tuple[Stub, ...]) -> dict[str, bytes]:
    """The parts of a docx with the pictures in the places of their stubs.

    pandoc also writes an address out as the name of its picture, which it was not.
    """
    by_content = {stub.content: stub.picture for stub in held}
    text = parts["word/document.xml"].decode("utf-8")
    for stub in held:
        text = text.replace(stub.address, stub.name)
    return {
        **{name: by_content.get(content, content) for name, content in parts.items()},
        "word/document.xml": text.encode("utf-8"),
    }
