"""What a search of a document of 400 pages costs, the whole command."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from benchmarks.startup import SMARTSCORE
from smartscore.text.documents import Document
from tests.pdf_files import made

PAGES: Final = 400
LINES: Final = 30
WORDS_A_LINE: Final = 12
RUBRIC: Final = "masterplan-readiness"


def show(documents: Sequence[Document]) -> None:
    """Print seconds and MB of a text and of a PDF."""
    pages = paged(documents)
    words = sum(len(line.split()) for page in pages for line in page)
    print(f"{len(pages)} pages, {words} words; rubric {RUBRIC}")
    with tempfile.TemporaryDirectory() as folder:
        files = {"plan.txt": text(pages), "plan.pdf": made(*map(drawn, pages))}
        for name, content in files.items():
            path = Path(folder) / name
            path.write_bytes(content)
            runs = [cost(path) for _ in range(3)]
            seconds, most = min(run[0] for run in runs), max(run[1] for run in runs)
            print(f"{name}: {seconds:.1f} s, {most:.0f} MB, {runs[0][2]} candidates")


def paged(documents: Sequence[Document]) -> list[list[str]]:
    """Pages of lines, of the words of all documents; from the start again where they end."""
    words = [
        word for each in documents for block in each.blocks for word in (*block.text.split(), "\n")
    ]
    size = LINES * WORDS_A_LINE
    stream = list(islice(cycle(words), PAGES * size))
    pages = [stream[i : i + size] for i in range(0, len(stream), size)]
    return [
        [line for part in " ".join(page).split("\n") for line in lines(part.split())]
        for page in pages
    ]


def lines(words: Sequence[str]) -> list[str]:
    found = [" ".join(words[i : i + WORDS_A_LINE]) for i in range(0, len(words), WORDS_A_LINE)]
    return [*found, ""] if found else []


def text(pages: Sequence[Sequence[str]]) -> bytes:
    return "\f".join("\n".join(page) for page in pages).encode()


def drawn(page: Sequence[str]) -> bytes:
    """A page of a PDF on which lines stand below one another, a blank one as a wider gap."""
    rows = [b"BT /F1 8 Tf 40 780 Td"]
    for line in page:
        safe = line.encode("latin-1", "replace")
        for mark in (b"\\", b"(", b")"):
            safe = safe.replace(mark, b"\\" + mark)
        rows.append(b"(%s) Tj 0 -%d Td" % (safe, 10 if line else 8))
    return b"\n".join([*rows, b"ET"])


def cost(path: Path) -> tuple[float, float, int]:
    """Seconds of the whole command, the most memory of a process of it, and what it proposed."""
    command = [*SMARTSCORE, "evidence", str(path), "--rubric", RUBRIC, "--format", "json"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"the command ended with {process.returncode}")
    count = sum(len(each["candidates"]) for each in json.loads(told)["indicators"])
    return seconds, used.ru_maxrss / 1024, count
