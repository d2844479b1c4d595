"""Whatever bands and light chains a report holds, in whatever order: one course, never a calm."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from globulin.knowledge import Knowledge
from tests.reading import interpret_one, result

KINDS = {
    "M-spike": ("g/dL", "g/L"),
    "Kappa FLC": ("mg/L", "mg/dL"),
    "Lambda FLC": ("mg/L",),
    "FLC ratio": ("{ratio}", None),
}
DAYS = ("2025-01-15", "2025-07-15", "2026-01-15", None)
quick = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Return one result of a band or a light chain."""
    name = draw(st.sampled_from(sorted(KINDS)))
    return result(
        name,
        draw(st.sampled_from([0.0, 0.4, 0.5, 1.2, 25.0])),
        draw(st.sampled_from(KINDS[name])),
        comparator=draw(st.sampled_from([None, None, "<"])),
        collected=draw(st.sampled_from(DAYS)),
        laboratory=draw(st.sampled_from([None, "North", "South"])),
    )


@quick
@given(st.lists(rows(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    knowledge: Knowledge, results: list[Any], random: Any
) -> None:
    """But the order of the courses and the places, and all rows stay unread."""
    shuffled = random.sample(results, len(results))
    first, second = (
        interpret_one({"schema": "globulin/input/1", "results": some}, knowledge)
        for some in (results, shuffled)
    )

    assert _plain(first["trend"]) == _plain(second["trend"])
    assert len(results) == len(first["unread"]) == len(second["unread"])
    assert [] == first["results"]
    for entry in first["trend"]:
        is_calming = entry["verdict"] in {"no_real_change", "fall"}
        told = " ".join(statement["text"] for statement in entry["statements"])
        assert is_calming == ("still a band" in told or "neither that a clone" in told)


def _plain(trend: list[dict[str, Any]]) -> list[Any]:
    """Return the courses by analyte, without places and numbers of sources."""
    return sorted(
        (
            entry["analyte"],
            entry["verdict"],
            entry["change_percent"],
            entry["persistent"],
            entry["is_widened"],
            entry["repeat"]["when"],
            tuple((p["collected"], p["value"], p["unit"]) for p in entry["points"]),
            tuple(statement["text"] for statement in entry["statements"]),
        )
        for entry in trend
    )
