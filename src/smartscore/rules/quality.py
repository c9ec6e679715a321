"""All that a rubric can score with, but had better not: its structure, wording and sources."""

from smartscore.rules import (
    addresses,
    left_out,
    rubric_sources,
    rubric_structure,
    rubric_wording,
    versions,
)
from smartscore.rules.rule import RubricCase, Rule

RULES: tuple[Rule[RubricCase], ...] = tuple(
    sorted(
        (
            *rubric_structure.RULES,
            *rubric_wording.RULES,
            *rubric_sources.RULES,
            *left_out.OF_RUBRICS,
            *versions.OF_RUBRICS,
            *addresses.OF_RUBRICS,
        ),
        key=lambda rule: rule.code.code,
    )
)
"""In the order of their codes."""
