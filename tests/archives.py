"""Archives and old Office files, made part by part."""

import io
import zipfile

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def zipped(files: dict[str, bytes | str], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def archive(*names: str) -> bytes:
    """An archive of parts in which nothing stands."""
    return zipped(dict.fromkeys(names, ""))


def old_office(stream: str) -> bytes:
    return OLD_OFFICE + stream.encode("utf-16-le")
