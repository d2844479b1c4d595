"""One site for the tests of a module."""

import pytest

from globulin.knowledge import Knowledge
from tests.site import SiteClient, make_client


@pytest.fixture(scope="module")
def site(knowledge: Knowledge) -> SiteClient:
    """Return a client of a fresh site."""
    return make_client(knowledge)
