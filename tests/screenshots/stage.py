"""The site as it is pictured: its scenes set, in one theme."""

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass

from tests import errands, servers
from tests.clerk import Clerk

SCENES = ("small-team", "right-to-left", "busy-room", "hostile-names", "rich-messages")
# What somebody of a scene has kept: a note, a message to come, and words by which they are called.
KEPT = {
    "small-team": ("maya", "Water the plants", "Good morning, everybody!", "can you look at this?"),
    "right-to-left": ("layla", "سقي النباتات", "صباح الخير جميعًا!", "هل يمكنك إلقاء نظرة؟"),
}

# Who has an app that makes codes, and who may have one: the site knows that their address is theirs.
CODED = ("amira", "omar")
CONFIRMED = ("maya", "layla")
TROUBLE = (413, 429, 500)  # what the site does not do on request


@dataclass(frozen=True)
class Stage:
    """url; keys: sessions by username; invitation: a token; error_pages: HTML by language and status.

    password: of everybody.
    """

    url: str
    folder: str
    keys: dict[str, str]
    invitation: str
    error_pages: dict[str, dict[int, str]]
    password: str


@contextmanager
def staged(theme: str, scenes: tuple[str, ...] = SCENES):
    """Serve the site in a theme ("" is its own) with scenes set; yield its Stage."""
    with tempfile.TemporaryDirectory() as folder:
        env = servers.environment(folder, THEME=theme, POST_RATE=1000)
        for command in ("migrate", "collectstatic"):
            servers.manage(env, command, "--verbosity=0", "--no-input")
        for scene in scenes:
            servers.manage(env, "seed", "--scene", scene)
        clerk = Clerk(env)
        keys, invitation = clerk.do(errands.sessions_of_everybody), clerk.do(errands.make_invitation, "maya")
        for scene in set(scenes) & set(KEPT):
            clerk.do(errands.keep_things, *KEPT[scene])
        for who in set(CONFIRMED) & set(keys):
            clerk.do(errands.confirm_address, who)
        password = clerk.do(errands.password_of_scenes)
        for who in set(CODED) & set(keys):
            clerk.do(errands.give_codes, who)
        pages = {
            language: {status: clerk.do(errands.error_page, language, status) for status in TROUBLE}
            for language in ("en", "ar")
        }
        clerk.dismiss()
        with servers.running(servers.Server(env)) as server:
            yield Stage(server.url, folder, keys, invitation, pages, password)
