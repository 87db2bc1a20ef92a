"""Logs of IRC channels: what they say, who people are, and a whole day on a running server."""

import subprocess
import sys

import pytest

from accounts.models import User
from accounts.names import validate_username
from rooms.replay import irc, people, script
from rooms.replay.check import Differs, compare
from rooms.replay.log import Log
from tests import servers

NICKS = [
    "|foo|",
    "[bar]",
    "`tick`",
    "_",
    "|",
    "^^",
    "Ünicøde",
    "a.b",
    "-dash-",
    "zcat[1]",
    "Cal[] John",
    "x" * 60,
]

DAY = r"""[23:58] <|foo|> hello, is anybody here?
=== [bar]  has joined #ubuntu
[23:58] <[bar]> <b>bold</b> & <script>alert("1")</script>
[23:58] <`tick`> [bar]: see http://example.org/?a=1&b=2, or &lt;here&gt;
=== `tick` shrugs
[23:59] <[bar]>   two  blanks   before
=== [bar] is now known as bar|away
=== mode/#ubuntu  by ChanServ
[00:01] <bar|away> still me
=== bar|away  has left #ubuntu ["Leaving"]
[00:01] <|foo|> 
=== |FOO|  has joined #ubuntu
[00:02] <|FOO|> capitals
=== mallory was kicked off #ubuntu by ops (ops)
"""


def events(log: str) -> list[irc.Event]:
    return list(irc.read(log.encode()))


def steps(log: str, speed: float = 0) -> list[script.Step]:
    return list(script.written([events(log)], speed))


def said(log: str) -> list[tuple[str, str]]:
    return [(step.person, step.text) for step in steps(log) if step.kind == script.SAYS]


# What a log says


def test_messages_keep_nick_and_text_as_they_are():
    assert events("[12:34] <|foo|>  <i>x</i> <y> ") == [irc.Event(irc.SAID, "|foo|", " <i>x</i> <y> ", 754)]


@pytest.mark.parametrize(
    ("line", "kind", "nick", "text"),
    [
        ("=== [bar]  has joined #ubuntu", irc.JOINED, "[bar]", ""),
        ("=== Cal[] John   has joined #ubuntu", irc.JOINED, "Cal[] John", ""),
        ('=== [bar]  has left #Ubuntu ["Leaving"]', irc.LEFT, "[bar]", ""),
        ("=== bar was kicked off #ubuntu by ops (ops)", irc.LEFT, "bar", ""),
        ("=== a is now known as b|c", irc.RENAMED, "a", "b|c"),
        ("=== zcat[1]  uses <it>", irc.DID, "zcat[1]", "uses <it>"),
    ],
)
def test_events(line, kind, nick, text):
    assert events(line) == [irc.Event(kind, nick, text)]


@pytest.mark.parametrize("line", ["", "=== mode/#ubuntu  by ChanServ", "=== netjoined: a -> b", "nonsense"])
def test_lines_of_nobody_are_left_out(line):
    assert not events(line)


def test_a_file_from_before_utf_8_can_be_read():
    (event,) = irc.read("[00:00] <a> für".encode("latin-1"))
    assert event.text == "für"


def test_control_characters_do_not_break_lines():
    (event,) = irc.read("[00:00] <a> x\x0b\x85\x1dy\r\n".encode())
    assert event.text == "x\x0b\x85\x1dy"


def test_time_passes_midnight_and_never_goes_back():
    log = "[23:59] <a> x\n[00:01] <a> x\n[00:00] <a> x\n[00:02] <a> x"
    assert [event.minute for event in events(log)] == [1439, 1441, 1441, 1442]


# Who does what, and when


def test_a_person_keeps_the_first_nick_of_the_day():
    assert said("=== a is now known as b\n=== b is now known as c\n[00:00] <c> x\n=== c waves") == [
        ("a", "x"),
        ("a", "* c waves"),
    ]


def test_a_nick_that_was_left_is_free_again():
    assert said("=== a is now known as b\n=== b  has left #x\n[00:00] <b> x") == [("b", "x")]


def test_everybody_is_gone_after_a_day():
    assert steps("[00:00] <a> x")[-1].kind == script.END


def test_pauses_are_shortened_and_lines_of_a_minute_spread():
    log = "[10:00] <a> 1\n[10:00] <a> 2\n[10:02] <a> 3"
    assert [step.at for step in steps(log, speed=60)] == [0, 0.5, 2, 2]
    assert {step.at for step in steps(log)} == {0}


# Who people are


@pytest.mark.parametrize("nick", NICKS)
def test_every_nick_has_a_username_that_is_allowed(nick):
    username = people.username_of(nick)
    validate_username(username)
    assert len(username) <= 40
    assert username == User.normalize_username(username) == people.username_of(nick)


def test_a_nick_that_is_a_username_stays_one():
    assert people.username_of("Seveas") == "seveas"


def test_different_nicks_are_different_people():
    alike = ["tick", "`tick", "tick`", "[tick]", "tick-", "|tick|"]
    assert len({people.username_of(nick) for nick in alike}) == len(alike)


def test_people_come_back_as_themselves(db):
    first = people.accounts_for(NICKS)
    again = people.accounts_for([*NICKS, "newcomer"])
    assert {nick: user.pk for nick, user in first.items()}.items() <= {
        nick: user.pk for nick, user in again.items()
    }.items()
    assert again["|foo|"].name == "|foo|"
    assert not again["|foo|"].has_usable_password()


def test_nobody_speaks_in_the_name_of_somebody_who_is_real(alice):
    assert people.accounts_for(["alice"])["alice"].pk != alice.pk


# What a page shows


def test_a_log_is_in_order_and_shows_each_message_once():
    log = Log(1)
    frame = '<ol hx-swap-oob="log:#room-1-log" data-cursor="{0}">{1}</ol>'
    log.apply(frame.format(9, message(2, 9, "second")))
    log.apply(frame.format(7, message(1, 7, "first")) + frame.format(10, message(2, 9, "edited &lt;b&gt;")))
    log.apply(frame.replace("room-1", "room-2").format(11, message(3, 11, "elsewhere")))
    assert [line.text for line in log.lines] == ["first", "edited <b>"]
    assert log.cursor == 10


def message(pk: int, seq: int, text: str) -> str:
    return (
        f'<li id="message-{pk}" class="message" data-seq="{seq}" data-author="1">'
        f'<p class="message__body">{text}</p></li>'
    )


def test_the_first_difference_is_told():
    with pytest.raises(Differs, match="differ at line 2"):
        compare("they", ["a", "b"], ["a"])


# A whole day


@pytest.fixture
def server(tmp_path):
    env = servers.environment(tmp_path, POST_RATE=1.5, POST_BURST=2)
    servers.manage(env, "migrate", "--verbosity=0")
    servers.manage(env, "collectstatic", "--verbosity=0", "--no-input")
    with servers.running(servers.Server(env)) as server:
        yield server


def replay(server, *arguments) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", "replay", "--room", "A day", "--url", server.url, *arguments]
    return subprocess.run(
        command, cwd=servers.BASE, env=server.env, capture_output=True, text=True, check=False
    )


def test_a_day_is_played_and_everyone_would_see_the_same(server, tmp_path):
    log = tmp_path / "day.log"
    # Somebody talks faster than the site allows, on a busy machine too.
    log.write_text(DAY + "".join(f"[00:03] <fast> line {n}\n=== n{n}  has joined #x\n" for n in range(8)))

    for day in ("first", "again"):
        done = replay(server, str(log), "--speed", "max", "--sockets", "4", "--check")
        assert done.returncode == 0, day + done.stdout + done.stderr
        assert "equal: 15 lines" in done.stdout
        assert "0 refused" not in done.stdout
        assert "1 empty lines skipped" in done.stdout


def test_nobody_answers(tmp_path):
    env = servers.environment(tmp_path)
    servers.manage(env, "migrate", "--verbosity=0")
    server = servers.Server(env)
    log = tmp_path / "day.log"
    log.write_text(DAY)
    done = replay(server, str(log), "--speed", "max")
    assert done.returncode != 0
    assert "Connection refused" in done.stderr


# What a page shows


def log_frame(style: str, content: str, cursor: int | None = None) -> str:
    mark = f' data-cursor="{cursor}"' if cursor else ""
    return f'<ol hx-swap-oob="{style}:#room-1-log"{mark}>{content}</ol>'


def shown(seq: int) -> str:
    body = f'<p class="message__body">number {seq}</p>'
    return f'<li id="message-{seq}" class="message" data-seq="{seq}" data-author="1">{body}</li>'


def older(before: int) -> str:
    return f'<li id="room-1-older" class="older" hx-get="/chat/lounge/messages/?before={before}"></li>'


def test_a_log_that_begins_anew_forgets_what_it_showed():
    log = Log(1)
    log.apply(log_frame("log", shown(1) + shown(2), cursor=2))
    log.apply(log_frame("innerHTML", "") + log_frame("log", older(8) + shown(8) + shown(9), cursor=9))
    assert [line.seq for line in log.lines] == [8, 9]
    assert (log.cursor, log.begins, log.restarts) == (9, 8, 1)


def test_a_log_takes_nothing_that_is_older_than_its_stretch():
    log = Log(1)
    log.apply(log_frame("log", older(8) + shown(8), cursor=8))
    log.apply(log_frame("log", shown(3) + shown(9)))
    assert [line.seq for line in log.lines] == [8, 9]
