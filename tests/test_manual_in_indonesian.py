"""Every page of the manual is there in Indonesian, made from the English one of today.

`python -m tests.test_manual_in_indonesian` lists what is missing or made from an older page, as
the headings that they are to have.
"""

import re

from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.read.rulebook import Page, Translated, pages, translations

ENGLISH = re.compile(
    r"\b(the|which|with|that|this|from|there|where|what|are|was|were|has|have|not|and|or|of|is|it)\b"
)
"""Words that no sentence in English does without, and none in Indonesian has."""
CODE = re.compile(r"`[^`]*`")


def stale() -> list[str]:
    said = translations("id")
    return [
        f"## {code} {page.source}"
        for code, page in pages().items()
        if code not in said or said[code].source != page.source
    ]


def test_each_is_made_from_the_page_of_today():
    assert stale() == []
    assert set(translations("id")) == set(pages())


def quoted(page: Page | Translated) -> set[str]:
    """What stands in code, however its lines are broken."""
    return set(CODE.findall(" ".join(f"{page.summary} {page.text}".split())))


def test_what_stands_in_code_is_the_same():
    said = translations("id")
    for code, page in pages().items():
        assert quoted(page) == quoted(said[code]), code


def test_there_are_as_many_paragraphs():
    said = translations("id")
    for code, page in pages().items():
        assert said[code].text.count("\n\n") == page.text.count("\n\n"), code


def test_no_english_is_left():
    for code, page in pages("id").items():
        text = CODE.sub("", f"{page.summary} {page.text}")
        quoted = re.sub(r'"[^"]*"|\*[^*]*\*', "", text)
        assert ENGLISH.findall(quoted.lower()) == [], code


def test_the_command_speaks_it(monkeypatch):
    asked = CliRunner().invoke(app, ["rule", "Y101", "--lang", "id"]).stdout
    monkeypatch.setenv("SMARTSCORE_LANG", "id")
    assert asked == CliRunner().invoke(app, ["rule", "Y101"]).stdout
    assert asked.startswith("Y101 not-utf8 (galat)\n\nBerkas adalah teks dalam UTF-8.\n")


if __name__ == "__main__":
    print("\n".join(stale()))
