"""Which test would tell most between two causes."""

from globulin.answers.reading.evidence_rows import Rows
from globulin.model import FollowUpTest
from globulin.reasoning.differential import divergences


def deciding_test(rows: Rows, first: int, second: int) -> FollowUpTest | None:
    """Return the test whose results differ most between two causes (places), if any does.

    A finding that was told already decides nothing more.
    """
    between = divergences(rows.differential.tables, rows.people, first, second)
    table: dict[str, list[str]] = rows.telling.knowledge.table("differential")["told_by_tests"]
    weight = {
        test: max((between.get(finding, 0.0) for finding in findings), default=0.0)
        for test, findings in table.items()
    }
    best = max(weight, key=lambda test: weight[test])
    if not weight[best]:
        return None
    tests = {test.id: test for test in rows.telling.knowledge.all("test", FollowUpTest)}
    return tests[best]
