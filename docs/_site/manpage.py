"""The manual pages `man/smartscore.1`, in each language; `python docs/_site/manpage.py` makes them.

What commands and options say is what `--help` says; what stands around it is here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import typer

from smartscore import __version__
from smartscore.cli import app
from smartscore.cli.help_page import argument, described, option, parameters, usage
from smartscore.cli.help_texts import Texts, texts
from smartscore.cli.listed import SECTIONS
from smartscore.text.languages import Language

ROOT: Final = Path(__file__).parent.parent.parent
FILES: Final[Mapping[Language, Path]] = {
    "en": ROOT / "man" / "smartscore.1",
    "id": ROOT / "man" / "id" / "smartscore.1",
}

_REVISED: Final = "2026-11-26"
"""When what stands here was last written anew; readers of roff want a date."""

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "smartscore manual",
        "name": "NAME",
        "synopsis": "SYNOPSIS",
        "description": "DESCRIPTION",
        "exit": "EXIT STATUS",
        "environment": "ENVIRONMENT",
        "files": "FILES",
        "see": "SEE ALSO",
    },
    "id": {
        "title": "Buku petunjuk smartscore",
        "name": "NAMA",
        "synopsis": "RINGKASAN",
        "description": "KETERANGAN",
        "exit": "KODE KELUAR",
        "environment": "LINGKUNGAN",
        "files": "BERKAS",
        "see": "LIHAT JUGA",
    },
}
_EXIT: Final = {
    "en": {
        "0": "All is fine.",
        "1": "Problems were found, or a threshold was missed.",
        "2": "It could not run: a wrong option, or a file that can't be read or written.",
        "130": "It was interrupted from the keyboard.",
        "143": "It was told to end.",
    },
    "id": {
        "0": "Semuanya baik.",
        "1": "Ada masalah, atau ambang tidak tercapai.",
        "2": "Tidak dapat berjalan: opsi yang salah, atau berkas yang tidak terbaca atau tertulis.",
        "130": "Dihentikan dari papan ketik.",
        "143": "Diminta berhenti.",
    },
}
_ENVIRONMENT: Final = {
    "en": {
        "SMARTSCORE_LANG": "The language, en or id, where no --lang says another.",
        "NO_COLOR": "No colours, where it is not empty.",
        "FORCE_COLOR": "Colours also where the output is no terminal.",
        "COLUMNS": "The width of the output.",
    },
    "id": {
        "SMARTSCORE_LANG": "Bahasa, en atau id, bila --lang tidak menyebut yang lain.",
        "NO_COLOR": "Tanpa warna, bila tidak kosong.",
        "FORCE_COLOR": "Berwarna walaupun keluarannya bukan terminal.",
        "COLUMNS": "Lebar keluaran.",
    },
}
_FILES: Final = {
    "en": {
        "*.yaml": "Rubrics, assessments and cases; their first key is smartscore.",
        "pyproject.toml": "Settings of a project, under [tool.smartscore.check].",
    },
    "id": {
        "*.yaml": "Rubrik, penilaian, dan kasus; kunci pertamanya smartscore.",
        "pyproject.toml": "Pengaturan sebuah proyek, di bawah [tool.smartscore.check].",
    },
}
_SEE: Final = {
    "en": "smartscore rule CODE explains a code that check tells; smartscore schema KIND prints "
    "what a file may hold.",
    "id": "smartscore rule KODE menjelaskan kode yang disampaikan check; smartscore schema JENIS "
    "mencetak isi yang boleh ada dalam berkas.",
}


def page(language: Language) -> str:
    """The manual page in a language."""
    words, said = _WORDS[language], texts(language)
    root = typer.main.get_command(app)
    line = said.of("", "line").rstrip(".")
    lines = [
        f'.TH SMARTSCORE 1 {_REVISED} "smartscore {__version__}" "{words["title"]}"',
        ".nh",
        ".ad l",
    ]
    lines += [f".SH {words['name']}", f"smartscore \\- {_text(line[:1].lower() + line[1:])}"]
    lines += [f".SH {words['synopsis']}", f".B {_text(usage(root, '', said))}"]
    lines += [f".SH {words['description']}", _line(said.of("", "text"))]
    lines += [f".SH {said.word('options').upper()}", *_parameters(root, "", said)]
    lines += [f".SH {said.word('commands').upper()}"]
    for section, names in SECTIONS.items():
        lines += [f".SS {_text(said.section(section))}"]
        below = [part for name in names for part in _command(root.commands[name], name, said)]
        lines += below[1:]  # a section begins a paragraph by itself
    for name, meanings in (("exit", _EXIT), ("environment", _ENVIRONMENT), ("files", _FILES)):
        lines += [f".SH {words[name]}"]
        for term, meaning in meanings[language].items():
            lines += [".TP", f".B {_text(term)}", _line(meaning)]
    lines += [f".SH {words['see']}", _line(_SEE[language])]
    return "\n".join(lines) + "\n"


def _command(command: Any, path: str, said: Texts) -> Iterator[str]:
    """A command, and those below it."""
    yield ".PP"
    yield f".B {_text(usage(command, path, said))}"
    yield ".RS"
    for paragraph in (said.of(path, "line"), *said.of(path, "text").split("\n\n")):
        if paragraph:
            yield from (".PP", _line(paragraph))
    for name, below in getattr(command, "commands", {}).items():
        yield from _command(below, f"{path} {name}", said)
    yield from _parameters(command, path, said)
    for key in ("exit", "example"):
        if about := said.of(path, key):
            yield from (".PP", _line(f"{said.word(key)}: {about}"))
    yield ".RE"


def _parameters(command: Any, path: str, said: Texts) -> Iterator[str]:
    arguments, options = parameters(command.params)
    for shown, found in ((argument, arguments), (option, options)):
        for each in found:
            yield from (".TP", f".B {_text(shown(each, said))}")
            yield _line(described(each, path, said))


def _text(text: str) -> str:
    """A text in which nothing is a request or an escape of roff."""
    return " ".join(text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").split())


def _line(text: str) -> str:
    """The same as a line of its own."""
    said = _text(text)
    return f"\\&{said}" if said.startswith((".", "'")) else said


def main() -> None:
    """Write the pages."""
    for language, file in FILES.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
