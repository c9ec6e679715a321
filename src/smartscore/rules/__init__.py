"""What must hold beyond shapes: one subject a file, one function a rule, one code a function."""

from typing import Any

from smartscore.rules import assessment, evidence, quotes, rubric, rubric_quality, text
from smartscore.rules.rule import Rule, TextRule

RULES: tuple[Rule[Any] | TextRule, ...] = (
    *text.RULES,
    *rubric.RULES,
    *rubric_quality.RULES,
    *assessment.RULES,
    *evidence.RULES,
    *evidence.QUALITY,
    *quotes.RULES,
)
"""Every rule that is a function."""
