"""Headings by what they look like in plain lines: numbers, capitals, shortness."""

import re
from typing import Final

LONGEST: Final = 220
"""A heading has no more characters."""

_MOST_WORDS: Final = 32
_MOST_WITHOUT_NUMBER: Final = 9

_CHAPTER: Final = re.compile(
    r"(?:BAB|CHAPTER|BAGIAN|PART|LAMPIRAN|APPENDIX|ANNEX)\s+(?:[IVXLC]{1,7}|\d{1,3}|[A-Z])"
    r"(?=$|[\s.:\u2013\u2014-])",
    re.IGNORECASE,
)
_ROMAN: Final = re.compile(r"[IVXLC]{1,7}\.\s+(?=[^\W\d_])")
_DECIMAL: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,5})\.?\s+(?=[^\W\d_])")
_LETTER: Final = re.compile(r"[A-Z]\.\s+(?=[A-Z])")
_ARTICLE: Final = re.compile(r"(?:Pasal|Article)\s+\d{1,4}")
_ENDS: Final = (".", ",", ";", ":", "?", "!", "-")
_NAMED: Final = re.compile(
    r"(?:abstra[ck]t?|pendahuluan|introduction|metode(?: penelitian)?|methods?|hasil(?: dan"
    r" pembahasan)?|results?(?: and discussion)?|pembahasan|discussion|kesimpulan(?: dan saran)?"
    r"|penutup|conclusions?|saran|daftar (?:pustaka|isi|tabel|gambar|rujukan)|referensi|references"
    r"|bibliography|latar belakang|background|ringkasan eksekutif|executive summary|kata pengantar"
    r"|ucapan terima kasih|acknowledge?ments?)",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(
    r"(?:tabel|table|gambar|figure|grafik|diagram|foto|peta|bagan|sumber|source)\b", re.IGNORECASE
)
_SECTION: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?(?=\s)")
_COUNTED: Final = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)]\s")
_FIGURES: Final = re.compile(
    r"(?:^|\s)(?:-?\d[\d.,]*%?|\([\d.,]+\))\s+(?:-?\d[\d.,]*%?|\([\d.,]+\))(?=\s|$)|\s\d+,\d+$"
)
_ASKS: Final = re.compile(r"(?:apa(?:kah)?|sejauh mana|(?:se)?berapa)\b", re.IGNORECASE)
_HANGS: Final = re.compile(
    r"\b(?:dan|atau|yang|untuk|di|ke|dari|dengan|dalam|pada|oleh|bagi|sebagai|terhadap|serta|the|and"
    r"|or|of|for|to|in|on|with|by|an?)$",
    re.IGNORECASE,
)

_CAPITALS: Final = 4
"""Fewer capitals than these are an abbreviation."""


def level(text: str) -> int:
    """The level of the heading that a line is by its number, its name or its capitals; 0 if none.

    >>> level("BAB IV ANALISIS"), level("4.2 Infrastruktur digital"), level("HASIL PENELITIAN")
    (1, 2, 1)
    >>> level("A. Kesiapan Daerah"), level("Pasal 3"), level("Pasal 3 mengatur anggaran.")
    (2, 3, 0)
    """
    if not text or len(text) > LONGEST or len(text.split()) > _MOST_WORDS:
        return 0
    if is_of_a_table(text):
        return 0
    if _ARTICLE.fullmatch(text):
        return 3
    if _NAMED.fullmatch(text):
        return 1
    if text.endswith(_ENDS):
        return 0
    if _CHAPTER.match(text):
        rest = _CHAPTER.sub("", text, count=1).lstrip(" .:\u2013\u2014-")
        return 1 if not rest or rest[0].isupper() else 0
    if found := _DECIMAL.match(text):
        return min(found["number"].count(".") + 1, 6) if text[found.end()].isupper() else 0
    if found := _ROMAN.match(text):
        return 1 if text[found.end()].isupper() else 0
    if _LETTER.match(text):
        return 2
    return 1 if is_in_capitals(text) else 0


def is_of_a_table(text: str) -> bool:
    """Whether a line looks like a row, or like a cell of a list of questions.

    It has figures beside one another, a second number of a section, or a question behind the first.

    >>> is_of_a_table("2 KAB. CONTOH 0 0 0"), is_of_a_table("Rata-rata 1,40")
    (True, True)
    >>> is_of_a_table("3.7 Usaha 3.7.1 Kemudahan"), is_of_a_table("1.1.1 Apakah rencana ada")
    (True, True)
    >>> is_of_a_table("4.2 Infrastruktur tahun 2025"), is_of_a_table("BAB IV 2025-2029")
    (False, False)
    """
    number = _SECTION.match(text)
    rest = text[number.end() :].lstrip() if number else text
    return bool(_FIGURES.search(rest) or _SECTION.search(rest) or (number and _ASKS.match(rest)))


def is_in_capitals(text: str) -> bool:
    """Whether a line is in capitals throughout.

    >>> is_in_capitals("HASIL DAN PEMBAHASAN"), is_in_capitals("SPBE"), is_in_capitals("35.29 KM")
    (True, True, False)
    """
    if text.upper() != text:
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _CAPITALS and letters * 2 >= len(text.replace(" ", ""))


def is_of_a_part(text: str) -> bool:
    """Whether a line can't be the title of a document: it has a number, or most documents have it.

    >>> is_of_a_part("C. Outcome"), is_of_a_part("2. INTRODUCTION"), is_of_a_part("Abstrak")
    (True, True, True)
    >>> is_of_a_part("Rencana Induk 2025")
    False
    """
    numbered = any(form.match(text) for form in (_CHAPTER, _ROMAN, _SECTION, _COUNTED, _ARTICLE))
    return numbered or _NAMED.fullmatch(text) is not None


def is_open(text: str) -> bool:
    """Whether a line begins with a capital and is neither a sentence, a caption nor cut off."""
    cut = _HANGS.search(text) or _CAPTION.match(text)
    return text[:1].isupper() and not text.endswith(_ENDS) and not cut


def is_title(text: str) -> bool:
    """Whether a line could be a heading that has neither a number nor capitals throughout.

    It is short, begins with a capital, has no end of a sentence, and is no row of figures.
    """
    words = text.split()
    return (
        0 < len(words) <= _MOST_WITHOUT_NUMBER
        and is_open(text)
        and not any(c in text for c in "|:;@")
        and not is_of_a_table(text)
        and sum(c.isalpha() for c in text) * 4 >= len(text.replace(" ", "")) * 3
    )
