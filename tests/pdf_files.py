"""PDFs made part by part."""

import zlib


def made(*contents: bytes, raw: dict[bytes, bytes] | None = None) -> bytes:
    """A PDF with a page for each content, packed; `raw` replaces bytes of what stands around it."""
    pages = len(contents)
    kids = b" ".join(b"%d 0 R" % (10 + 2 * i) for i in range(pages))
    parts = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n" % (kids, pages),
        b"3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
    ]
    for i, content in enumerate(contents):
        packed = zlib.compress(content, 9)
        parts += [
            b"%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n" % (10 + 2 * i, 11 + 2 * i),
            b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n"
            % (11 + 2 * i, len(packed), packed),
        ]
    whole = b"%PDF-1.7\n"
    table = b""
    for part in parts:
        number = int(part.split()[0])
        table += b"%d 1\n%010d 00000 n \n" % (number, len(whole))
        whole += _with(part, raw)
    start = len(whole)
    last = b"trailer\n<< /Size 99 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return whole + b"xref\n0 1\n0000000000 65535 f \n" + table + _with(last, raw)


def _with(part: bytes, raw: dict[bytes, bytes] | None) -> bytes:
    for old, new in (raw or {}).items():
        part = part.replace(old, new)
    return part
