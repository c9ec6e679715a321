"""JSON Schemas of the files, by which editors complete, explain and check while one writes.

They say what a file looks like; what it means, and so most of what `check` finds, they can not say.
Draft 7 is what the YAML language server and the IDEs of JetBrains read. A few keywords beyond it
(`patternErrorMessage`, `doNotSuggest`) are known to editors and passed over by everyone else.

Editors show the title and the description that they meet first, and what stands beneath a choice
(`anyOf`) is met before the choice. So no alternative of a key has words of its own, and a
definition that stands for a key's value is written out there: beside a `$ref` nothing counts.
"""
