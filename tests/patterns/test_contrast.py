from site_config.patterns.catalogue import ENTRIES
from site_config.patterns.contract import contrast


def test_ink_that_is_too_pale_is_found_in_the_scheme_where_it_is(altered):
    quiet = altered_tokens(altered)
    said = list(contrast.breaches(quiet, [ENTRIES["message"]]))
    assert any(
        breach.startswith(
            "rooms/fragments/message.html, message/plain, light: .message__time has a contrast of"
        )
        and breach.endswith("but needs 4.5 to 1.")
        for breach in said
    )
    assert not [breach for breach in said if ", dark:" in breach]


def altered_tokens(altered):
    """A theme in which times are pale grey on white in the light."""
    return altered("css/tokens.css", "--n5: light-dark(#53605a", "--n5: light-dark(#bbbbbb")
