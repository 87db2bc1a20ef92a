from django.core.management.base import BaseCommand, CommandError

from site_config.patterns import theme as themes
from site_config.patterns.catalogue import ENTRIES
from site_config.patterns.contract import contrast, states, templates
from site_config.patterns.contract.once import once
from site_config.patterns.entry import Entry


class Command(BaseCommand):
    help = "Look whether themes keep what pages need: ids, landmarks, variables, escaping, contrast and more."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "themes",
            nargs="*",
            metavar="THEME",
            help="a folder of themes/, any folder by a path with a slash, or “parley”; all without it",
        )
        parser.add_argument(
            "--no-browser", action="store_true", help="leave out contrast, which only a browser can see"
        )
        parser.add_argument(
            "--only",
            nargs="+",
            default=list(ENTRIES),
            metavar="NAME",
            help="render these entries of /design/ only",
        )

    def handle(self, *, themes: list[str], no_browser: bool, only: list[str], **options):
        entries = _entries(only)
        found = sum(self._check(theme, entries, no_browser) for theme in _themes(themes))
        if found:
            raise CommandError(f"{found} to mend." if found > 1 else "One to mend.")

    def _check(self, theme, entries: list[Entry], no_browser: bool) -> int:
        """Print what is wrong with a theme; return how much."""
        try:
            said = list(once(_breaches(theme, entries, no_browser)))
        except contrast.NoBrowser as error:
            raise CommandError(str(error)) from None
        # At once, since several themes may be looked at side by side.
        self.stdout.write(
            f"{theme.name}:" + ("".join(f"\n  {breach}" for breach in said) or " nothing to mend")
        )
        return len(said)


def _entries(names: list[str]) -> list[Entry]:
    for name in names:
        if name not in ENTRIES:
            raise CommandError(f"There is no “{name}” under /design/.")
    return [ENTRIES[name] for name in names]


def _themes(names: list[str]):
    if not names:
        return themes.shelf()
    found = {name: themes.find(name) for name in names}
    for name, theme in found.items():
        if theme is None:
            known = ", ".join(theme.name for theme in themes.shelf())
            raise CommandError(
                f"There is no theme “{name}”. There are: {known}; or give a path, such as ./my-theme."
            )
    return list(found.values())


def _breaches(theme, entries: list[Entry], no_browser: bool):
    with theme.worn():
        yield from templates.breaches(theme)
    yield from states.breaches(theme, entries)
    yield from states.missing(theme, entries)
    if not no_browser:
        yield from contrast.breaches(theme, entries)
