"""Which files are smartscore's: by the first key, never by what stands deeper in another's."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartscore.read.ours import is_of, is_ours
from tests.building import ASSESSMENT, RUBRIC
from tests.conftest import ROOT

OURS: dict[str, str | bytes] = {
    "first": "smartscore: rubric/1\ncode: a\n",
    "after comments and marks": "\ufeff# a\n%YAML 1.2\n---\n\n  # b\nsmartscore: cases/1\n",
    "with Windows line ends": "# a\r\n\r\nsmartscore: rubric/1\r\ncode: a\r\n",
    "in quotation marks": "'smartscore': \"rubric/1\"\n",
    "not the first": "code: a\ntitle: smartscore\nsmartscore: rubric/1\n",
    "indented as a whole": "  code: a\n  smartscore: rubric/1\n",
    "on one line": "{smartscore: rubric/1, code: a}",
    "as JSON": json.dumps({"smartscore": "rubric/1"}),
    "as JSON on lines": json.dumps({"code": "a", "smartscore": "rubric/1"}, indent=2),
    "with nothing after it": "smartscore:\ncode: a\n",
    "with nothing at all": "smartscore:",
    "with a comment only": "smartscore: # what?\n# more\ncode: a\n",
    "of a kind that is misspelled": "smartscore: rubrik/1\n",
    "of a kind on the line below": "smartscore:\n  rubric/1\n",
    "misspelled": "smartscor: rubric/1\n",
    "misspelled in capitals": "SmartScore: assessment/1\n",
    "broken": "smartscore: rubric/1\ncode: [a\n  - {",
    "in UTF-16": "smartscore: rubric/1\n".encode("utf-16"),
    "a rubric": RUBRIC,
    "an assessment": ASSESSMENT,
}
THEIRS: dict[str, str | bytes] = {
    "nothing": "",
    "a comment": "# smartscore: rubric/1\n",
    "a service": "services:\n  smartscore:\n    image: python\n",
    "a job": "smartscore:\n  image: python:3.13\n  script: [smartscore check]\n",
    "a job on one line": "smartscore: {image: python}\n",
    "a job after an anchor": "smartscore: &job\n  image: python\n",
    "a list": "smartscore:\n  - a\n",
    "a list that is not indented": "stages:\n- check\nsmartscore:\n  stage: check\n",
    "a version among others": "ruff: 0.9\nsmartscore: 1.1.0\n",
    "a text in a text": "kind: ConfigMap\ndata:\n  rubric.yaml: |\n    smartscore: rubric/1\n",
    "a mapping in a mapping": "data: {smartscore: rubric/1}\n",
    "a template": "{{- if .Values.x }}\nsmartscore: rubric/1\n{{- end }}\n",
    "several documents": "kind: A\n---\nkind: B\nmetadata: {name: smartscore}\n",
    "tags": "Resources:\n  X: !Sub 'smartscore: ${Y}'\n",
    "broken": "a: [b\n  : {{ x }}\n",
    "another key with a kind": "format: rubric/1\n",
    "no mapping": "- smartscore: rubric/1\n",
    "no text": b"\x00\x01\xff\xfe",
}


def raw(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


@pytest.mark.parametrize("name", OURS)
def test_ours(name):
    assert is_ours(raw(OURS[name]))


@pytest.mark.parametrize("name", THEIRS)
def test_theirs(name):
    assert not is_ours(raw(THEIRS[name]))


def test_every_file_of_the_project_is_known():
    ours = [*ROOT.glob("rubrics/**/*.yaml"), *ROOT.glob("examples/**/*.yaml")]
    unknown = [file for file in ours if not is_ours(file.read_bytes())]
    assert len(ours) > 40
    assert [file.name for file in unknown if b"\nsmartscore:" in file.read_bytes()] == []
    for file in (".pre-commit-hooks.yaml", "action.yml"):
        assert not is_ours((ROOT / file).read_bytes())


def test_the_kind():
    assert is_of("assessment", ASSESSMENT.encode())
    assert not is_of("rubric", ASSESSMENT.encode())
    assert is_of("rubric", b"code: a\nsmartscore: rubric/1\n")
    assert not is_of("rubric", b"rubric: a\n")


@given(
    st.binary(max_size=60) | st.text("smartscore:/1 \n\r\t#{}\"'-&|", max_size=60).map(str.encode)
)
def test_no_bytes_break_it(data):
    assert is_ours(data) in (True, False)
