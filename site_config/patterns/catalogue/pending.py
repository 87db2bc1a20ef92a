"""What the page's own script makes of templates/site/connection.html: messages that wait, and lost lines."""

import re
from functools import partial

from django.utils.html import escape

TEMPLATE = re.compile(r"<template\b[^>]*>(.*?)</template>", re.DOTALL)


def waiting(html: str, body: str, error: str = "") -> str:
    """Return the message that waits, as the script makes it from the template."""
    item = TEMPLATE.search(html)[1]
    return _fill("pending__error", error, _fill("message__body", body, item))


def state(name: str, html: str) -> str:
    return re.sub(r'data-state="\w+"', f'data-state="{name}"', html, count=1)


def connection(name: str):
    return partial(state, name)


def message(body: str, error: str = ""):
    return partial(waiting, body=body, error=error)


def _fill(name: str, text: str, html: str) -> str:
    return re.sub(rf'(<[^>]*"{name}"[^>]*>)', lambda tag: tag[1] + escape(text), html, count=1)
