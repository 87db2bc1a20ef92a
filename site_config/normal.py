"""Unicode's normal forms, for text that anybody may have typed.

The time that normalising takes grows with the square of a run of combining marks, and nothing else of the
process goes on meanwhile: some thousand marks in one text would stop the site.
"""

import unicodedata
from functools import lru_cache

# Unicode Standard Annex #15, Stream-Safe Text Format: more than any writing of any language has.
MOST_MARKS = 30


def normal(form: str, text: str) -> str:
    """Return the text in a normal form, without the marks of a run that are more than MOST_MARKS."""
    return unicodedata.normalize(form, text if text.isascii() else "".join(_stream_safe(text)))


def _stream_safe(text: str):
    run = 0
    for char in text:
        first, last = _marks(char)
        if run + first <= MOST_MARKS:
            run = run + first if first else last
            yield char


@lru_cache(4096)
def _marks(char: str) -> tuple[int, int]:
    """Return how many marks a character begins and ends with, once it is taken apart.

    All of them, where it is nothing but marks: some are several (U+0F73), or a mark only then (U+FF9E).
    """
    parts = [unicodedata.combining(part) > 0 for part in unicodedata.normalize("NFKD", char)]
    first = parts.index(False) if False in parts else len(parts)
    last = parts[::-1].index(False) if False in parts else len(parts)
    return first, last
