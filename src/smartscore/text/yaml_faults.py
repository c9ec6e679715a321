"""Faults of YAML, found before anything is known of what it means: by `nodes` and `source`."""

from typing import Final

from smartscore.text.problems import Code

NOT_YAML: Final = Code("Y102")
"""A file is YAML that can be read to its end.

This code is for what has no code of its own; the message repeats what the parser said.
Put the text in the line in quotation marks. Where that does not help, take out one line after the
other until the file can be read; the last one is the cause.

Breaks:
    %YAML 2.0
    ---
    date: 2026-11-21

Keeps:
    ---
    date: 2026-11-21
"""

KEY_STANDS_TWICE: Final = Code("Y103")
"""A key stands once in its mapping.

Most readers of YAML silently keep the last of two values, so that a rating could be overwritten
by a forgotten one further down. Here nothing is chosen: keep the one that is meant.
The message names the line of the first.

Breaks:
    date: 2026-11-21
    date: 2026-11-22

Keeps:
    date: 2026-11-22
"""

TAB: Final = Code("Y104")
"""Lines are indented with spaces, not with tabs.

How wide a tab is depends on the editor, so YAML can not tell what belongs to what.
Set the editor to insert spaces in YAML files and replace the tab. Between quotation marks and
inside a line of text a tab does no harm.
"""

NESTED_TOO_DEEP: Final = Code("Y106")
"""A file is nested no deeper than 64 levels.

Dimensions inside dimensions take two levels each, so an honest rubric stays far below. Hundreds
of open brackets are a broken file or an attempt to exhaust the program that reads it.
"""

TOO_MANY_VALUES: Final = Code("Y107")
"""A file holds no more than 200,000 values, aliases counted each time they are used.

A few lines of aliases to aliases can stand for millions of values. The limit keeps such a file
from filling the memory of a CI job; the largest bundled rubric has about 1,700 values.
Write out what is meant, or split the rubric and graft its parts.

Breaks:
    a: &a [x, x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
    f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]

Keeps:
    a: &a [x, x, x, x, x, x, x, x, x, x]
    b: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
"""

ALIAS_INSIDE_ITSELF: Final = Code("Y108")
"""An alias does not stand inside the value that it stands for.

Such a value would have no end. Write out what the alias was meant to repeat.

Breaks:
    dimensions: &all
      - *all

Keeps:
    dimensions:
      - rubric: indrajit@2
"""

MERGE_KEY: Final = Code("Y109")
"""Merge keys (`<<`) are not used.

They were an extension of YAML 1.1 that readers treat differently, and someone who looks at a
dimension should see all of its keys there. Write the keys out. To share descriptors use a ladder,
and to repeat one value as it stands use an alias.

Breaks:
    people: &people {weight: 2}
    mandate:
      <<: *people

Keeps:
    people: {weight: 2}
    mandate: {weight: 2}
"""

TAG: Final = Code("Y110")
"""Values carry no tags, except `!!str`.

A tag tells a reader to build something other than what stands there; the format does not need
it. To keep a number as text put it in quotation marks.

Breaks:
    weight: !!float 2

Keeps:
    weight: 2.0
"""

SECOND_DOCUMENT: Final = Code("Y111")
"""A file holds one YAML document.

One file is one rubric or one assessment, so that a message, a digest and a commit speak of one
thing. Remove the `---` in the middle, or put what follows it into a file of its own.

Breaks:
    smartscore: assessment/1
    ---
    smartscore: assessment/1

Keeps:
    ---
    smartscore: assessment/1
"""

EMPTY_FILE: Final = Code("Y112")
"""A file holds something.

It is empty or has comments only; perhaps it was not saved, or a script wrote it before it had
anything to say.

Breaks:
    # Assessment of Kota Contoh, to be written.

Keeps:
    # Assessment of Kota Contoh, to be written.
    smartscore: assessment/1
"""

KEY_IS_NOT_TEXT: Final = Code("Y113")
"""A key is text, not a list or a mapping.

Often the braces of a template (`{{ name }}`) were left at the start of a line, or a list was
written where its name should stand. Write a plain key; text in braces needs quotation marks.

Breaks:
    {title}: Masterplan

Keeps:
    title: Masterplan
"""

CONTROL_CHARACTER: Final = Code("Y114")
r"""Text holds no control characters.

They are invisible in an editor, and a terminal obeys them: a title could hide the line before it
or change its colour. They come from copied PDFs or from a file that is not text at all. The
message gives the number of the character; delete it and type the text anew.

Breaks:
    title: "Master\u0007plan"

Keeps:
    title: "Masterplan"
"""

BRACKET_NOT_CLOSED: Final = Code("Y115")
"""A bracket or a brace that is opened is closed, with commas between what is in it.

The mark is under the opening one; the fault can be lines further down. Long lists are easier to
keep whole in block style, one item a line after a hyphen.

Breaks:
    rubrics: [indrajit@2, six-dimensions@2
    date: 2026-11-21

Keeps:
    rubrics: [indrajit@2, six-dimensions@2]
    date: 2026-11-21
"""

QUOTATION_MARK_NOT_CLOSED: Final = Code("Y116")
r"""A quotation mark that is opened is closed.

Text that begins with a quotation mark must end with the same one. Inside double ones write `\"`
for a quotation mark, inside single ones write it twice: `'the mayor''s office'`.

Breaks:
    province: "Jawa Timur
    date: 2026-11-21

Keeps:
    province: "Jawa Timur"
    date: 2026-11-21
"""

COLON_IN_VALUE: Final = Code("Y117")
"""A colon followed by a space stands between a key and its value only.

Titles and sentences often have a colon in them. Put such text in quotation marks, or begin it on
the next line after `>-`. Where there is no such colon, the line is indented further than those
that it belongs to.

Breaks:
    title: Masterplan: part two

Keeps:
    title: "Masterplan: part two"
"""

CHARACTER_STARTS_NO_TEXT: Final = Code("Y118")
"""Text without quotation marks does not begin with a sign that YAML keeps for itself.

Those are `{`, `[`, `}`, `]`, `*`, `&`, `!`, `%`, `@`, `|`, `>`, `?`, a comma and a backtick. Put
the whole text in quotation marks. Text that is all between braces or brackets is read as keys or as
a list, and is told as such.

Breaks:
    cite: @dewi2024

Keeps:
    cite: "@dewi2024"
"""

NEITHER_KEY_NOR_ITEM: Final = Code("Y119")
"""Each line is `key: value` or `- item`, as its siblings are.

The colon or the space after it is missing, or a line stands a little to the left or right of
those that it belongs to. Compare it with the line above.

Breaks:
    subject:
      name: Kota Contoh
     date: 2026-11-21

Keeps:
    subject:
      name: Kota Contoh
    date: 2026-11-21
"""

ALIAS_TO_NOTHING: Final = Code("Y120")
"""An alias (`*name`) refers to an anchor (`&name`) above it.

Often no alias was meant: text that begins with an asterisk, as in a list copied from elsewhere,
needs quotation marks.

Breaks:
    because: *see annex

Keeps:
    because: "*see annex"
"""

ANCHOR_STANDS_TWICE: Final = Code("Y121")
"""An anchor is written once.

With two of the same name, what an alias means depends on where it stands. Rename one of them.

Breaks:
    first: &words {id: Ada, en: Present}
    second: &words {id: Tidak ada, en: Absent}
    third: *words

Keeps:
    first: &present {id: Ada, en: Present}
    second: {id: Tidak ada, en: Absent}
    third: *present
"""

NO_SPACE_AFTER_COLON: Final = Code("Y122")
"""A key's colon is followed by a space.

Without the space YAML reads key and value as one piece of text, and the lines around it no longer
fit. Write the space; where a colon belongs to the text, put the text in quotation marks.

Breaks:
    subject:
      name:Kota Contoh
      province: Jawa Timur

Keeps:
    subject:
      name: Kota Contoh
      province: Jawa Timur
"""

OTHER_KIND_OF_SPACE: Final = Code("Y123")
"""Lines are indented with plain spaces.

Text copied from a web page or a word processor can bring spaces along that look the same and are
another character, such as the non-breaking space (U+00A0). YAML takes them for text. Delete what
stands before the first word of the line and type the spaces anew.
"""

UNKNOWN_ESCAPE: Final = Code("Y124")
r"""Between double quotation marks a backslash begins an escape that YAML knows.

Paths of Windows are the usual cause: `\p` means nothing, and a `\n` in the middle of one would
become a new line without a word. Between single quotation marks, or without any, a backslash is
only a backslash.

Breaks:
    title: "Data\plan"

Keeps:
    title: 'Data\plan'
"""

TEXT_BEHIND_A_QUOTATION_MARK: Final = Code("Y208")
"""Text that begins with a quotation mark ends with it.

A title such as `"Smart" city` begins with a quotation mark of its own, and YAML takes it for the
one around the text. Put all of it in quotation marks of the other kind.

Breaks:
    title: "Smart" city

Keeps:
    title: '"Smart" city'
"""

ITEM_BESIDE_ITS_KEY: Final = Code("Y209")
"""An item of a list does not stand on the line of its key.

Put the first item on the next line, where the others are; or use brackets. Where the hyphen is the
beginning of a text, put the text in quotation marks.

Breaks:
    rubrics: - indrajit@2

Keeps:
    rubrics:
      - indrajit@2
"""

COMMA_IN_A_NUMBER: Final = Code("Y210", mends=True)
"""Between braces and brackets a comma ends a number.

`{level: 2,5}` says level 2, and then a key 5 with nothing in it. Write decimals after a point.
`--fix` does so where only decimals can be meant; `1,234` may be more than a thousand, and is told.

Breaks:
    smartscore: assessment/1
    ratings: {indrajit: {political-will: {level: 2,5}}}

Keeps:
    smartscore: assessment/1
    ratings: {indrajit: {political-will: {level: 2.5}}}
"""

BRACKETS_IN_TEXT_BETWEEN_BRACES: Final = Code("Y211")
"""Text with a bracket in it stands in quotation marks where it is between braces.

Between braces and in lists `[` begins a list, also in the middle of a word. Headings of LimeSurvey,
such as `G01Q02[SQ001]`, are cut in two by that.

Breaks:
    responses: {file: answers.csv, column: G01Q02[SQ001]}

Keeps:
    responses: {file: answers.csv, column: "G01Q02[SQ001]"}
"""

COMMAS_OF_A_LIST_ARE_ALIKE: Final = Code("Y212")
"""In a list of numbers either every comma has a blank behind it, or none has.

`[3,5, 4,5]` is four numbers to YAML, and was probably meant as two with decimals. Write decimals
after a point, and a blank behind every comma.

Breaks:
    responses: [3,5, 4,5]

Keeps:
    responses: [3.5, 4.5]
"""
