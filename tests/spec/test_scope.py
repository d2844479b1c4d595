"""Every kind of question from elsewhere, by the example that stands beside its wording."""

import pytest

from globulin.answers import understand
from globulin.knowledge import Knowledge, open_knowledge


def _rows() -> list[tuple[str, str]]:
    with open_knowledge() as knowledge:
        scope = knowledge.table("scope")
    rows = (*scope["redirect"], *scope["specific_topic"])
    return [(row["topic"], row["example"]) for row in rows]


@pytest.mark.parametrize(("topic", "example"), _rows())
def test_the_example_of_a_wording_leads_to_its_topic(
    knowledge: Knowledge, topic: str, example: str
) -> None:
    """What a row gives as its example is read as the row's own kind."""
    read = understand(example, knowledge)
    known = knowledge.redirect_topic(topic)

    assert known is not None
    assert (topic, known.redirect) == (read.topic, read.redirect)
