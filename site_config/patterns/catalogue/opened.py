"""What opens on a page by a key, or is there only without scripts, as it is seen then."""


def popover(html: str) -> str:
    return html.replace(" popover ", " ", 1)


def without_scripts(html: str) -> str:
    return html.replace("<noscript>", "").replace("</noscript>", "")
