"""Names inside sentences that are no HTML, where no <bdi> can stand."""

# First strong isolate, and its end (https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates).
ISOLATE, POP = "\u2068", "\u2069"


def isolated(name: str) -> str:
    """Return the name so that it turns no text around it, whichever way either is written."""
    return f"{ISOLATE}{name}{POP}"
