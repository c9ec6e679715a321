"""Whether what is quoted stands in the file that it is quoted from."""

import re
import unicodedata

from smartscore.model.fields import shown
from smartscore.rules.rule import AssessmentCase, Found, Rule
from smartscore.text.problems import Code, Severity

_HYPHEN_AT_END = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011](?=[^\S\n]*+\n)\s++(?=\w)")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_MARKS = re.compile("[\"'\u2018-\u201f\u00ab\u00bb\u2039\u203a\u00ad\u200b-\u200f\ufeff]")


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
    read: dict[str, tuple[str, ...]] = {}
    for route, piece in case.pieces():
        text = case.texts.get(piece.cite)
        if piece.quote is None or text is None:
            continue
        if piece.cite not in read:
            read[piece.cite] = _readings(text)
        if not _stands(piece.quote, read[piece.cite]):
            yield (*route, "quote"), {"quote": shown(piece.quote), "key": piece.cite}


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
    listed = {reference.key for reference in case.assessment.references} - set(case.texts)
    for route, piece in case.pieces():
        if piece.quote is not None and piece.cite in listed:
            yield (*route, "quote"), {"key": piece.cite}


def quoted(case: AssessmentCase) -> frozenset[str]:
    """The keys of the references that something is quoted from."""
    return frozenset(piece.cite for _, piece in case.pieces() if piece.quote is not None)


def _readings(source: str) -> tuple[str, ...]:
    """A source as plain text; a hyphen at the end of a line may belong to the word or not."""
    joined = dict.fromkeys(_HYPHEN_AT_END.sub(mark, source) for mark in ("", "-"))
    return tuple(map(_plain, joined))


def _stands(quote: str, readings: tuple[str, ...]) -> bool:
    """Whether a quote is in a source, between the edges of words."""
    wanted = _plain(quote)
    if not wanted:
        return False
    form = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return any(wanted in text and form.search(text) for text in readings)


def _plain(text: str) -> str:
    """A text without what typography and a change of line do to it."""
    marked = _BETWEEN_LETTERS.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text)))
    return " ".join(_MARKS.sub("", marked).split()).casefold()


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A401", blocks=False), quotes_stand_in_their_source),
    Rule(Code("A402", Severity.ADVICE, blocks=False), quotes_have_a_file),
)
"""A403, A404 and A410 to A417, files that can't be read, stand in `read/documents`."""
