"""All kinds. A new one is written as a module of its own and gets its line here."""

from tests.fuzz import (
    chapters,
    grafts,
    lines,
    names,
    pdfs,
    published,
    raw,
    rubrics,
    settings,
    sources,
    surveys,
    tables,
    templates,
    word,
    workbooks,
)
from tests.fuzz.kinds import Kind

KINDS: tuple[Kind, ...] = (
    rubrics.KIND,
    grafts.KIND,
    published.KIND,
    lines.KIND,
    raw.KIND,
    surveys.KIND,
    tables.KIND,
    workbooks.BROKEN,
    workbooks.WHOLE,
    chapters.KIND,
    word.KIND,
    sources.KIND,
    settings.KIND,
    names.KIND,
    templates.KIND,
    pdfs.KIND,
    *((sources.DOCUMENTS,) if sources.HAS_PANDOC else ()),
)
