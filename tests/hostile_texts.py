"""An assessment and a rubric in which every text tries to be something else."""

from pathlib import Path
from typing import Any

import yaml

NASTY = (
    "a | b || c",
    "line one\nline two\n\n# not a heading\n\n- nor a list\n| nor | a row |",
    "`code` ``` fence\n```\nrm -rf\n```",
    "<script>alert(1)</script><img src=x onerror=alert(1)></style></table>",
    "a note[^1] and [^1]: its text",
    "[link](javascript:alert(1)) ![img](http://example.org/x.png) <javascript:alert(1)>",
    "bell\x07? no: U+202E \u202egnp.exe\u202c U+2066 \u2066x\u2069".replace("\x07", ""),
    "W" * 10_000,
    "🏙️👩‍👩‍👧‍👦 :smile: &amp; &#x3c;script&#x3e;",
    "مدينة ذكية في سومينيب",
    "Madhurâ: bhâsa, ḍâ', ṭèra', è é",
    '=1+1 +2 -3 @SUM(A1) =HYPERLINK("http://example.org")',
    "**bold** _it_ ~~no~~ ^sup^ ~sub~ $x^2$ $$y$$ \\(z\\) \\frac{a}{b}",
    "Table: not a caption {#tbl:x .class} ::: {.div}",
    ": nor this",
    "1. no list (a) none (@) none",
    "[@alfiyah, p. 3] @alfiyah @{x} -@y",
    "{{ 7 * 7 }} {% raw %} {# comment #} ${x} <!-- /smartscore -->",
    "--- ... \"quotes\" 'and' \\backslash\\",
    "https://example.org/a_b_c www.example.org mail@example.org",
)


def texts() -> "Texts":
    """Hostile texts, one after another."""
    return Texts()


class Texts:
    """Gives out the hostile texts in turn, each with a mark by which it is found again."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self) -> str:
        text = NASTY[self.given % len(NASTY)]
        self.given += 1
        return text

    def both(self) -> dict[str, str]:
        return {"id": self(), "en": self()}


def rubric(text: Texts) -> dict[str, Any]:
    scale = [{"points": n, "label": text.both()} for n in (1, 2, 3)]

    def indicator(code: str) -> dict[str, Any]:
        return {
            "code": code,
            "title": text(),
            "question": text(),
            "look_for": text(),
            "techniques": ["document"],
            "levels": {1: text(), 2: text(), 3: text()},
            "citations": [{"cite": "r|1", "at": text()}],
        }

    return {
        "smartscore": "rubric/1",
        "code": "nasty",
        "version": "1.0.0",
        "title": text(),
        "about": text(),
        "references": [_reference(text, "r|1")],
        "bands": [
            {"code": "low", "from": 0, "label": text()},
            {"code": "high", "from": 50, "label": text()},
        ],
        "scale": scale,
        "dimensions": [
            {
                "code": f"d{d}",
                "title": text(),
                "indicators": [indicator(f"i{d}{i}") for i in range(4)],
            }
            for d in range(3)
        ],
        "gates": [{"when": "d0", "below": 60, "cap": "low", "because": text()}],
    }


def _reference(text: Texts, key: str) -> dict[str, Any]:
    return {
        "id": key,
        "type": "report",
        "title": text(),
        "author": [{"family": text(), "given": text()}, {"literal": text()}],
        "issued": {"date-parts": [[2020]]},
        "container-title": text(),
        "publisher": text(),
        "number": text(),
        "URL": "javascript:alert(1)",
        "note": text(),
    }


def assessment(text: Texts) -> dict[str, Any]:
    keys = ("a; b]", "@c|d", "e\"f'", "alfiyah")

    def evidence(key: str, direction: str) -> dict[str, Any]:
        return {
            "cite": key,
            "at": text(),
            "quote": text(),
            "shows": text(),
            "direction": direction,
        }

    ratings: dict[str, Any] = {}
    for d in range(3):
        ratings[f"i{d}0"] = {
            "level": 2,
            "because": text(),
            "evidence": [
                evidence(keys[d], "supports"),
                evidence(keys[d + 1], "hinders"),
                evidence(keys[d], "supports"),
            ],
        }
        ratings[f"i{d}1"] = {"unknown": text()}
        ratings[f"i{d}2"] = {"not_applicable": text()}
    return {
        "smartscore": "assessment/1",
        "rubrics": ["./nasty.yaml"],
        "subject": {"name": text(), "code": text(), "province": text()},
        "masterplan": {"title": text(), "from": 2019, "until": 2028},
        "date": "2021-07-12",
        "rater": {"name": text(), "role": text()},
        "about": text(),
        "references": [_reference(text, key) for key in keys],
        "informants": [
            {
                "name": text(),
                "role": text(),
                "institution": text(),
                "kind": "key",
                "date": "2021-07-01",
                "cite": "alfiyah",
            }
        ],
        "ratings": {"nasty": ratings},
    }


def write(folder: Path, *, shift: int = 0) -> Path:
    """The two files; `shift` moves each text to another field."""
    text = texts()
    text.given = shift
    for name, data in (("nasty", rubric(text)), ("place", assessment(text))):
        dumped = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(dumped, encoding="utf-8")
    return folder / "place.yaml"
