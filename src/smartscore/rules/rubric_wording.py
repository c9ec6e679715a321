"""What makes a rubric readable: descriptors that can be observed, both languages, questions."""

from collections.abc import Iterator

from smartscore.model.fields import Translations, shown
from smartscore.model.rubric import Indicator, Rubric
from smartscore.model.walking import walk
from smartscore.rules import wordlists
from smartscore.rules.rule import Finding, Found, RubricCase, Rule
from smartscore.rules.texts import both_languages, by_language, keywords_of, texts_of
from smartscore.text.problems import Beside, Code, Route, Severity


def levels_are_described_at_the_ends_and_between(case: RubricCase) -> Found:
    """An indicator describes its lowest, a middle and its highest level.

    Raters agree on what is described. The two ends fix how far the scale reaches, and one level
    between keeps the middle from meaning something else to everyone. Indicators that use a ladder
    share its descriptors and are not looked at here.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 3: A decree names a team.}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 2: A list does., 3: A decree does.}
    """
    points = [point.points for point in case.rubric.scale]
    if len(points) < 2:
        return
    for route, node in walk(case.rubric):
        if not isinstance(node, Indicator) or not isinstance(node.levels, dict):
            continue
        missing = [shown(p) for p in (points[0], points[-1]) if p not in node.levels]
        if len(points) > 2 and not set(points[1:-1]) & set(node.levels):
            missing.insert(min(1, len(missing)), shown(points[len(points) // 2]))
        if missing:
            yield (*route, "levels"), {"code": node.code, "points": ", ".join(missing)}


def descriptors_differ(case: RubricCase) -> Found:
    """No two descriptors of a rubric say the same.

    Two levels with one descriptor can not be told apart. The same sentence under two indicators
    was often copied and should have been changed; if it is meant, write a ladder and name it in
    both.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 2: A list does., 3: A list does.}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 2: A list does., 3: A decree does.}
    """
    seen: dict[str, Route] = {}
    for route, language, text in _descriptors(case.rubric):
        key = f"{language} {' '.join(text.casefold().split())}"
        if key in seen:
            values = {"other": _named(case.rubric, seen[key])}
            yield Finding(route, values, related=(Beside(seen[key], "same"),))
        seen.setdefault(key, route)


def descriptors_differ_by_more_than_a_degree(case: RubricCase) -> Found:
    """Two levels differ by something that can be observed, not by a word of degree.

    Where one level is "documented" and the next "fully documented", two raters who read the same
    page can choose either. Name what is there at the higher level and missing at the lower one.
    Two levels of one ladder are compared without words such as *very*, *partly*, *sangat*,
    *sebagian*.

    Breaks:
        ladders:
          document:
            1: No budget is shown.
            2: The budget is partly shown by year.
            3: The budget is fully shown by year.

    Keeps:
        ladders:
          document:
            1: No budget is shown.
            2: The budget is one figure for all years.
            3: The budget is shown by year.
    """
    seen: dict[tuple[object, ...], tuple[Route, str, str]] = {}
    for route, language, text in _descriptors(case.rubric):
        bare = tuple(word for word in wordlists.words_of(text) if word not in wordlists.degrees())
        levels = len(route) - 2 if language else len(route) - 1
        here = (route[:levels], language, bare)
        plain = " ".join(text.casefold().split())
        other, level, said = seen.setdefault(here, (route, str(route[levels]), plain))
        if bare and said != plain:
            yield Finding(route, {"other": level}, related=(Beside(other, "other"),))


def descriptors_are_observable(case: RubricCase) -> Found:
    """A descriptor says what can be seen in a document or asked of an official.

    "Adequate" or "baik" says what a rater concludes, not what they find, so it hands the
    judgement back to the rater. Write what stands in a document, what can be counted, or what an
    official answers.

    Breaks:
        ladders:
          document: {1: No staff., 2: Adequate staff., 3: A unit of five or more.}

    Keeps:
        ladders:
          document: {1: No staff., 2: One to four people., 3: A unit of five or more.}
    """
    for route, _, text in _descriptors(case.rubric):
        for word in wordlists.vague_in(text):
            yield route, {"word": word}


def texts_are_in_both_languages(case: RubricCase) -> Found:
    """A text that is translated is there in Indonesian and in English.

    Where one of the two is missing the other is shown in its place, and an Indonesian report has
    an English line in it. Add the translation, or write one plain string for both languages.

    Breaks:
        title: {en: Plan check}

    Keeps:
        title: {id: Pemeriksaan rencana, en: Plan check}
    """
    for route, text in texts_of(case.rubric):
        if isinstance(text, Translations) and (text.id is None or text.en is None):
            yield route, {"language": "id" if text.id is None else "en"}


def demand_is_asked_of_those_served(case: RubricCase) -> Found:
    """An indicator judged by demand says which of the people served can show it.

    `judged_by: demand` says that the people served should judge. If `look_for` then names offices
    and plans only, the rater will ask the supply side after all. Name residents, users or
    businesses, or what records their voice: a survey, complaints.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                look_for: The annual report of the department.
                judged_by: demand
                levels: document

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                look_for: A survey of residents; the log of complaints.
                judged_by: demand
                levels: document
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Indicator) and node.judged_by == "demand":
            place = "look_for" if node.look_for is not None else "judged_by"
            text = "" if node.look_for is None else both_languages(node.look_for)
            if not wordlists.names_demand(text):
                yield (*route, place), {"code": node.code}


def indicators_say_what_to_ask(case: RubricCase) -> Found:
    """An indicator has a question and says what to look for.

    A title names a subject; a rater needs the question that is to be answered, and the documents
    or people that can answer it. Both save the time of searching and make two raters look at the
    same things.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                question: Who carries the plan out, and who decided so?
                look_for: The decree on the team; the head of the planning office.
                levels: document
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Indicator):
            missing = [key for key in ("question", "look_for") if getattr(node, key) is None]
            if missing:
                yield route, {"code": node.code, "keys": ", ".join(missing)}


def keywords_add_to_the_title(case: RubricCase) -> Found:
    """A keyword of an indicator says more than its title.

    `keywords` are how documents speak of what an indicator asks: the names of decrees, plans,
    bodies and systems. The words of the title are looked for anyway and weigh most, so that one of
    them among the keywords finds nothing further. Name what a document would write instead.
    A keyword that stands there twice finds nothing further either.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                keywords: [team, task force, steering committee]
                levels: document

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                keywords: [task force, steering committee]
                levels: document
    """
    for route, node in walk(case.rubric):
        if not isinstance(node, Indicator):
            continue
        titled = set(wordlists.words_of(both_languages(node.title)))
        seen: set[Route] = set()
        for rest, word in keywords_of(node.keywords):
            words = wordlists.words_of(word)
            said = (*rest[:-1], *words)
            values = {"code": node.code, "word": shown(word)}
            if set(words) <= titled:
                yield (*route, "keywords", *rest), values
            elif said in seen:
                yield (*route, "keywords", *rest), {"variant": "twice", **values}
            seen.add(said)


def rubrics_explain_themselves(case: RubricCase) -> Found:
    """A rubric's `about` says what it measures and what it can not tell.

    A figure is quoted long after the rubric is forgotten. `about` says what was measured and for
    whom, and keeps the figure from being used for what it can not tell. Markdown reports
    print it.

    Breaks:
        about:

    Keeps:
        about: Whether a plan can be carried out. It does not tell whether it should be.
    """
    if case.rubric.about is None:
        yield ("code",), {"code": case.rubric.code}


RULES: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R204", blocks=False), levels_are_described_at_the_ends_and_between),
    Rule(Code("R205", Severity.WARNING, blocks=False), descriptors_differ),
    Rule(Code("R206", Severity.WARNING, blocks=False), descriptors_differ_by_more_than_a_degree),
    Rule(Code("R207", Severity.WARNING, blocks=False), descriptors_are_observable),
    Rule(Code("R208", Severity.WARNING, blocks=False), texts_are_in_both_languages),
    Rule(Code("R213", Severity.WARNING, blocks=False), demand_is_asked_of_those_served),
    Rule(Code("R216", Severity.ADVICE, blocks=False), indicators_say_what_to_ask),
    Rule(Code("R218", Severity.ADVICE, blocks=False), rubrics_explain_themselves),
    Rule(Code("R226", Severity.ADVICE, blocks=False), keywords_add_to_the_title),
)
"""What a rubric can score with all the same, but had better not."""


def _descriptors(rubric: Rubric) -> Iterator[tuple[Route, str, str]]:
    """Every descriptor in each of its languages; those of ladders once."""
    for name, ladder in rubric.ladders.items():
        for points, text in ladder.items():
            for language, words in by_language(text):
                yield ("ladders", name, shown(points), *language), ".".join(language), words
    for route, node in walk(rubric):
        if isinstance(node, Indicator) and isinstance(node.levels, dict):
            for points, text in node.levels.items():
                for language, words in by_language(text):
                    place = (*route, "levels", shown(points), *language)
                    yield place, ".".join(language), words


def _named(rubric: Rubric, route: Route) -> str:
    """A descriptor by the indicator or ladder it belongs to, and its level."""
    if route[0] == "ladders":
        return f"{route[1]} {route[2]}"
    owner = next(node for place, node in walk(rubric) if place == route[: route.index("levels")])
    return f"{getattr(owner, 'code', '')} {route[route.index('levels') + 1]}"
