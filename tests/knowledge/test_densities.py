"""The densities of the causes, against the facts that they were fitted to."""

import csv
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from globulin.knowledge import Knowledge
from globulin.knowledge.check_densities import check_densities, report_densities
from globulin.knowledge.library import Library, load_library
from globulin.knowledge.show import list_kind, show_record
from globulin.model import (
    Condition,
    ConditionShape,
    Density,
    DensityInput,
    ShapeCorrelation,
)
from tests.knowledge_fixture import KNOWLEDGE
from tools.densities_reference import PAGE, reference
from tools.fit_densities import FILE, densities, density_csv
from tools.fit_densities_inputs import Reader, make_reader, read_input
from tools.fit_densities_model import Evidence

CLASSES = ("IgM", "IgG", "IgA")
PBC = "density-pbc-igm"


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the knowledge of the checkout as its files say it."""
    return load_library(KNOWLEDGE)


@pytest.fixture(scope="module")
def reader(library: Library) -> Reader:
    """Return what reads the inputs."""
    return make_reader(library, CLASSES)


@pytest.fixture(scope="module")
def fitted(library: Library) -> list[Density]:
    """Return the densities, fitted anew."""
    return list(densities(library))


def of(library: Library) -> dict[tuple[str, str], Density]:
    """Return the densities by condition and analyte."""
    return {(d.condition, d.analyte): d for d in library.of("density", Density).values()}


def read(reader: Reader, fact: str) -> list[Evidence]:
    """Return what the input of a fact says."""
    rows = reader.library.of("density_input", DensityInput).values()
    (row,) = [row for row in rows if row.fact == fact]
    return list(read_input(reader, row))


def test_the_tool_writes_the_same_bytes(fitted: list[Density]) -> None:
    """Whoever changes an input runs `make docs`, which fits the densities too."""
    assert FILE.read_text(encoding="utf-8") == density_csv(fitted)


def test_the_page_is_fresh(library: Library, fitted: list[Density]) -> None:
    """The page that `make docs` writes is that of the knowledge."""
    assert PAGE.read_text(encoding="utf-8") == reference(library, fitted)


def test_every_cause_has_one_of_each_class(library: Library) -> None:
    """Three for each condition that is no umbrella, and none for another."""
    causes = {c.id for c in library.of("condition", Condition).values() if not c.umbrella}
    with FILE.open(encoding="utf-8") as file:
        found = [(row["condition"], row["analyte"]) for row in csv.DictReader(file)]

    assert {(cause, name) for cause in causes for name in CLASSES} == set(found)
    assert len(set(found)) == len(found)


def test_amounts_are_read_by_hand(reader: Reader) -> None:
    """651 mg/dL against 35 to 263: 3.72; the middle half of 1.787 to 4.265 g/L: 1.25."""
    (mean,) = read(reader, "pbc-igm-mean")
    middle, spread = read(reader, "pbc-igm-median-udca-highdose-2021")
    width = (np.log(263) - np.log(35)) / 3.92

    assert ("mean", pytest.approx(3.72, abs=0.01)) == (mean.kind, mean.value)
    assert ("middle", pytest.approx(2.31, abs=0.01)) == (middle.kind, middle.value)
    assert ("spread", pytest.approx(1.25, abs=0.01)) == (spread.kind, spread.value)
    assert pytest.approx(width, rel=1e-4) == mean.scale
    assert 54.0 == mean.people


def test_shares_are_read_by_hand(reader: Reader) -> None:
    """A share raised, one with a limit of its own, one inside the limits."""
    (raised,) = read(reader, "igm-in-pbc-textbook")
    (above,) = read(reader, "waldenstrom-with-igm-gt-15-5-g-l")
    (within,) = read(reader, "igm-myeloma-normal-total")

    assert (0.25, pytest.approx(1.96, abs=0.001)) == (raised.value, raised.limit)
    assert 20.0 == raised.people
    assert (pytest.approx(0.194), pytest.approx(5.41, abs=0.01)) == (above.value, above.limit)
    assert (0.25, 100.0) == (within.value, within.people)
    assert -within.limit == within.upper


def test_what_is_told_against_healthy_people_is_a_distance(reader: Reader) -> None:
    """131 against 35 mg/dL, 1.76 times the own level, a fall by 18 %, 18.5 % of the normal mean."""
    width = reader.adults["IgM"].width
    igg = reader.adults["IgG"].width

    assert pytest.approx(np.log(131 / 35) / width) == read(reader, "hiv-igm-median")[0].value
    assert pytest.approx(np.log(1.76) / width) == read(reader, "igm-in-mono-peak")[0].value
    assert pytest.approx(np.log(0.82) / igg) == read(reader, "pregnancy-igg-chile")[0].value
    assert pytest.approx(np.log(0.185) / igg) == read(reader, "igg-in-mcd-children")[0].value


def test_amounts_in_children_are_read_on_the_curve(reader: Reader) -> None:
    """The same amount lies higher in a baby, who has less."""
    rows = reader.library.of("density_input", DensityInput).values()
    (row,) = [row for row in rows if row.fact == "pbc-neg-igm-mean"]
    (adult,) = read_input(reader, row)
    (baby,) = read_input(reader, replace(row, age_days=60))

    assert baby.value > adult.value + 2.0


def test_what_is_left_out_says_nothing(reader: Reader) -> None:
    """People picked for thick blood tell nothing of macroglobulinemia."""
    assert [] == read(reader, "igm-hyperviscosity-level")


def test_the_example_of_the_page_in_numbers(library: Library) -> None:
    """IgM in primary biliary cholangitis: `docs/explanation/densities.md` tells the same."""
    found = of(library)["pbc", "IgM"]

    assert pytest.approx(2.95, abs=0.02) == found.mean
    assert pytest.approx(1.30, abs=0.02) == found.spread
    assert 2.31 < found.mean < 3.55
    assert "published" == found.basis


def test_what_is_known_of_the_causes(library: Library) -> None:
    """Where a class lies in a cause against others, as the facts say."""
    found = of(library)

    def mean(condition: str, analyte: str) -> float:
        return found[condition, analyte].mean

    assert mean("waldenstrom", "IgM") > mean("igm-mgus", "IgM") > mean("transient-rise", "IgM")
    assert mean("pbc", "IgM") > mean("pbc-ama-negative", "IgM") > mean("none", "IgM")
    assert mean("autoimmune-hepatitis", "IgG") > mean("psc", "IgG") > mean("pbc", "IgG")
    assert mean("minimal-change-nephrotic", "IgM") > 0 > mean("minimal-change-nephrotic", "IgG")
    assert mean("hyper-igm-cd40lg", "IgM") > 0 > mean("hyper-igm-cd40lg", "IgG")
    assert mean("rituximab-low-ig", "IgM") < mean("rituximab-low-ig", "IgG") < 0


def test_a_density_can_be_looked_up(knowledge: Knowledge) -> None:
    """`knowledge show` tells the numbers, the class and the facts."""
    shown = show_record(knowledge, PBC)

    assert ("density", 2.95) == (shown["kind"], shown["mean"])
    assert "pbc-igm-mean" in shown["uses"]
    assert PBC in {row["id"] for row in list_kind(knowledge, "densities")}
    assert any("reads" in row for row in list_kind(knowledge, "density-inputs"))


def test_no_supported_effect_is_contradicted_by_a_class_alone(library: Library) -> None:
    """A mean against a supported effect rests on published figures."""
    told = list(report_densities(library))
    published = {d.id for d in library.of("density", Density).values() if d.basis == "published"}

    assert all(any(f" {key}:" in line for key in published) for line in told)


def spoiled(library: Library, kind: str, key: str, change: Callable[[Any], Any]) -> list[str]:
    """Return what the check finds once one record is changed, or taken out (None)."""
    records = dict(library.records[kind])
    changed = change(records.pop(key))
    if changed is not None:
        records[key] = changed
    return list(check_densities(replace(library, records={**library.records, kind: records})))


def test_the_densities_stand_the_check(library: Library) -> None:
    """No line."""
    assert [] == list(check_densities(library))


@pytest.mark.parametrize(
    ("kind", "key", "change", "told"),
    [
        ("density", PBC, None, "pbc: expected one row each"),
        ("density", PBC, {"spread": 0.0}, "spread and widths above zero"),
        ("density", PBC, {"shape": "other"}, "expected 'cholestatic-autoimmune'"),
        ("density", PBC, {"uses": ("nothing",)}, "fact 'nothing' does not exist"),
        ("density", PBC, {"basis": "class"}, "expected facts where it is published"),
        ("density", PBC, {"condition": "viral-infection"}, "only holds others"),
        ("shape", "shape-other-igm", None, "other: expected one row each for"),
        ("shape", "shape-other-igm", {"mean_width": -1.0}, "spread and widths above zero"),
        ("condition_shape", "pbc", None, "condition_shapes: pbc: expected a row"),
        ("condition_shape", "other", {"shape": "toy"}, "other: no condition has it"),
        ("condition_shape", "other", {"shape": "toy"}, "toy: a condition has it"),
        ("density_input", "density-input-pbc-igm-1", {"fact": "toy"}, "fact 'toy' does not exist"),
        ("density_input", "density-input-pbc-igm-1", {"reads": "median"}, "no conversion"),
        ("density_input", "density-input-pbc-igm-1", {"quartiles": True}, "both quartiles"),
        ("density_input", "density-input-pbc-igm-1", {"limit": "pbc-igm-times"}, "above zero"),
        ("density_input", "density-input-pbc-igm-1", {"reads": "left-out"}, "without a reason"),
        ("density_input", "density-input-pbc-igm-1", {"fact": "pbc-igm-china"}, "enters this"),
        ("density_input", "density-input-pbc-igm-1", {"condition": "toy"}, "no condition"),
        ("density_input", "density-input-pbc-igm-1", {"analyte": "IgE"}, "expected one of IgM"),
        ("density_input", "density-input-pbc-igm-4", {"reads": "raised"}, "a value in %"),
    ],
)
def test_what_is_broken_is_found(
    library: Library, kind: str, key: str, change: dict[str, Any] | None, told: str
) -> None:
    """The check tells which record is wrong, and what was expected."""
    found = spoiled(library, kind, key, lambda row: replace(row, **change) if change else None)

    assert any(told in line for line in found)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": 1.0}, "between -1 and 1"),
        ({"value": -0.99}, "contradict each other"),
        ({"first": "IgA"}, "has a correlation already"),
        ({"first": "IgG"}, "expected two of"),
        ({"shape": "toy"}, "shape 'toy' does not exist"),
    ],
)
def test_a_broken_correlation_is_found(library: Library, change: dict[str, Any], told: str) -> None:
    """A matrix that nothing can have is refused."""
    key = "correlation-plasma-exchange-igm-igg"
    found = spoiled(library, "correlation", key, lambda row: replace(row, **change))

    assert any(told in line for line in found)


def test_every_matrix_of_correlations_is_positive_definite(library: Library) -> None:
    """Beside the check, by its eigenvalues."""
    for shape in {row.shape for row in library.of("condition_shape", ConditionShape).values()}:
        matrix = np.eye(len(CLASSES))
        for row in library.of("correlation", ShapeCorrelation).values():
            if row.shape == shape:
                first, second = CLASSES.index(row.first), CLASSES.index(row.second)
                matrix[first, second] = matrix[second, first] = row.value

        assert np.linalg.eigvalsh(matrix).min() > 0.05
