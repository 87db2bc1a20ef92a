"""Whole pages. What moves in them is shown still, and nothing in them can be sent."""

from site_config.patterns.catalogue.pages import account, accounts, door, errors, messages, rooms

ENTRIES = [
    *rooms.ENTRIES,
    *messages.ENTRIES,
    *accounts.ENTRIES,
    *account.ENTRIES,
    *door.ENTRIES,
    *errors.ENTRIES,
]
