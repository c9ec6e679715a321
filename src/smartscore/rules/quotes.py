"""Whether what is quoted stands in the file that it is quoted from."""

import re
import unicodedata

from smartscore.fields import shown
from smartscore.problems import Severity
from smartscore.rules.rule import AssessmentCase, Found, Rule

_HYPHEN_AT_END = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=\w)")


def quotes_stand_in_their_source(case: AssessmentCase) -> Found:
    """A quote stands word for word in the file of its reference.

    A quote that is not in the source is a slip of the pen or worse, and a reader will take it for
    the source's own words. Line breaks, hyphens, capitals and the shape of quotation marks may
    differ. Copy it from the file of the reference, or say it in your own words under `shows`.
    `sources/plan.txt` below has the sentence *By 2033 every service is online.*

    Breaks:
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - {cite: plan2024, at: 4, quote: by 2030 every service, shows: A vision.}

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - {cite: plan2024, at: 4, quote: by 2033 every service, shows: A vision.}
    """
    plain = {key: _plain(text) for key, text in case.texts.items() if text is not None}
    for route, rating, _, _ in case.rated():
        for i, evidence in enumerate(rating.evidence):
            if evidence.quote is None or evidence.cite not in plain:
                continue
            wanted = _plain(evidence.quote)
            if not wanted or wanted not in plain[evidence.cite]:
                values = {"quote": shown(evidence.quote), "key": evidence.cite}
                yield (*route, "evidence", i, "quote"), values


def quotes_have_a_file(case: AssessmentCase) -> Found:
    """A quote is from a reference whose file can be read, so that it can be checked.

    A quote can be held against its source only where the text of the source is there. Put the
    text beside the assessment and name it in `file`, with the path relative to the assessment.
    Where it may not be copied, a page in `at` lets a reader look for themselves.

    Breaks:
        references:
          - {id: plan2024, title: Masterplan}
          - {id: survey2025, title: Survey of residents}
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - {cite: plan2024, at: 4, quote: by 2033 every service, shows: A vision.}

    Keeps:
        references:
          - {id: plan2024, title: Masterplan, file: sources/plan.txt}
          - {id: survey2025, title: Survey of residents}
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - {cite: plan2024, at: 4, quote: by 2033 every service, shows: A vision.}
    """
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
