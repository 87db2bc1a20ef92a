"""Stylesheets that arrive in one piece: what they import stands in them once the files are collected.

Designers write many small files and need no build: in development browsers follow the imports themselves.
"""

import posixpath
import re

from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from servestatic.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?(?P<address>[^"')\s;]+)["']?\s*\)?"""
    r"""(?:\s+layer\((?P<layer>[^)]*)\))?\s*(?P<media>[^;]*);"""
)
URL = re.compile(r"""url\(\s*["']?(?P<address>[^"')]+)["']?\s*\)""")
ELSEWHERE = re.compile(r"[a-z]+:|/|#")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
# A line of a stylesheet never ends within a word or a string.
INDENT = re.compile(r"\s*\n\s*")


class BundlingStorage(CompressedManifestStaticFilesStorage):
    """Stylesheets in one piece each; then all files compressed, and named by their content."""

    def post_process(self, paths, dry_run=False, **options):
        sheets = {} if dry_run else {name: text_of(name, paths) for name in paths if name.endswith(".css")}
        whole = {name: bundle(name, paths) for name, css in sheets.items() if IMPORT.search(css)}
        paths = paths | {name: (Whole(css), name) for name, css in whole.items()}
        yield from super().post_process(paths, dry_run, **options)


class Whole:
    """What stands in for the folder of one stylesheet."""

    def __init__(self, css: str):
        self._css = css

    def open(self, _name: str) -> ContentFile:
        return ContentFile(self._css.encode())


def bundle(name: str, paths: dict, home: str = "", within: tuple = ()) -> str:
    """Return a stylesheet with all that it imports in the place of the imports, without comments and indents.

    paths: storage and path in it, by name; home: the folder of the stylesheet that it becomes part of.
    """
    folder = posixpath.dirname(name)
    home = home if within else folder
    if name in within:
        raise ValueError(f"The stylesheet {name} imports itself.")
    if name not in paths:
        raise ValueError(f"The stylesheet {within[-1]} imports {name}, which is nowhere.")
    css = INDENT.sub("\n", COMMENT.sub("", text_of(name, paths)))

    def imported(found) -> str:
        address, layer, media = found["address"], found["layer"], found["media"].strip()
        if ELSEWHERE.match(address):
            raise ValueError(f"The stylesheet {name} imports {address}, which is not a file beside it.")
        inner = bundle(posixpath.normpath(posixpath.join(folder, address)), paths, home, (*within, name))
        inner = f"@layer {layer} {{\n{inner}}}\n" if layer else inner
        return f"@media {media} {{\n{inner}}}\n" if media else inner

    def moved(found) -> str:
        address = found["address"].strip()
        if ELSEWHERE.match(address):
            return found[0]
        return f'url("{posixpath.relpath(posixpath.join(folder, address), home or ".")}")'

    # Where the imports end. What they bring in has its addresses mended already.
    end = max((found.end() for found in IMPORT.finditer(css)), default=0)
    return IMPORT.sub(imported, css[:end]) + URL.sub(moved, css[end:])


def as_saved() -> dict:
    """Return storage and path in it of every static file, by name, as it was saved last."""
    files: dict = {}
    for finder in get_finders():
        for path, storage in finder.list([]):
            files.setdefault(path, (storage, path))
    return files


def text_of(name: str, paths: dict) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
