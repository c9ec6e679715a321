"""Faults of the shape: keys and values that the format does not have where they stand."""

from typing import Final

from smartscore.text.problems import Code

KIND_IS_MISSING: Final = Code("S101")
"""A file says in its key `smartscore` what kind of file it is.

Without it nobody can tell a rubric from an assessment, nor the version of the format. Write
`smartscore: rubric/1` or `smartscore: assessment/1` as the first key. `check` passes over such
files when it looks through a folder, so a missing key can hide a file from a CI job.

Breaks:
    code: plan-check
    version: 1.0.0

Keeps:
    smartscore: rubric/1
    code: plan-check
    version: 1.0.0
"""

UNKNOWN_KEY: Final = Code("S102", mends=True, about_key=True)
"""A key is one of those that the format has at its place.

A misspelt `wieght` would otherwise be passed over, and the score would quietly be another one.
The message lists the keys of the place and the one that was probably meant. Notes of your own
belong in comments; under a reference all keys of CSL are allowed.
`--fix` renames the key where only one can have been meant.

Breaks:
    dimensions:
      - code: mandate
        title: Mandate
        wieght: 2
        indicators: [{code: vision, title: Vision, levels: document}]

Keeps:
    dimensions:
      - code: mandate
        title: Mandate
        weight: 2
        indicators: [{code: vision, title: Vision, levels: document}]
"""

KEY_IS_MISSING: Final = Code("S103")
"""A key that nothing can be said without is there.

The mark is under what lacks it. `docs/format.md` says of every key whether it is required.

Breaks:
    bands:
      - {code: weak, label: Weak}

Keeps:
    bands:
      - {code: weak, from: 0, label: Weak}
"""

WRONG_KIND_OF_VALUE: Final = Code("S104", mends=True)
"""A value is of the kind that its key asks for: text, a number, a list, keys with values.

Where text is due, a bare number is not taken for it: the code of a region would lose a zero, and a
title `2045` is probably a mistake. The message quotes the number as it is written, so that `35.10`
does not become `35.1`, and `--fix` puts just that in quotation marks. A list of one item is still a
list and needs its hyphen or brackets; where keys with values are due, the message shows them. For
a level in words it shows the points of the scale, or what is written where nothing is known. In a
cell of a workbook several answers stand as `3; 4; 2`: `3,4` may be two or one with decimals.

A number has no more than 40 characters, a fraction no more than 15 digits above and below its line,
in comparisons of weights no more than 6. The comparisons of several experts are a list.

Breaks:
    subject: {name: Kota Contoh, code: 35.29}

Keeps:
    subject: {name: Kota Contoh, code: "35.29"}
"""

NOT_A_CODE: Final = Code("S105")
"""A code has small letters, digits and single hyphens.

Codes are typed by people in other files and on the command line, and end up in paths and links.
What people read stands in `title`.

Breaks:
    code: Plan_Check

Keeps:
    code: plan-check
"""

NOT_ONE_OF_THE_CHOICES: Final = Code("S106", mends=True)
"""Where the format offers a few words, the value is one of them.

A choice that is not known could mean anything; none is assumed.
`--fix` writes the word that was meant where only one comes close.

Breaks:
    aggregate: arithmetik

Keeps:
    aggregate: arithmetic
"""

OUT_OF_BOUNDS: Final = Code("S107")
"""A number lies within the bounds of its key.

A weight is zero or more, a share lies between 0 and 1, a rubric prints 0 to 6 decimals, a
masterplan's years lie between 1900 and 2200. The message names the bound that is passed. Shares
are not percentages: half is 0.5.

Breaks:
    missing: {minimum_availability: 60}

Keeps:
    missing: {minimum_availability: 0.6}
"""

NOT_A_DATE: Final = Code("S108")
"""A date is a day of the calendar, written as year, month and day.

`03/04/2026` is in March for one reader and in April for the next. Leave the date without
quotation marks or put it in them: both are read the same.

Breaks:
    date: 21/11/2026

Keeps:
    date: 2026-11-21
"""

NOT_A_VERSION: Final = Code("S109")
"""A rubric's version is three numbers with points between them.

The first says whether scores can be compared: raise it when one can change. Assessments pin it,
as in `plan-check@1`. `1.0` is not enough, and neither is `v1.0.0`.

Breaks:
    version: 1.0

Keeps:
    version: 1.0.0
"""

NOTHING_WRITTEN: Final = Code("S110")
"""Where the format wants something, something is written.

A key with nothing after it, empty quotation marks or an empty list say nothing; perhaps the line
below was meant to be indented. Fill it in, or remove the key if it is not required.

Breaks:
    title: ""

Keeps:
    title: {id: Pemeriksaan rencana, en: Plan check}
"""

ONE_KIND_OF_CHILD: Final = Code("S111")
"""A dimension holds either `dimensions` or `indicators`, and one of them.

Beside a dimension an indicator would have a weight that nobody could read off. Put the loose
indicators into a dimension of their own. A dimension with nothing beneath it can not be rated.

Breaks:
    dimensions:
      - code: mandate
        title: Mandate

Keeps:
    dimensions:
      - code: mandate
        title: Mandate
        indicators: [{code: vision, title: Vision, levels: document}]
"""

NUMBER_IN_ANOTHER_NOTATION: Final = Code("S112", mends=True)
"""A number is written as JSON writes it: bare, with a decimal point.

`2,5` and `"3"` are text, and so are `.5`, `+3`, `03`, `1e3`, `1.234,5` and `60%`. Reading them as
numbers would be a guess that other programs make differently. The message shows how to write the
number with the digits that are there. A percentage of a whole is written as a share, 0.6, any other
as 60 or as 0.6, whichever the goalposts, weights or scale around it are in: nobody but the writer
knows, and a wrong guess would count in full or for nothing.
`--fix` puts a point in the place of a decimal comma where nothing else can be meant; what stands in
quotation marks is left alone, as it may be text in the wrong place.

Breaks:
    missing:
      minimum_availability: 0,5

Keeps:
    missing:
      minimum_availability: 0.5
"""

NOT_A_RUBRIC_REFERENCE: Final = Code("S113")
"""A rubric is named by a code or a path, with `@` and its major version behind it where it is
pinned.

Only the major version is pinned, because within it no score changes: `plan-check@1`, not
`plan-check@1.2.0`.

Breaks:
    rubrics: [plan-check@1.0.0]

Keeps:
    rubrics: [plan-check@1]
"""

ONE_MEASURE: Final = Code("S114")
"""An indicator says once how it is measured.

That is `levels` (descriptors of its own, or the name of a ladder), `quantity`, `checklist` or
`survey`. Without one a rater would not know what a number stands for, and two raters could not
agree; with two nobody could tell which of them counts.

Breaks:
    dimensions:
      - code: mandate
        title: Mandate
        indicators:
          - code: vision
            title: Vision

Keeps:
    dimensions:
      - code: mandate
        title: Mandate
        indicators:
          - code: vision
            title: Vision
            levels: document
"""

ONE_FINDING: Final = Code("S115")
"""A rating says one of three things: what was found, that it is unknown, or that it does not apply.

The three do different things to the score, so a rating that says two of them, or none, has no
meaning. What was found is a `level`, a `value`, the items that are `met`, or `responses` (or their
`mean`), as the indicator is measured. Doubts go into `because`. To leave an indicator for later
write its code with nothing behind it.

Breaks:
    ratings:
      plan-check:
        vision: {level: 2, unknown: The year was not found in the plan or its annexes.}

Keeps:
    ratings:
      plan-check:
        vision: {unknown: The year was not found in the plan or its annexes.}
"""

OTHER_KIND_OF_FILE: Final = Code("S116")
"""Where a rubric is wanted a rubric is given, and where an assessment is wanted an assessment.

The path in `rubrics` or in a graft leads to an assessment, or a rubric was given to a command
that scores assessments. `district.yaml` below is an assessment.

Breaks:
    rubrics: [./district.yaml]

Keeps:
    rubrics: [./plan-check.yaml]
"""

CODE_TOO_LONG: Final = Code("S117")
"""A code has no more than 80 characters.

Codes are written in tables, paths and commands. Keep a word or two; the rest is for `title`.

Breaks:
    code: does-the-masterplan-say-where-the-city-wants-to-be-and-by-when-and-what-it-may-cost

Keeps:
    code: vision-with-year-and-cost
"""

UNKNOWN_KIND_OF_FILE: Final = Code("S118")
"""The key `smartscore` names a kind and a version that this program reads.

They are `rubric/1`, `assessment/1` and `cases/1`. A higher number means that the file was written
for a later smartscore, and reading it by the old format could misunderstand it: update the program.

Breaks:
    smartscore: rubrik/1
    code: plan-check

Keeps:
    smartscore: rubric/1
    code: plan-check
"""

RATING_WITHOUT_ITS_RUBRIC: Final = Code("S119", about_key=True)
"""Ratings stand under the code of their rubric.

An assessment can rate several rubrics, and two of them may have an indicator of the same name.
Write the rubric's code above its ratings and indent them by two more spaces. It is told once for
each rating that stands too far to the left.

Breaks:
    ratings:
      vision: {unknown: The plan and its annexes name no year.}

Keeps:
    ratings:
      plan-check:
        vision: {unknown: The plan and its annexes name no year.}
"""

COMMA_ENDED_THE_VALUE: Final = Code("S120", about_key=True)
"""Between braces, text with a comma in it stands in quotation marks, and decimals after a point.

A comma ends a value there, and what follows it becomes a key without a value, also where it is a
word of the format: `{name: Kota Batu, province}` names no province. Put text in quotation marks, or
write the keys on lines of their own; write a decimal with a point. A key that is to stay empty has
its colon.

Breaks:
    bands:
      - {code: weak, from: 0, label: Weak, as yet}

Keeps:
    bands:
      - {code: weak, from: 0, label: "Weak, as yet"}
"""

POINTS_STAND_TWICE: Final = Code("S121")
"""A number of points stands once among descriptors.

`1` and `1.0` are the same point, so one of the two descriptors would be lost. Keep one, or correct
the number.

Breaks:
    ladders:
      document: {1: No document says so., 2: A draft says so., 2.0: A decree says so.}

Keeps:
    ladders:
      document: {1: No document says so., 2: A draft says so., 3: A decree says so.}
"""

GOALPOSTS_OR_SAMPLE: Final = Code("S122")
"""A quantity has both goalposts, or is scored over a sample.

`worst` and `best` say which number scores nothing and which scores in full. A quantity over a
sample has no goalposts: its score depends on the other places.

Breaks:
    dimensions:
      - code: mandate
        title: Mandate
        indicators: [{code: reach, title: Reach, quantity: {unit: percent, best: 100}}]
    gates: []

Keeps:
    dimensions:
      - code: mandate
        title: Mandate
        indicators: [{code: reach, title: Reach, quantity: {unit: percent, worst: 0, best: 100}}]
    gates: []
"""

NUMBER_WITH_TWO_READINGS: Final = Code("S123")
"""A number is written so that it can be read in one way only.

`1,234` is a little more than one to some readers and more than a thousand to others. Nothing is
chosen, not even by a mend: write the decimals after a point, and nothing between thousands.

Breaks:
    dimensions:
      - code: mandate
        title: Mandate
        weight: 1,234
        indicators: [{code: vision, title: Vision, levels: document}]
    gates: []

Keeps:
    dimensions:
      - code: mandate
        title: Mandate
        weight: 1234
        indicators: [{code: vision, title: Vision, levels: document}]
    gates: []
"""

REFERENCES_IN_A_FILE: Final = Code("S124")
"""A file of references is CSL JSON or BibTeX.

`references: zotero.json` names a library as Zotero and Mendeley export it, so does `zotero.bib`;
either can stand among the items of a list. Other formats (RIS, EndNote, MODS, YAML) are not read:
export the library as CSL JSON, or convert it, as `pandoc -f ris -t csljson` does.

Breaks:
    subject: {name: Kota Contoh}
    references: zotero.ris

Keeps:
    subject: {name: Kota Contoh}
    references:
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}
"""

ONE_TARGET: Final = Code("S134")
"""A plan has one target, in the measure of its indicator.

`plan` says where an indicator shall be: a `level`, the `value` of a quantity, all items of a
checklist that shall be `met`, or the `mean` of a survey. Without a target nobody could tell what
the plan brings, and two could not both be meant.

Breaks:
    ratings:
      plan-check:
        vision:
          unknown: The year was not found in the plan or its annexes.
          plan: {owner: Bappeda, by: 2027}

Keeps:
    ratings:
      plan-check:
        vision:
          unknown: The year was not found in the plan or its annexes.
          plan: {level: 2, owner: Bappeda, by: 2027}
"""

ONE_JUDGEMENT: Final = Code("S135")
"""A judgement says one thing, in the measure of its indicator.

`judgements` keep what each of several raters gave: a `level`, the `value` of a quantity, the items
of a checklist that are `met`, or `responses`. Who has no judgement is left out of the list.

Breaks:
    raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
    ratings:
      plan-check:
        vision:
          judgements: [{rater: office, level: 2}, {rater: forum, because: I could not tell.}]

Keeps:
    raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
    ratings:
      plan-check:
        vision:
          judgements: [{rater: office, level: 2}, {rater: forum, level: 1}]
"""

NOT_A_DIGEST: Final = Code("S136")
"""The digest of a file is `sha256:` and 64 digits from 0 to 9 and a to f.

`smartscore evidence` writes it beside the `file` of a reference, so that a document that changed
since then is told (A421). What `sha256sum` prints is right with `sha256:` before it. Leave the key
out where nobody wrote it down.

Breaks:
    references:
      - {id: plan2024, title: Masterplan, file: sources/plan.txt, digest: 5f4dcc3b}
      - {id: survey2025, title: Survey of residents}

Keeps:
    references:
      - {id: plan2024, title: Masterplan, file: sources/plan.txt}
      - {id: survey2025, title: Survey of residents}
"""
