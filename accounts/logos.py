"""An image that somebody sent, made into a small one that is safe to show."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

MOST_BYTES = 64 * 1024
# What is opened takes memory by its pixels, whatever its bytes.
MOST_PIXELS = 2048
# Shown at 24 px; three times that for the densest screens, with some to spare for themes.
SIDE = 128
# Nothing else is looked at: SVG can hold scripts, and each further format is one more way in.
FORMATS = ["PNG", "WEBP"]

NO_IMAGE = _("This is no PNG or WebP image.")


def small(data: bytes) -> bytes:
    """Return an image as a PNG of at most 128 px each way, drawn anew: nothing else in the file is left."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if max(image.size) > MOST_PIXELS:
                raise ValidationError(_("This image is too large: more than 2048 pixels wide or high."))
            drawn = image.convert("RGBA")
    except ValidationError:
        raise
    except Exception as error:  # whatever Pillow makes of a broken file
        raise ValidationError(NO_IMAGE) from error
    drawn.thumbnail((SIDE, SIDE))
    png = BytesIO()
    drawn.save(png, "PNG", optimize=True)
    return png.getvalue()
