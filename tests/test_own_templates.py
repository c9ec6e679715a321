"""Templates of somebody else's: what they may take before they are ended."""

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.processes import bounded
from smartscore.processes.bounded import Limits
from smartscore.reports import document
from smartscore.text.source import MAX_BYTES
from smartscore.words import words

from .tools import program


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["report", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


ENDLESS = {
    "{% for i in range(99999) %}{{ 'x' * 9999 }}{% endfor %}": "template-long",
    "{% for a in range(9999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}": (
        "template-slow"
    ),
    "{{ 'x' | center(999999999) }}": "template-big",
    "{{ '%0999999999d' | format(1) }}": "template-big",
    "{{ ('a' * 900000) | replace('a', 'b' * 900000) }}": "template-big",
    "{{ (['a'] * 900000) | join('b' * 900000) }}": "template-big",
    "{{ ('x\\n' * 400000) | indent(99999) }}": "template-big",
    "{% set n = namespace(x='x') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}": (
        "template-big"
    ),
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}": "template-deep",
    "{% include 'own' %}": "template-deep",
}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("template", ENDLESS)
def test_a_template_without_an_end_is_ended(here, monkeypatch, template, language):
    monkeypatch.setattr(document, "LIMITS", Limits(seconds=3, mebibytes=512))
    (here / "own.jinja").write_text(template)
    done = run("place.yaml", "--template", "own.jinja", "--lang", language, "-o", "out.md")
    assert done.exit_code == 2
    assert done.stderr.startswith("smartscore: own.jinja: ")
    assert " ".join(done.stderr.split()).endswith(words(language).reason(ENDLESS[template]))
    assert "template-" not in done.stderr
    assert not (here / "out.md").exists()


def test_a_template_that_ends_its_process_is_told(here, monkeypatch):
    def dies(*asked):
        raise bounded.Died(document.LIMITS)

    monkeypatch.setattr(bounded, "run", dies)
    (here / "own.jinja").write_text("a")
    done = run("place.yaml", "--template", "own.jinja")
    assert (done.exit_code, "broke off" in done.stderr) == (2, True)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_limits_that_are_told_are_those_that_hold(language):
    reason = words(language).reason
    assert f"{document.LIMITS.seconds} " in reason("template-slow")
    assert f"{document.LIMITS.mebibytes} MiB" in reason("template-big")
    assert f"{MAX_BYTES // 1024**2} MiB" in reason("too-large")


def test_a_template_that_is_too_large_is_not_cut(here):
    (here / "own.jinja").write_text("x" * (MAX_BYTES - 2) + "{{ report.format }}")
    done = run("place.yaml", "--template", "own.jinja", "-o", "out.md")
    assert (done.exit_code, "own.jinja" in done.stderr, "4 MiB" in done.stderr) == (2, True, True)
    assert not (here / "out.md").exists()
    (here / "own.jinja").write_text("x" * MAX_BYTES)
    assert run("place.yaml", "--template", "own.jinja", "-o", "out.md").exit_code == 0


@pytest.mark.parametrize("sign", ["> ", "- "])
def test_a_document_that_is_nested_too_deeply_is_told(here, sign):
    program("pandoc")
    (here / "own.jinja").write_text(f"{{{{ '{sign}' * 2000 }}}}x")
    done = run("place.yaml", "--template", "own.jinja", "-o", "out.docx")
    assert (done.exit_code, done.stderr.count("smartscore: ")) == (2, 1)
    assert not (here / "out.docx").exists()
