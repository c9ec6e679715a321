"""What is wrong with a file of references that an assessment or a rubric names."""

from typing import Final, NamedTuple

from smartscore.text.problems import Code, Severity

LIBRARY_UNREADABLE: Final = Code("A240", blocks=False)
"""A file of references can be read.

`references` may name files that Zotero or Mendeley exported: CSL JSON (`.json`, in Zotero and
Better BibTeX "Better CSL JSON") or BibTeX (`.bib`). The path is relative to the file that names
it; the text is UTF-8, of 64 MiB and 50,000 items at most. Better BibTeX's own JSON ("BetterBibTeX
JSON") is another format. While a file of references can't be read, no citation is said to lead
nowhere.

Breaks:
    references:
      - libary.json
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}

Keeps:
    references:
      - library.json
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}
"""

ITEMS_WITHOUT_A_KEY: Final = Code("A241", Severity.ADVICE, blocks=False)
"""Every item of a file of references has a key by which it can be cited.

That is `citation-key` or `id` in CSL JSON, and what stands behind the first brace in BibTeX. An
item without one is passed over. Export the library anew, or give the item a key in the program.

Breaks:
    references:
      - keyless.json
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}

Keeps:
    references:
      - library.json
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}
"""

KEYS_STAND_IN_TWO_FILES: Final = Code("A242", Severity.ADVICE, blocks=False)
"""A key stands in one file of references, or in the list itself.

Two exports of one library hold the same items, and one of the files is enough. Where the items
differ and one of them is cited, nobody knows which is meant: that is A204. The message counts the
keys and shows where the first of them stands in both.

Breaks:
    references:
      - library.json
      - copy.json
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}

Keeps:
    references:
      - library.json
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}
"""

KEYS_ARE_ADDRESSES: Final = Code("A243", Severity.WARNING, blocks=False)
"""The items of a file of references have keys that people would write.

Zotero's own export names items by their addresses (`http://zotero.org/users/1/items/ABCD1234`).
They can be cited by those, whole, but nobody does so. Give the items citation keys: newer Zotero
exports them as `citation-key`, and Better BibTeX as the `id` of its "Better CSL JSON". Told only
where a citation is not found.

Breaks:
    references:
      - addresses.json
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}
    informants: [{name: A reader, cite: report2025}]

Keeps:
    references:
      - library.json
      - {id: plan2024, title: Masterplan}
      - {id: survey2025, title: Survey of residents}
    informants: [{name: A reader, cite: report2025}]
"""

ENTRIES_NOT_CONVERTED: Final = Code("A244", Severity.WARNING, blocks=False)
"""What is cited of a BibTeX file can be read by pandoc.

The keys of a `.bib` are checked by smartscore itself; titles, names and dates are read by pandoc,
which knows the spellings of LaTeX. Without it the sources are listed by their keys alone. Install
pandoc, or the extra `docx`, which brings it, or export the library as CSL JSON, which needs
nothing.
"""

R_LIBRARY_UNREADABLE: Final = Code("R230", blocks=False)
"""A file of references that a rubric names can be read.

`references` may name files that Zotero or Mendeley exported: CSL JSON (`.json`) or BibTeX
(`.bib`), in the folder or the project of the rubric. See A240.

Breaks:
    references: libary.json

Keeps:
    references: library.json
"""

R_ITEMS_WITHOUT_A_KEY: Final = Code("R231", Severity.ADVICE, blocks=False)
"""Every item of a file of references that a rubric names has a key by which it can be cited.

See A241.

Breaks:
    references: keyless.json

Keeps:
    references: library.json
"""

R_KEYS_STAND_IN_TWO_FILES: Final = Code("R232", Severity.ADVICE, blocks=False)
"""A key stands in one of the files of references of a rubric, or in its list.

Where the items differ and one of them is cited, that is R211. See A242.

Breaks:
    references: [library.json, copy.json]

Keeps:
    references: [library.json]
"""

R_KEYS_ARE_ADDRESSES: Final = Code("R233", Severity.WARNING, blocks=False)
"""The items of a file of references of a rubric have keys that people would write.

See A243.

Breaks:
    references: [addresses.json]
    dimensions:
      - code: people
        title: People
        indicators:
          - {code: team, title: Team, levels: document, citations: [{cite: report2025}]}

Keeps:
    references: [library.json]
    dimensions:
      - code: people
        title: People
        indicators:
          - {code: team, title: Team, levels: document, citations: [{cite: report2025}]}
"""

R_ENTRIES_NOT_CONVERTED: Final = Code("R234", Severity.WARNING, blocks=False)
"""What a rubric cites of a BibTeX file can be read by pandoc.

See A244.
"""


class Codes(NamedTuple):
    """The codes of one kind of file."""

    unreadable: Code
    keyless: Code
    doubled: Code
    addresses: Code
    unconverted: Code


OF_ASSESSMENTS: Final = Codes(
    LIBRARY_UNREADABLE,
    ITEMS_WITHOUT_A_KEY,
    KEYS_STAND_IN_TWO_FILES,
    KEYS_ARE_ADDRESSES,
    ENTRIES_NOT_CONVERTED,
)
"""Of assessments, and of published cases."""

OF_RUBRICS: Final = Codes(
    R_LIBRARY_UNREADABLE,
    R_ITEMS_WITHOUT_A_KEY,
    R_KEYS_STAND_IN_TWO_FILES,
    R_KEYS_ARE_ADDRESSES,
    R_ENTRIES_NOT_CONVERTED,
)
