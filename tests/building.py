"""Small rubrics and assessments, written as the files would be."""

from typing import Any

from smartscore.engine.card import Card
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Assessment
from smartscore.model.rubric import Rubric

FIVE = [{"points": n, "label": f"L{n}"} for n in range(1, 6)]


def indicator(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "levels": {"1": "none", "3": "some", "5": "all"}, **more}


def dimension(code: str, *indicators: Any, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "indicators": list(indicators), **more}


def rubric_data(*dimensions: Any, **more: Any) -> dict[str, Any]:
    return {
        "smartscore": "rubric/1",
        "code": "own",
        "version": "1.0.0",
        "title": "Own",
        "scale": FIVE,
        "evidence": "optional",
        "dimensions": list(dimensions),
        **more,
    }


def rubric(*dimensions: Any, **more: Any) -> Rubric:
    return Rubric.model_validate(rubric_data(*dimensions, **more))


def assessment_data(ratings: Any, code: str = "own", **more: Any) -> dict[str, Any]:
    return {
        "smartscore": "assessment/1",
        "rubrics": [f"{code}@1"],
        "subject": {"name": "Somewhere"},
        "date": "2021-07-12",
        "ratings": {code: ratings},
        **more,
    }


def assessment(ratings: Any, code: str = "own") -> Assessment:
    return Assessment.model_validate(assessment_data(ratings, code))


def scored(subject: Rubric, ratings: Any) -> Card:
    return score(resolve(subject), assessment(ratings, subject.code).ratings)


def node(card: Card, code: str) -> ScoredNode:
    return next(n for n in card.whole.walk() if n.code == code)


RUBRIC = """\
smartscore: rubric/1
code: tiny
version: 1.2.0
title: {id: Kecil, en: Tiny}
evidence: optional
scale: [{points: 1, label: One}, {points: 3, label: Three}]
bands:
  - {code: low, from: 0, label: {id: Rendah, en: Low}}
  - {code: high, from: 50, label: {id: Tinggi, en: High}}
dimensions:
  - code: only
    title: Only
    indicators:
      - {code: first, title: First, levels: {1: x, 3: y}}
      - {code: second, title: Second, weight: 3, levels: {1: x, 3: y}}
"""

ASSESSMENT = """\
smartscore: assessment/1
rubrics: [./tiny.yaml]
subject: {name: Somewhere}
date: 2021-07-12
ratings:
  tiny: {first: 3, second: 1}
"""
