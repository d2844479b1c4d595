"""The page that lists the knowledge is that of the knowledge."""

from tests.knowledge_fixture import KNOWLEDGE
from tools.knowledge_reference import PAGE, reference


def test_the_page_of_the_knowledge_is_fresh() -> None:
    """Whoever changes the knowledge runs `make docs`."""
    assert reference(KNOWLEDGE) == PAGE.read_text(encoding="utf-8")
