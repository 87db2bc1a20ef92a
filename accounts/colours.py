"""An accent that can be read: the colour that an owner picked, made darker or lighter where it has to be."""

import colorsys
from dataclasses import dataclass

# The grounds on which an accent is hardest to read. Those of a theme are lighter than the one and darker than
# the other (docs/themes.md).
LIGHT_GROUND, DARK_GROUND = "#dddddd", "#333333"
WHITE, BLACK = "#ffffff", "#111111"
# WCAG 2.2: AA for text, and AAA for where the ground is tinted with the accent itself.
AA, AAA = 4.5, 7
STEPS = 200


@dataclass(frozen=True)
class Shades:
    """One accent as #rrggbb. plain: words and marks; strong: pressed, or on its own tint; words: upon it."""

    plain: str
    strong: str
    words: str


@dataclass(frozen=True)
class Accent:
    light: Shades
    dark: Shades


def accent(colour: str) -> Accent:
    """Return what becomes of a colour (#rrggbb) in the light and in the dark."""
    return Accent(
        light=Shades(
            plain=readable(colour, LIGHT_GROUND, AA), strong=readable(colour, LIGHT_GROUND, AAA), words=WHITE
        ),
        dark=Shades(
            plain=readable(colour, DARK_GROUND, AA), strong=readable(colour, DARK_GROUND, AAA), words=BLACK
        ),
    )


def readable(colour: str, ground: str, ratio: float) -> str:
    """Return a colour, no further from its own lightness than it takes to be read on a ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    end = 0 if luminance(ground) > 0.18 else 1  # black, or white
    for step in range(STEPS + 1):
        nearer = lightness + (end - lightness) * step / STEPS
        shade = _hex(colorsys.hls_to_rgb(hue, nearer, saturation))
        if contrast(shade, ground) >= ratio:
            break
    return shade


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it: 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour: 0 for black, 1 for white."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[float]:
    return [channel / 255 for channel in bytes.fromhex(colour.removeprefix("#"))]


def _hex(channels) -> str:
    return "#" + bytes(round(channel * 255) for channel in channels).hex()
