"""What the entries of one group have in common."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.forms.utils import ErrorDict

from site_config.patterns import cast
from site_config.patterns.entry import Entry

Region = partial(Entry, group="Regions")


def fragment(name: str, frame: str, states: dict) -> Entry:
    """An entry for templates/rooms/fragments/<name>.html."""
    return Entry(name.replace("_", "-"), f"rooms/fragments/{name}.html", states, frame, group="Fragments")


def refused(form: forms.BaseForm, /, **errors: str) -> forms.BaseForm:
    """Return a form with what was wrong with its answers, by field or as a `whole`: nothing is looked up."""
    form._errors, form.cleaned_data = ErrorDict(), {}
    for field, error in errors.items():
        form.add_error(None if field == "whole" else field, error)
    return form


def answered(form: type, /, *args, **errors: str) -> Callable[[], forms.BaseForm]:
    """Return what makes a form of allauth's that was answered. args: what it is made of."""
    return lambda: refused(form(*args), **errors)


def made(context: dict) -> dict:
    """Return a context with its forms made: their words are those of the language that is spoken then."""
    return {name: value() if callable(value) else value for name, value in context.items()}


def page(**context):
    """Return what makes the context of a whole page, seen by the owner."""
    return lambda: cast.page(**context)
