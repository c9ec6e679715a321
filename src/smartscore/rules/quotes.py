"""Whether a quote stands in the file that it is from, and on the page that is named."""

from collections.abc import Iterator

from smartscore.model.assessment import Evidence
from smartscore.model.fields import shown
from smartscore.rules import locators
from smartscore.rules.rule import AssessmentCase, Found, Rule
from smartscore.rules.texts import both_languages, by_language
from smartscore.text.documents import Document
from smartscore.text.problems import Code, Route, Severity

_MOST_PAGES = 4
"""Of more pages on which a quote stands no further one is told."""


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
    for route, evidence in _quoting(case):
        wording = case.texts.get(evidence.cite)
        if wording is not None and wording.pages(evidence.quote or "") is None:
            values = {"quote": shown(evidence.quote or ""), "key": evidence.cite}
            yield (*route, "quote"), values


def quotes_stand_on_their_page(case: AssessmentCase) -> Found:
    """A quote stands on the page that `at` names.

    A reader who looks a quote up goes to the page and does not find it. `47`, `hlm. 47`, `p. iv`
    and `Bab IV, pp. 47-48` name pages; a chapter alone names none. A number is right as the file
    counts its pages, and as it is printed on them where the file says what is printed. Only files
    that have pages are looked at: PDFs, and text files in which a form feed ends each page, as
    `pdftotext` writes them. Where the file does not say what is printed, nothing is said of numbers
    beyond its last page, since articles begin at page 243. A quote that stands on several pages may
    name any. `sources/pages.txt` below has the sentence *By 2033 every service is online.* on its
    second page.

    Breaks:
        references:
          - {id: plan2024, title: Masterplan, file: sources/pages.txt}
          - {id: survey2025, title: Survey of residents}
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - {cite: plan2024, at: p. 1, quote: by 2033 every service, shows: A vision.}

    Keeps:
        references:
          - {id: plan2024, title: Masterplan, file: sources/pages.txt}
          - {id: survey2025, title: Survey of residents}
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - {cite: plan2024, at: p. 2, quote: by 2033 every service, shows: A vision.}
    """
    for route, evidence in _quoting(case):
        wording = case.texts.get(evidence.cite)
        said = by_language(evidence.at) if evidence.at is not None else ()
        named = [each for _, at in said for each in locators.named(at)]
        if wording is None or not named or not wording.document.pages:
            continue
        meant = locators.meant(named, wording.document)
        stands = wording.pages(evidence.quote or "")
        if meant is None or not stands or not meant.isdisjoint(stands):
            continue
        values = {"key": evidence.cite, "at": shown(both_languages(evidence.at or ""))}
        yield (*route, "at"), values | _where(stands, wording.document)


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
    for route, evidence in _quoting(case):
        if evidence.cite in listed:
            yield (*route, "quote"), {"key": evidence.cite}


def quoted(case: AssessmentCase) -> frozenset[str]:
    """The keys of the references that something is quoted from."""
    return frozenset(evidence.cite for _, evidence in _quoting(case))


def _quoting(case: AssessmentCase) -> Iterator[tuple[Route, Evidence]]:
    """The pieces of evidence that quote something."""
    for route, piece in case.pieces():
        if piece.quote is not None:
            yield route, piece


def _where(pages: tuple[int, ...], document: Document) -> dict[str, str]:
    """The pages on which a quote stands, and what is printed on them where that differs."""
    told = pages[:_MOST_PAGES]
    labels = [document.labels[page - 1] if page <= len(document.labels) else "" for page in told]
    values = {"pages": ", ".join(map(str, told))}
    printed = [shown(label) for label in labels if label]
    if len(printed) < len(told) or printed == [str(page) for page in told]:
        return values
    return {**values, "printed": ", ".join(printed), "variant": "printed"}


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A401", blocks=False), quotes_stand_in_their_source),
    Rule(Code("A402", Severity.ADVICE, blocks=False), quotes_have_a_file),
    Rule(Code("A420", Severity.WARNING, blocks=False), quotes_stand_on_their_page),
)
"""A403, A404, A410 to A425, of files that can't be read or have changed, stand in `read/`."""
