"""The manual pages say what the commands say, and are roff that readers of it take."""

import re
import runpy
import subprocess

import pytest

from . import tools
from .conftest import ROOT

MADE = runpy.run_path(str(ROOT / "docs" / "_site" / "manpage.py"))
LANGUAGES = ["en", "id"]


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def test_the_page_is_made_of_the_help_of_today(language):
    stored = MADE["FILES"][language].read_text(encoding="utf-8")
    assert stored == MADE["page"](language), "made by: python docs/_site/manpage.py"


def test_groff_has_nothing_to_say_and_80_columns_are_enough(language):
    groff = tools.program("groff")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-Kutf8", "-ww", "-rLL=80n", str(MADE["FILES"][language])],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    text = re.sub(".\b|\x1b\\[[0-9;]*m", "", done.stdout.decode("utf-8"))
    assert max(map(len, text.splitlines())) <= 80
    for name in ("smartscore", "--fail-under", "SMARTSCORE_LANG", "130"):
        assert name in text


def test_no_text_is_a_request_or_an_escape():
    assert MADE["_line"](".so /etc/passwd") == "\\&.so /etc/passwd"
    assert MADE["_line"]('\'\\n--x "a"') == "\\&'\\en\\-\\-x \\(dqa\\(dq"


def test_mandoc_has_no_warning(language):
    done = subprocess.run(
        [tools.program("mandoc"), "-T", "lint", "-W", "warning", str(MADE["FILES"][language])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout + done.stderr == ""
