"""The bundled rubrics and the example keep what the project promises of them."""

import re
from pathlib import Path

import pytest

from smartscore import assess, read_rubric
from smartscore.model.fields import Translations
from smartscore.model.rubric import Graft, Indicator, Rubric
from smartscore.model.walking import walk
from smartscore.read.shelf import bundled

RUBRICS = sorted(bundled().glob("*.yaml"))
ROOT = Path(__file__).parent.parent


def indicators(rubric: Rubric) -> list[Indicator]:
    return [node for _, node in walk(rubric) if isinstance(node, Indicator)]


def of(code: str) -> Rubric:
    return read_rubric(bundled() / f"{code}.yaml").rubric


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_every_rubric_is_bilingual_and_cited(path):
    rubric = read_rubric(path).rubric
    assert rubric.code == path.stem
    assert rubric.evidence == "required"
    keys = {reference.key for reference in rubric.references}
    cited = set()
    texts = [rubric.title, rubric.about]
    for node in indicators(rubric):
        if node.levels is not None:
            points = sorted(rubric.descriptors(node))
            assert points[0] == rubric.scale[0].points
            assert points[-1] == rubric.scale[-1].points
            assert len(points) > 2
        if node.quantity is not None:
            texts.append(node.quantity.unit)
        texts += [item.text for item in node.checklist or ()]
        texts += [node.title, node.question, node.look_for, *rubric.descriptors(node).values()]
        assert node.citations, node.code
        cited |= {citation.cite for citation in node.citations}
    for _, child in walk(rubric):
        if not isinstance(child, Graft):
            texts.append(child.title)
            cited |= {citation.cite for citation in child.citations}
    for text in texts:
        assert isinstance(text, Translations), text
        assert text.id
        assert text.en
    assert cited == keys


def test_the_shape_of_indrajit():
    rubric = of("indrajit")
    inside = {d.code: [i.code for i in d.indicators or ()] for d in rubric.dimensions}  # type: ignore[union-attr]
    assert {code: len(found) for code, found in inside.items()} == {
        "support": 4,
        "capacity": 3,
        "value": 2,
    }
    demand = {node.code for node in indicators(rubric) if node.judged_by == "demand"}
    assert demand == set(inside["value"])
    assert [gate.when for gate in rubric.gates] == ["support"]


def test_the_shape_of_six_dimensions():
    rubric = of("six-dimensions")
    assert [d.code for d in rubric.dimensions] == [  # type: ignore[union-attr]
        "governance",
        "branding",
        "economy",
        "living",
        "society",
        "environment",
    ]
    found = indicators(rubric)
    assert len(found) == 42
    assert sum(node.code.endswith("-today") for node in found) == 18
    assert sum(node.levels == "programme" for node in found) == 18
    assert sum(node.code.endswith("-quick-win") for node in found) == 6


def test_masterplan_readiness_takes_both_in():
    grafts = [child.rubric for child in of("masterplan-readiness").dimensions]  # type: ignore[union-attr]
    assert grafts == ["indrajit@2", "six-dimensions@2"]


VAGUE = re.compile(
    r"\b(adequate|good|well|sufficient|effective|optimal|as needed|proper|strong|"
    r"memadai|cukup|baik|efektif|optimal|maksimal|sesuai kebutuhan)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_descriptors_are_observable_not_vague(path):
    rubric = read_rubric(path).rubric
    for node in indicators(rubric):
        for text in rubric.descriptors(node).values():
            assert not VAGUE.search(f"{text.id} {text.en}"), text


def test_sumenep_keeps_the_rules_of_evidence():
    reading = assess(ROOT / "examples" / "sumenep.yaml")
    assert reading.remarks == ()
    keys = {reference.key for reference in reading.assessment.references}
    for group in ("indrajit", "six-dimensions"):
        ratings = reading.assessment.ratings[group] or {}
        assert list(ratings) == [node.code for node in indicators(of(group))]
        for code, rating in ratings.items():
            assert rating is not None
            assert (rating.level is None) == (rating.unknown is not None), code
            if rating.level is not None:
                assert rating.because
                assert all(e.cite in keys and e.at and e.shows for e in rating.evidence)
                assert rating.evidence
    value = [reading.assessment.rating("indrajit", c) for c in ("community-need", "demand-benefit")]
    assert all(rating is not None and rating.unknown is not None for rating in value)
    assert all(
        rating is not None and rating.level is None
        for code, rating in (reading.assessment.ratings["six-dimensions"] or {}).items()
        if code.endswith(("-programme", "-quick-win"))
    )


@pytest.mark.parametrize(
    "path", [*RUBRICS, ROOT / "examples" / "sumenep.yaml"], ids=lambda p: p.stem
)
def test_files_are_pleasant_to_read(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    assert max(len(line) for line in lines if "URL: http" not in line) <= 100
    assert not any(line != line.rstrip() or "\t" in line for line in lines)


def test_the_areas_of_kami_weigh_what_they_show():
    """The sum of its areas, each on its own scale, is the figure of the whole."""
    rubric = of("kami")
    shown = [d.display.max for d in rubric.dimensions]  # type: ignore[union-attr]
    assert shown == [d.weight for d in rubric.dimensions]
    assert shown == [node.quantity.best for node in indicators(rubric)]  # type: ignore[union-attr]
    assert sum(shown) == rubric.display.max == 645
    assert not rubric.bands


def test_imdi_is_what_was_published_and_no_mean_of_its_pillars():
    weights = {d.code: d.weight for d in of("imdi").dimensions}  # type: ignore[union-attr]
    assert weights.pop("index") == 1
    assert set(weights.values()) == {0}


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("0.4907", "far-behind"),
        ("0.4908", "behind"),
        ("0.5989", "behind"),
        ("0.5990", "developing"),
        ("0.7072", "developing"),
        ("0.7073", "advanced"),
        ("0.8155", "advanced"),
        ("0.8156", "independent"),
    ],
)
def test_an_upper_limit_of_the_village_index_belongs_to_its_status(printed, status, tmp_path):
    parts = "".join(
        f"    {code}: {{value: {printed}, evidence: [{{cite: idm, at: x, shows: x}}]}}\n"
        for code in ("social", "economic", "environmental")
    )
    path = tmp_path / "village.yaml"
    path.write_text(
        "smartscore: assessment/1\nrubrics: [idm@1]\nsubject: {name: Desa}\ndate: 2026-11-26\n"
        "rater: {role: Pembaca, side: supply}\nreferences: [{id: idm, type: report, title: IDM}]\n"
        f"ratings:\n  idm:\n{parts}",
        encoding="utf-8",
    )
    (card,) = assess(path).cards
    assert (card.whole.shown, card.whole.band and card.whole.band.code) == (printed, status)
