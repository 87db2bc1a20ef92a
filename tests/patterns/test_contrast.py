from site_config.patterns.catalogue import ENTRIES
from site_config.patterns.contract import contrast

PALE = (
    "rooms/fragments/message.html, message/plain, light: "
    '<time class="message__time"> has a contrast of 1.91 to 1 (#bbbbbb on #ffffff), but needs 4.5 to 1.'
)


def test_ink_that_is_too_pale_is_found_in_the_scheme_where_it_is(altered):
    pale = altered("css/tokens.css", "--n5: light-dark(#53605a", "--n5: light-dark(#bbbbbb")
    said = list(contrast.breaches(pale, [ENTRIES["message"]]))
    assert PALE in said
    assert not [breach for breach in said if ", dark:" in breach]
