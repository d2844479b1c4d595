"""The page about repeats shows the figures of the knowledge."""

from globulin.knowledge import Knowledge
from tools.change_limits import PAGE, page


def test_the_table_of_variations_is_fresh(knowledge: Knowledge) -> None:
    """Whoever changes a variation runs `make docs`."""
    assert page(knowledge) == PAGE.read_text(encoding="utf-8")
