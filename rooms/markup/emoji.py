import emoji

# More than so many are a line of their own kind, and stay small.
MOST = 6


def is_sole_emoji(text: str) -> bool:
    """Whether text is nothing but a few emoji, which are then shown large."""
    text = "".join(text.split())
    return (
        bool(text) and len(text) < 10 * MOST and emoji.purely_emoji(text) and emoji.emoji_count(text) <= MOST
    )
