"""Whether what is quoted stands in the file that it is quoted from."""

import re
import unicodedata

from smartscore.fields import shown
from smartscore.problems import Severity
from smartscore.rules.rule import AssessmentCase, Found, Rule

_HYPHEN_AT_END = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=\w)")


def quotes_stand_in_their_source(case: AssessmentCase) -> Found:
    """A quote stands word for word in the file of its reference."""
    plain = {key: _plain(text) for key, text in case.texts.items() if text is not None}
    for route, rating, _, _ in case.rated():
        for i, evidence in enumerate(rating.evidence):
            if evidence.quote is None or evidence.cite not in plain:
                continue
            if not any(wanted in plain[evidence.cite] for wanted in (_plain(evidence.quote),)):
                values = {"quote": shown(evidence.quote), "key": evidence.cite}
                yield (*route, "evidence", i, "quote"), values


def quotes_have_a_file(case: AssessmentCase) -> Found:
    """A quote is from a reference whose file can be read, so that it can be checked."""
    listed = {reference.key for reference in case.assessment.references}
    for route, rating, _, _ in case.rated():
        for i, evidence in enumerate(rating.evidence):
            if evidence.quote is not None and evidence.cite in listed - set(case.texts):
                yield (*route, "evidence", i, "quote"), {"key": evidence.cite}


def _plain(text: str) -> str:
    """A text without what a change of line or of typography does to it."""
    joined = _HYPHEN_AT_END.sub("", unicodedata.normalize("NFKC", text))
    marks = str.maketrans(
        {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ad": ""}
    )
    return " ".join(joined.translate(marks).replace("-", "").split()).casefold()


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule("A401", quotes_stand_in_their_source, blocks=False),
    Rule("A402", quotes_have_a_file, Severity.ADVICE, blocks=False),
)
"""A403 and A404, a reference's file that can't be read or needs an extra, stand in `checking`."""
