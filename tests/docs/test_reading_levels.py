"""The page of reading levels is that of the pages."""

from globulin.knowledge import Knowledge
from tools.reading_levels import PAGE, document


def test_the_page_of_the_reading_levels_is_fresh(knowledge: Knowledge) -> None:
    """Whoever changes a sentence runs `make docs`."""
    assert document(knowledge) == PAGE.read_text(encoding="utf-8")
