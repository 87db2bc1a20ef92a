"""The same sights in the other theme: what a theme's templates, sizes and colours can break.

All of them: a sight on paper costs half a second of a processor. The words are those of the site's own theme,
but for messages and people; so axe looks at everything on a phone, and at colours and sizes where it is wide.
"""

import pytest

from tests.flows.axe import (
    DESKTOP,
    ENLARGED,
    LOOKS,
    PHONE,
    faults_by_ear,
    faults_of_width,
    violations_in_both_schemes,
)
from tests.flows.fixtures.town import browsers, language, running_server, settlement, town
from tests.flows.sights import SIGHTS

__all__ = ["browsers", "language", "running_server", "settlement", "town"]  # fixtures
# Pages without a stylesheet, and the library of patterns, which looks the same in every theme.
WITHOUT = {"bad-request", "something-broke", "too-fast", "too-large", "pattern", "pattern-library"}


@pytest.fixture(scope="module")
def theme():
    return "paper"


@pytest.mark.parametrize("sight", [name for name in SIGHTS if name not in WITHOUT])
def test_a_sight_keeps_to_the_rules_on_paper(sight, town):
    page = SIGHTS[sight](town)
    assert page.evaluate("[...document.styleSheets].some(sheet => sheet.href.includes('css/theme.'))")

    found = faults_by_ear(page)
    found += violations_in_both_schemes(page, DESKTOP, LOOKS)
    found += violations_in_both_schemes(page, PHONE)
    found += faults_of_width(page, ENLARGED)

    assert found == []
