"""Emoji: which there are, what they are called in one's language, which take a tone of skin.

known       what counts as one emoji, in the one form in which it is stored
tones       the five tones of skin, and neutral
catalogue   all of them in the order of the picker, and the search
"""

from rooms.emoji.catalogue import Named, every, matching, named
from rooms.emoji.known import LONGEST, known
from rooms.emoji.tones import TONES, toned

# What is offered before one has taken to others.
QUICK = ("👍", "❤️", "😂", "🎉", "👀", "✅")

__all__ = ["LONGEST", "QUICK", "TONES", "Named", "every", "known", "matching", "named", "toned"]
