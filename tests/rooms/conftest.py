import pytest

from tests.sockets import forget_hub


@pytest.fixture
async def hub_of_its_own(transactional_db):
    """Each test of sockets has an event loop of its own, hence a hub of its own."""
    yield
    await forget_hub()
