"""smartscore: a readiness score for smart-city masterplans, with its evidence.

Importing the package costs nothing; the names in `__all__` are loaded when they are first used.
"""

TYPE_CHECKING = False  # as of `typing`, which would be the first thing that a run waits for
if TYPE_CHECKING:
    from smartscore.api.agreeing import agree as agree
    from smartscore.api.batching import batch as batch
    from smartscore.api.calls import assess as assess
    from smartscore.api.calls import check as check
    from smartscore.api.calls import read_rubric as read_rubric
    from smartscore.api.comparing import compare as compare
    from smartscore.api.comparing import diff as diff
    from smartscore.api.evidence import evidence as evidence
    from smartscore.api.merging import merge as merge
    from smartscore.api.planning import plan as plan
    from smartscore.api.robustness import robustness as robustness
    from smartscore.engine.card import Card as Card
    from smartscore.engine.resolving import resolve as resolve
    from smartscore.engine.score import score as score
    from smartscore.engine.scored import ScoredNode as ScoredNode
    from smartscore.engine.tree import Tree as Tree
    from smartscore.model.assessment import Assessment as Assessment
    from smartscore.model.rubric import Rubric as Rubric
    from smartscore.results.result import Result as Result
    from smartscore.text.problems import Invalid as Invalid
    from smartscore.text.problems import Problem as Problem
    from smartscore.text.problems import Unreadable as Unreadable

__version__ = "1.1.0"

_HOMES = {
    "Assessment": "model.assessment",
    "Card": "engine.card",
    "Invalid": "text.problems",
    "Problem": "text.problems",
    "Result": "results.result",
    "Rubric": "model.rubric",
    "ScoredNode": "engine.scored",
    "Tree": "engine.tree",
    "Unreadable": "text.problems",
    "agree": "api.agreeing",
    "assess": "api.calls",
    "batch": "api.batching",
    "check": "api.calls",
    "compare": "api.comparing",
    "diff": "api.comparing",
    "evidence": "api.evidence",
    "merge": "api.merging",
    "plan": "api.planning",
    "read_rubric": "api.calls",
    "resolve": "engine.resolving",
    "robustness": "api.robustness",
    "score": "engine.score",
}
__all__ = [  # noqa: PLE0604 - the lazy names are the keys of _HOMES
    "__version__",
    *_HOMES,
]


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
