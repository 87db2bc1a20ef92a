"""Whatever goes wrong: what was acknowledged stands on every page, once and in order."""

import pytest

from tests.faults.nemeses import NEMESES
from tests.faults.plan import planned

# Posts acknowledged before a fault, during it, and after.
BEFORE, DURING, AFTER = 5, 20, 10
MIXED = 15  # seconds

# The pages live on between the tests.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("name", NEMESES)
async def test_nothing_is_lost_doubled_or_out_of_order(stage, name):
    stage.talk()
    await stage.acknowledged(BEFORE)
    await stage.strike_until(NEMESES[name](), posts=DURING)
    await stage.acknowledged(AFTER)
    await stage.compare()


async def test_nor_is_it_when_everything_goes_wrong_at_once(stage):
    stage.talk()
    await stage.follow(planned(stage.chance, MIXED, list(NEMESES.values())))
    await stage.acknowledged(AFTER)
    await stage.compare()
