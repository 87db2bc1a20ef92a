"""Normal forms of what anybody may have typed (site_config/normal.py)."""

import unicodedata

import pytest

from site_config.normal import MOST_MARKS, normal

FORMS = ["NFC", "NFKC", "NFD", "NFKD"]
# Marks by themselves; several in one; marks only once they are taken apart.
MARKS = ["\u0301\u0323", "\u0344", "\u0f73", "\uff9e", "\u0f71\u0f73\u0301"]


def longest_run(text: str) -> int:
    longest = run = 0
    for char in unicodedata.normalize("NFKD", text):
        run = run + 1 if unicodedata.combining(char) else 0
        longest = max(longest, run)
    return longest


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("letter", ["", "a", "\u1ea4"])
def test_a_run_of_marks_ends_where_no_writing_has_more(form, marks, letter):
    assert longest_run(normal(form, letter + marks * 5000)) <= MOST_MARKS + longest_run(letter)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("marks", MARKS)
def test_what_is_in_normal_form_stays_so(form, marks):
    once = normal(form, f"Z{marks * 100}a")
    assert normal(form, once) == once


@pytest.mark.parametrize("form", FORMS)
def test_words_of_all_writings_are_what_unicode_says(form):
    words = (
        "plain, Ju\u0308rgen, Việt, ﬁ, ﾊﾞ, בְּרֵאשִׁית, हिन्दी, བོད་སྐད, 한국어, 👩‍👩‍👧, Z" + "\u0351\u036b\u0343" * 10
    )
    assert normal(form, f"{words} {words}") == unicodedata.normalize(form, f"{words} {words}")
