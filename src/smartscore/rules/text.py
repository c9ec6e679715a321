"""What the text of a file says to other readers of YAML, to editors and to people."""

import re
from typing import Final

from smartscore.rules.rule import Finding, Found, Rule, TextCase
from smartscore.rules.shape import keys_of
from smartscore.text import layout
from smartscore.text.naming import argument, is_yaml
from smartscore.text.nodes import PLAIN, MappingNode, ScalarNode, other_reading, unused_anchors
from smartscore.text.problems import Code, Edit, Route, Severity, Span
from smartscore.text.source import STDIN

_CUT = re.compile(r"[ \t]+(?P<comment>#(?!smartscore)[^\s#!][^\n]*)")
MODELINE: Final = re.compile(
    r"^#\s*(?:yaml-language-server:\s*)?\$schema[:=][^\r\n]*", re.MULTILINE
)
HEAD: Final = 2000
"""So many characters are looked through for the comment that names a schema."""


def scalars_mean_the_same_everywhere(case: TextCase) -> Found:
    """Text that other YAML readers take for something else stands in quotation marks.

    smartscore reads `no`, `1:30` and `0123` as the text that they are. A spreadsheet import, an
    editor or a script may read false, ninety and eighty-three from the same file. Quotation marks
    settle it for all of them; `--fix` adds them.

    Breaks:
        subject: {name: Kota Contoh, code: 0123}

    Keeps:
        subject: {name: Kota Contoh, code: "0123"}
    """
    for route, node in case.source.nodes():
        if isinstance(node, MappingNode):
            scalars = [key for key, _ in node.value if isinstance(key, ScalarNode)]
        else:
            scalars = [node] if isinstance(node, ScalarNode) else []
        for scalar in scalars:
            reading = other_reading(scalar)
            if reading is None or (reading == "date" and scalar is node and _is_date(route)):
                continue
            start, end = scalar.start_mark.index, scalar.end_mark.index
            quoted = Edit(start, end, f'"{scalar.value}"')
            values = {"value": scalar.value, "reading": reading}
            yield Finding(Span(start, end), values, edit=quoted)


def text_does_not_end_in_a_comment(case: TextCase) -> Found:
    """Text is not cut short by a `#` that was meant to be part of it.

    YAML takes ` #` for the start of a comment and drops the rest of the line without a word, so
    that "room #3" becomes "room". Put the text in quotation marks; where a comment was meant,
    write a space after `#`.

    Breaks:
        title: Masterplan for district #3

    Keeps:
        title: "Masterplan for district #3"
    """
    text = case.source.text
    for _, node in case.source.nodes():
        if isinstance(node, ScalarNode) and node.tag == PLAIN:
            cut = _CUT.match(text, node.end_mark.index)
            if cut:
                start, end = cut.span("comment")
                yield Span(start, end), {"comment": cut["comment"][:40]}


def anchors_are_used(case: TextCase) -> Found:
    """An alias refers to every anchor.

    An anchor (`&name`) announces that its value is used again further down. Where it is not, a
    reader looks for the other place in vain, or an alias was meant there and forgotten.

    Breaks:
        title: &title {id: Rencana, en: Plan}

    Keeps:
        title: {id: Rencana, en: Plan}
    """
    for name, index in unused_anchors(case.source.text):
        yield Span(index, index + len(name) + 1), {"name": name}


def editors_find_the_schema(case: TextCase) -> Found:
    """A comment tells editors which schema to complete and check the file by.

    With this comment in the first lines an editor completes keys and marks faults while one
    types, long before `check` runs. Only the comment is looked for; where it leads is not.
    `--fix` adds it where a `schemas` folder with that schema lies beside the file or above it.

    Breaks:
        smartscore: assessment/1

    Keeps:
        # yaml-language-server: $schema=../schemas/assessment.json
        smartscore: assessment/1
    """
    name = case.source.name
    if MODELINE.search(case.source.text[:HEAD]) or not (name == STDIN or is_yaml(name)):
        return
    values = {"kind": case.model.__name__.lower(), "file": argument(name)}
    if name == STDIN:
        values["variant"] = "stdin"
    edit = None
    end = "\r\n" if "\r\n" in case.source.text else "\n"
    if case.schema is not None:
        edit = Edit(0, 0, f"# yaml-language-server: $schema={case.schema}{end}")
    yield Finding(Span(0, 0, named=False), values, edit=edit)


def keys_stand_in_order(case: TextCase) -> Found:
    """The keys of a mapping stand in the order of the format.

    Who reads many rubrics finds things where they always stand, and the difference between two
    versions shows what was changed, not what was moved. Mappings with keys of the writer's own,
    or with an unknown key, are left alone. `--fix` puts the keys in order.

    Breaks:
        smartscore: rubric/1
        title: Plan check
        code: plan-check

    Keeps:
        smartscore: rubric/1
        code: plan-check
        title: Plan check
    """
    for route, node in case.source.nodes():
        if not isinstance(node, MappingNode) or (route[:1] == ("ratings",) and len(route) < 3):
            continue  # ratings go by the rubric's own codes
        order = keys_of(case.model, route, [key.value for key, _ in node.value])
        known = [key for key, _ in node.value if key.value in order]
        places = [order.index(key.value) for key in known]
        late = next((i for i in range(1, len(places)) if places[i] < max(places[:i])), None)
        if late is not None:
            key = known[late]
            before = next(
                k.value for k, place in zip(known, places, strict=True) if place > places[late]
            )
            edit = layout.reordered(case.source.text, node, order)
            start, end = key.start_mark.index, key.end_mark.index
            values = {"key": key.value, "before": before}
            yield Finding(Span(start, end), values, edit=edit)


def _is_date(route: Route) -> bool:
    """Whether the format itself wants a date here, and so writes it without quotation marks."""
    alone = (("date",), ("validity", "from"), ("validity", "until"))
    ends = (("date",), ("plan", "by"))
    return route in alone or (len(route) > 2 and any(route[-len(end) :] == end for end in ends))


OTHER_READINGS: Final = Code("Y201", Severity.WARNING, blocks=False, mends=True)
NO_SCHEMA: Final = Code("Y203", Severity.ADVICE, blocks=False, mends=True)
OTHER_ORDER: Final = Code("Y204", Severity.ADVICE, blocks=False, mends=True)

RULES: tuple[Rule[TextCase], ...] = (
    Rule(OTHER_READINGS, scalars_mean_the_same_everywhere),
    Rule(Code("Y202", Severity.WARNING, blocks=False), anchors_are_used),
    Rule(NO_SCHEMA, editors_find_the_schema),
    Rule(OTHER_ORDER, keys_stand_in_order),
    Rule(Code("Y207", Severity.WARNING, blocks=False), text_does_not_end_in_a_comment),
)
"""Y205 and Y206, comments that ignore nothing or an unknown code, stand in `ignoring`."""
