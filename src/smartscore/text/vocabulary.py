"""Words of the format in other words: opposites, and what Indonesian writers write for them.

`opposite` keeps a guess from turning a meaning round; `in_the_format` knows the keys and choices
of the format by the words that come to mind first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

_PAIRS: Final = """
    minimum maximum, min max, minimal maximal, minima maxima, worst best, worse better, bad good,
    low high, lower higher, lowest highest, lower upper, from until, from to, start end, begin end,
    first last, supports hinders, support hinder, supports conflicts, supply demand, above below,
    over under, required optional, mandatory voluntary, include exclude, included excluded,
    including excluding, inclusive exclusive, internal external, inner outer, input output,
    inbound outbound, import export, imports exports, positive negative, increase decrease,
    increasing decreasing, rise fall, ascending descending, more less, most least, many few,
    before after, early late, earlier later, earliest latest, old new, young old, open closed,
    public private, urban rural, central local, central regional, active passive, online offline,
    gain loss, cost benefit, costs benefits, income expense, revenue expenditure, credit debit,
    pre post, men women, man woman, male female, boys girls, short long, strong weak, rich poor,
    large small, big small, wide narrow, present absent, presence absence, true false, yes no,
    on off, left right, top bottom, up down, horizontal vertical, quantity quality,
    quantities qualities, quantitative qualitative, macro micro, direct indirect, primary secondary,
    explicit implicit, objective subjective, static dynamic, north south, east west,
    success failure, accept reject, accepted rejected, allow deny, enable disable, enabled disabled,
    push pull, growth decline, adopt adapt, employed employer, employee employer, sender receiver,
    lender borrower, buyer seller, import ekspor, ekspor impor,
    tinggi rendah, tertinggi terendah, naik turun, kenaikan penurunan, atas bawah, dalam luar,
    internal eksternal, masuk keluar, pemasukan pengeluaran, penerimaan pengeluaran,
    pendapatan belanja, mendukung menghambat, pendukung penghambat, penyedia pengguna,
    penawaran permintaan, wajib pilihan, sebelum sesudah, awal akhir, pertama terakhir, lama baru,
    terbuka tertutup, kota desa, kota kabupaten, pusat daerah, laki perempuan, pria wanita,
    baik buruk, terbaik terburuk, kuat lemah, kekuatan kelemahan, besar kecil, banyak sedikit,
    panjang pendek, kuantitas kualitas, kuantitatif kualitatif, maju mundur, lebih kurang,
    untung rugi, peluang ancaman, negeri swasta, hulu hilir, utara selatan, timur barat, kaya miskin
"""
_NEGATIONS: Final = frozenset(
    ("not", "no", "non", "without", "never", "anti", "tidak", "tanpa", "bukan", "belum", "tak")
)
_TURNING: Final = ("un", "in", "im", "il", "ir", "non", "dis", "mis", "anti")
"""Beginnings that turn a word round: known and unknown, formal and informal."""

_TERMS: Final = """
    value: nilai
    level: nilai skor score rating angka tingkat tingkatan jenjang
    value: skor score rating angka
    weight: bobot
    weights: bobot pembobotan
    levels: tingkat tingkatan jenjang kriteria descriptors criteria
    title: judul nama name label
    name: nama name
    label: label
    code: name kode id key
    cite: sumber source acuan sitasi kutip id key
    references: sumber source sources referensi bibliografi bibliography daftar-pustaka acuan
    dimensions: dimensi dimension aspek domain
    indicators: indikator indicator
    evidence: bukti
    because: alasan reason justification justifikasi keterangan catatan
    about: keterangan catatan tentang deskripsi description uraian
    citations: kutipan sitasi
    quote: kutipan kutip
    at: halaman page pages location letak lokasi
    shows: isi menunjukkan
    direction: arah
    side: sisi pihak
    unknown: tidak-diketahui belum-diketahui tidak-tahu tidak-ada-data no-data not-known
    not_applicable: tidak-berlaku tidak-relevan n-a na
    responses: jawaban answers responden respons
    n: responden jumlah
    mean: rata-rata rerata average mean
    arithmetic: rata-rata rerata average aritmetik aritmatika mean
    basis: dasar dasar-hukum
    floor: dasar
    survey: survei angket kuesioner
    questionnaire: angket kuesioner
    rubrics: rubrik
    rubric: rubrik
    text: uraian teks butir
    worst: terburuk terendah
    minimum: terendah minimal
    best: terbaik tertinggi
    maximum: tertinggi maksimum maksimal
    min: minimum minimal terendah terkecil
    max: maximum maksimum maksimal tertinggi terbesar
    higher: lebih-tinggi tinggi
    high: tinggi
    lower: lebih-rendah rendah
    low: rendah
    date: tanggal
    met: terpenuhi dipenuhi
    column: kolom
    file: berkas
    ratings: penilaian
    rater: penilai
    role: peran jabatan
    informants: informan narasumber
    institution: lembaga instansi
    kind: jenis
    subject: subjek daerah wilayah
    province: provinsi propinsi
    masterplan: rencana-induk
    from: dari mulai sejak since
    until: sampai hingga end
    version: versi
    language: bahasa
    display: tampilan
    decimals: desimal
    bands: kategori kategorisasi
    scale: skala
    points: poin titik
    gates: gerbang
    below: batas
    question: pertanyaan
    look_for: dicari
    techniques: teknik
    quantity: ukuran besaran
    unit: satuan
    checklist: daftar-periksa
    method: metode
    comparisons: perbandingan
    order: urutan
    ladders: tangga
    cases: kasus
    expect: diharapkan harapan
    validity: masa-berlaku
    supports: mendukung pendukung
    hinders: menghambat penghambat melemahkan
    conflicts: bertentangan berlawanan kontradiktif contradicts contradictory
    supply: supply-side penyedia pemerintah government penyelenggara penawaran
    demand: demand-side pengguna masyarakat warga citizens penerima permintaan
    required: wajib
    advised: dianjurkan disarankan
    optional: opsional pilihan
    geometric: geometri geometrik
    harmonic: harmonik
    exclude: kecualikan abaikan
    medium: sedang
    any: semua siapa-saja
    key: kunci
    main: utama
    additional: tambahan
    document: dokumen
    interview: wawancara
    observation: observasi pengamatan
    log: logaritma
    sample: sampel
    rank: peringkat
    plan: rencana target sasaran rencana-aksi
    owner: penanggung-jawab pelaksana pic pengampu opd
    by: tenggat tenggat-waktu batas-waktu deadline due
    effort: upaya usaha
    id: indonesia bahasa-indonesia
    en: english inggris
"""
"""Words of the format, each with those that are written for it; the first known one is meant."""


def _pairs() -> Iterator[tuple[str, str]]:
    for pair in _PAIRS.split(","):
        one, other = pair.split()
        yield one, other
        yield other, one


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _pairs():
        found.setdefault(one, set()).add(other)
    return MappingProxyType({word: frozenset(others) for word, others in found.items()})


@cache
def _terms() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    term = ""
    for word in _TERMS.split():
        if word.endswith(":"):
            term = word[:-1]
        else:
            found.setdefault(word, []).append(term)
    return MappingProxyType({said: tuple(meant) for said, meant in found.items()})


def opposite(word: str, other: str) -> bool:
    """Whether one may say the contrary of the other, so that neither is a slip for the other.

    >>> opposite("maximum_availability", "minimum_availability")
    True
    >>> opposite("external-audit", "internal-audit"), opposite("known", "unknown")
    (True, True)
    >>> opposite("minimun_availability", "minimum_availability")
    False
    """
    said, meant = _parts(word), _parts(other)
    if bool(_NEGATIONS & set(said)) != bool(_NEGATIONS & set(meant)):
        return True
    new = [part for part in said if part not in meant]
    gone = [part for part in meant if part not in said]
    return any(_turned(one, another) for one in new for another in gone)


def _parts(word: str) -> list[str]:
    return [part for part in re.split(r"[\W_]+", word.casefold()) if part]


def _turned(said: str, meant: str) -> bool:
    """Whether one word is the opposite of another, or a slip nearer to its opposite."""
    if any(start + said == meant or start + meant == said for start in _TURNING):
        return True
    from difflib import SequenceMatcher

    def alike(one: str) -> float:
        return SequenceMatcher(None, said, one).ratio()

    nearest = max(map(alike, _opposites().get(meant, ())), default=0.0)
    return nearest >= 0.6 and nearest >= alike(meant)


def meanings(word: str) -> tuple[str, ...]:
    """The words of the format for which another word may stand, wherever they are keys.

    >>> meanings("berkas"), meanings("banana")
    (('file',), ())
    """
    return _terms().get("-".join(_parts(word)), ())


def in_the_format(word: str, known: Sequence[str]) -> str:
    """The known word of the format that an Indonesian or another English word stands for.

    >>> in_the_format("bobot", ["title", "weight"])
    'weight'
    >>> in_the_format("Tidak diketahui", ["level", "unknown"])
    'unknown'
    >>> in_the_format("banana", ["weight"])
    ''
    """
    return next((term for term in meanings(word) if term in known), "")
