"""Rendering what may be wrong in any way, and saying of it what a designer understands."""

from collections.abc import Callable
from pathlib import Path

from django.template import TemplateDoesNotExist
from django.urls import NoReverseMatch

from site_config.patterns.stylesheets import shown


def attempt(make: Callable[[], str]) -> tuple[str, str]:
    """Return what `make` renders, and why it cannot be rendered: one of them is empty."""
    try:
        return make(), ""
    except NoReverseMatch as error:
        return "", f"a link leads nowhere. {error}{_place(error)}"
    except TemplateDoesNotExist as error:
        return (
            "",
            f"it cannot be rendered. It needs the template “{error}”, which is not there{_place(error)}.",
        )
    except Exception as error:  # filters and tags raise what they like
        return "", f"it cannot be rendered. {error}{_place(error)}"


def _place(error: Exception) -> str:
    """Return the file and the line that are to be mended, where Django knows them."""
    known = getattr(error, "template_debug", None)
    return f" ({shown(Path(known['name']))}, line {known['line']})" if known else ""
