"""The two locales say the same things with the same values."""

import json
import re
from pathlib import Path
from string import Formatter

import smartscore
from smartscore.read.rulebook import pages
from smartscore.reports.problems import listing
from smartscore.text.problems import Place, Problem, Severity
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
        re.findall(r"[\"']((?:[a-z]+\.)+)(?:[\"']|\{)", code)
    )
    unused = {
        key for key in LOCALES["en"] if key not in written and not key.startswith(tuple(built))
    }
    assert unused == set()


def test_every_code_that_is_raised_has_a_sentence_and_the_other_way_round():
    code = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    declared = re.findall(r'\bCode\(\s*"([YSRACT]\d{3})"', code)
    sentences = {
        key.removeprefix("problem.") for key in LOCALES["en"] if key.startswith("problem.")
    }
    assert sorted(declared) == sorted(sentences)
    assert sorted(re.findall(r'"([YSRACT]\d{3})"', code)) == sorted(declared)


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


def test_words_agree_with_their_number():
    english, indonesian = words("en"), words("id")
    for count, told in ((0, "0 errors"), (1, "1 error"), (2, "2 errors"), (21, "21 errors")):
        assert english("check.error", count=count) == told
        assert indonesian("check.error", count=count) == f"{count} galat"
    assert english("check.advice", count=1) == "1 piece of advice"
    assert english("test.summary", cases=1, figures=2, wrong=1) == "1 case, 2 figures: 1 differs."
    few = Problem("R203", Place("f"), {"decimals": "1", "code": "low"})
    assert "with 1 decimal lies" in english.problem(few)


def test_no_number_stands_before_a_plural_that_does_not_agree():
    """`{count} errors` would also be `1 errors`; constants that are never one are let be."""
    constant = {"A515", "Y105", "Y106", "Y107", "S117", "R117", "A209"}
    constant |= {"A116", "A119", "A127", "convert.unfit-text"}
    counted = r"\{(?:count|n|number|cases|figures|skipped|rubrics|indicators|total|decimals)\}"
    wrong = [
        key
        for key, sentence in LOCALES["en"].items()
        if re.search(counted + r" [a-z]+s\b", sentence)
        and key.removeprefix("problem.") not in constant
    ]
    assert wrong == []


def test_problems_show_numbers_with_a_point_in_both_languages():
    for locale in LOCALES.values():
        for key, sentence in locale.items():
            if key.split(".")[0] in ("problem", "mend", "suggest", "told", "mended"):
                assert not re.search(r"\d,\d", sentence), key


def test_every_problem_says_what_to_do():
    """All but advice: a mend, or a suggestion that is always there (R104, S118)."""
    for code, page in pages().items():
        told = any(f"{kind}.{code}" in LOCALES["en"] for kind in ("mend", "suggest"))
        assert told or page.severity == Severity.ADVICE or code == "S118", code


def test_no_sentence_speaks_of_what_is_inside():
    inside = re.compile(r"(?i)pydantic|python|traceback|exception|\bNoneType|\bdict\b|tuple|regex")
    for locale in LOCALES.values():
        for key, sentence in locale.items():
            if key.split(".")[0] in ("problem", "mend", "suggest", "told", "mended", "reason"):
                assert not inside.search(sentence), key


def test_nothing_to_list_is_still_a_count():
    assert listing([], words("en")) == "0 problems\n"


def test_a_list_counts_by_weight():
    codes = (("A502", Severity.WARNING), ("Y104", Severity.ERROR), ("A502", Severity.WARNING))
    found = [Problem(code, Place("a.yaml"), {}, weight) for code, weight in codes]
    assert listing(found, words("en")).splitlines()[-1] == "1 error, 2 warnings"
    assert listing(found, words("id")).splitlines()[-1] == "1 galat, 2 peringatan"
