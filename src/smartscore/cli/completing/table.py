"""Which parameter is completed with what; those with a fixed choice of words bring it along."""

import re
from typing import Any, Final

from smartscore.cli.completing import codes, names
from smartscore.cli.completing.offers import Asked, Completer, Offer, Offers, behind, short
from smartscore.cli.help_page import choices

_CHOICE: Final = re.compile(r"[a-z][a-z-]*")


def languages(asked: Asked) -> Offers:
    """The languages of readers, each by its own name."""
    return asked.among((Offer("id", "Bahasa Indonesia"), Offer("en", "English")))


def parts(asked: Asked) -> Offers:
    """Parts of a report with commas between."""
    from smartscore.reports.view.parts import NAMES

    return behind(asked, ",", lambda inner: inner.among(map(Offer, NAMES)))


def examples(asked: Asked) -> Offers:
    """Names of the examples that come with the program."""
    from smartscore.read.examples import examples as named
    from smartscore.text.sentences import Sentences

    said = Sentences(asked.language)
    return asked.among(Offer(name, short(said(f"example.{name}"))) for name in named())


def shells(asked: Asked) -> Offers:
    """The shells that lines are completed in."""
    from smartscore.cli.installing import SHELLS

    return asked.among(map(Offer, SHELLS))


ANYWHERE: Final[dict[str, Completer]] = {
    "_install": shells,
    "_show": shells,
    "among": names.assessments,
    "changes": codes.ratings,
    "errors": names.anything,
    "figures": names.folders,
    "file": names.assessments,
    "files": names.assessments,
    "for_": names.assessments,
    "indicator": codes.indicators,
    "lang": languages,
    "map_": names.ending(".yaml", ".yml"),
    "output": names.anything,
    "output_file": names.anything,
    "parts": parts,
    "rubric": codes.rubrics,
    "rubrics": names.folders,
    "since": names.assessments,
    "target": codes.bands,
    "template": names.anything,
    "weighting": codes.weightings,
}
"""By the name of a parameter, whichever command has it."""

OF_COMMANDS: Final[dict[tuple[str, str], Completer]] = {
    ("check", "ignore"): codes.rule_codes,
    ("check", "paths"): names.ours,
    ("check", "select"): codes.rule_codes,
    ("check", "stdin_filename"): names.anything,
    ("compare", "by"): codes.nodes,
    ("compare", "files"): names.compared,
    ("convert", "source"): names.assessments,
    ("convert", "target"): names.anything,
    ("batch", "tables"): names.ending(*names.TABLES),
    ("diff", "new"): names.assessments,
    ("diff", "old"): names.assessments,
    ("evidence", "documents"): names.ending(*names.DOCUMENTS),
    ("explain", "node"): codes.nodes,
    ("new assessment", "file"): names.anything,
    ("new example", "file"): names.anything,
    ("new example", "name"): examples,
    ("new rubric", "file"): names.anything,
    ("refs", "files"): codes.refs,
    ("rubrics diff", "new"): codes.rubrics,
    ("rubrics diff", "old"): codes.rubrics,
    ("rule", "code"): codes.rules,
    ("test", "paths"): names.cases,
    ("weave", "files"): names.ending(*names.CHAPTERS),
}
"""By command and parameter, where one command means something of its own."""


def completer(name: str, param: Any) -> Completer | None:
    """Who completes a parameter: its choice of words, then what it stands for; None for neither."""
    found = OF_COMMANDS.get((name, param.name)) or ANYWHERE.get(param.name)
    offers = [Offer(word) for word in _words(param)]
    if not offers or found is languages:
        return found

    def both(asked: Asked) -> Offers:
        chosen = asked.among(offers)
        return found(asked) if found and not chosen.found else chosen

    return both


def _words(param: Any) -> list[str]:
    """The words that a parameter takes: all it can, or those small in what stands for its value."""
    named = (param.metavar or "").strip("[]").split("|")
    return choices(param) or [word for word in named if _CHOICE.fullmatch(word)]
