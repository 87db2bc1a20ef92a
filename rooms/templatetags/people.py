from datetime import UTC

from django import template

register = template.Library()

HUES = 12


@register.filter
def hue(pk: int) -> int:
    """Return which of the twelve colours of avatars is this person's, for ever."""
    return pk % HUES


@register.filter
def initial(name: str) -> str:
    """Return the letter that stands for a name."""
    return name[:1].upper()


@register.filter
def utc(moment) -> str:
    """Return a moment as a machine reads it (RFC 3339, in UTC, to the second)."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@register.filter
def utc_text(moment) -> str:
    """Return a moment in a form that needs no words; pages put it into the reader's zone."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


@register.filter
def css_string(text: str) -> str:
    """Return text as it stands between the quotes of a string in CSS.

    https://www.w3.org/TR/css-syntax-3/#escaping
    """
    return "".join(c if c.isalnum() or c in " .,…:’" else f"\\{ord(c):x} " for c in text)
