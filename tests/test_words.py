"""The two locales say the same things with the same values."""

import json
import re
from pathlib import Path
from string import Formatter

import smartscore
from smartscore.reports.problems import listing
from smartscore.rules import assessment as assessment_rules
from smartscore.rules import rubric as rubric_rules
from smartscore.words import known_language, words

FOLDER = Path(smartscore.__file__).parent
LOCALES = {
    name: json.loads((FOLDER / "locales" / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("id", "en")
}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_the_same_keys_in_the_same_order():
    assert list(LOCALES["id"]) == list(LOCALES["en"])


def test_the_same_placeholders():
    for key, sentence in LOCALES["en"].items():
        assert placeholders(sentence) == placeholders(LOCALES["id"][key]), key


def test_no_key_stands_twice():
    for name in LOCALES:
        text = (FOLDER / "locales" / f"{name}.json").read_text(encoding="utf-8")
        keys = re.findall(r'^  "([^"]+)":', text, re.MULTILINE)
        assert len(keys) == len(set(keys))


def test_nothing_is_left_in_the_other_language():
    same = {
        k for k, s in LOCALES["en"].items() if s == LOCALES["id"][k] and re.search("[a-z]{4}", s)
    }
    assert {
        k for k in same if "{" not in LOCALES["en"][k] and "pip " not in LOCALES["en"][k]
    } == set()


def test_every_key_is_used():
    """Written out in the code, or built there from a prefix (`f"gate.{state}"`)."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*")
        if path.suffix in (".py", ".jinja")
    )
    written = set(re.findall(r"[\"']([a-z][a-z0-9.-]+)[\"']", code))
    built = {"problem.", "mend.", "suggest."} | set(
        re.findall(r"[\"']([a-z]+\.)(?:[\"']|\{)", code)
    )
    unused = {
        key for key in LOCALES["en"] if key not in written and not key.startswith(tuple(built))
    }
    assert unused == set()


def test_every_code_that_is_raised_has_a_sentence_and_the_other_way_round():
    code = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    raised = set(re.findall(r'"([YSRAC]\d{3})"', code))
    sentences = {
        key.removeprefix("problem.") for key in LOCALES["en"] if key.startswith("problem.")
    }
    assert raised == sentences
    rules = {r.code for r in rubric_rules.RULES} | {r.code for r in assessment_rules.RULES}
    assert rules <= sentences


def test_figures_and_dates():
    import datetime

    day = datetime.date(2021, 7, 12)
    assert words("id").figure("57.1") == "57,1"
    assert words("en").figure("57.1") == "57.1"
    assert words("id").date(day) == "12 Juli 2021"
    assert words("en").date(day) == "12 July 2021"


def test_known_languages():
    assert [known_language(n) for n in ("id", "EN", "id_ID.UTF-8", "en-GB", "fr", "", None)] == [
        "id",
        "en",
        "id",
        "en",
        None,
        None,
        None,
    ]


def test_nothing_to_list_is_still_a_count():
    assert listing([], words("en")) == "0 problems\n"
