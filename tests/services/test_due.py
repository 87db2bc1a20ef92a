"""What is due is done by whichever server runs, once, whatever happens to servers meanwhile."""

import sys
import time

import pytest

from tests import errands, servers


@pytest.fixture
def env(tmp_path):
    env = servers.environment(tmp_path, DUE_PERIOD=0.2)
    servers.manage(env, "migrate", "--verbosity=0")
    return env


def texts(clerk, room) -> list[str]:
    return [row[-1] for row in clerk.do(errands.standing, room["pk"])["rows"]]


def test_what_became_due_while_no_server_ran_is_sent_once_by_the_next(env, clerk):
    (alice,) = clerk.do(errands.make_people, 1, "alice")
    room = clerk.do(errands.make_room, "Lounge", "open", alice["pk"])
    with servers.running(servers.Server(env)) as server:
        clerk.do(errands.plan, room["pk"], alice["pk"], "sent by the first", 0)
        servers.wait_until(lambda: texts(clerk, room) == ["sent by the first"], "it was sent")
        clerk.do(errands.plan, room["pk"], alice["pk"], "due in the dark", 1)
        server.kill()
        servers.wait_until(lambda: clerk.do(errands.due) == 1, "it is due and nobody is there")
        server.start()
        servers.wait_until(lambda: texts(clerk, room)[1:] == ["due in the dark"], "it was sent")


def test_killed_again_and_again_while_sending_servers_send_each_once(env, clerk):
    (alice,) = clerk.do(errands.make_people, 1, "alice")
    room = clerk.do(errands.make_room, "Lounge", "open", alice["pk"])
    planned = [f"number {n}" for n in range(60)]
    for body in planned:
        clerk.do(errands.plan, room["pk"], alice["pk"], body, 0)
    east, west = servers.Server(env), servers.Server(env)
    with servers.running(east), servers.running(west):
        for server in (east, west, east):
            seen = len(texts(clerk, room))
            server.kill()
            clerk.do(errands.plan, room["pk"], alice["pk"], f"after {seen}", 0)
            planned.append(f"after {seen}")
            server.start()
        servers.wait_until(lambda: clerk.do(errands.due) == 0, "all is sent")
        assert sorted(texts(clerk, room)) == sorted(planned)


class AlarmAlone(servers.Process):
    """manage.py alarm, and nothing that serves pages."""

    def __init__(self, env):
        super().__init__("alarm", [sys.executable, "manage.py", "alarm"], env)


def test_beside_a_server_that_does_not_see_to_it_a_process_of_its_own_does(env, clerk):
    (alice,) = clerk.do(errands.make_people, 1, "alice")
    room = clerk.do(errands.make_room, "Lounge", "open", alice["pk"])
    clerk.do(errands.plan, room["pk"], alice["pk"], "sent by nobody else", 0)
    alarm = AlarmAlone(env)
    with servers.running(alarm):
        servers.wait_until(lambda: texts(clerk, room) == ["sent by nobody else"], "it was sent")
        alarm.signal(AlarmAlone.gentle)
        servers.wait_until(lambda: not alarm.alive, "the alarm has ended")
        assert alarm.exit_code == 0


def test_killed_again_and_again_while_closing_polls_servers_close_each_once(env, clerk):
    (alice,) = clerk.do(errands.make_people, 1, "alice")
    room = clerk.do(errands.make_room, "Lounge", "open", alice["pk"])
    for number in range(40):
        clerk.do(errands.ask, room["pk"], alice["pk"], f"number {number}", 0)
    asked = clerk.do(errands.standing, room["pk"])["clock"]
    east, west = servers.Server(env), servers.Server(env)
    with servers.running(east), servers.running(west):
        for server in (east, west):
            server.kill()
            server.start()
        servers.wait_until(lambda: clerk.do(errands.open_polls) == 0, "all are closed")
        # The clock counts changes: each was closed by one.
        assert clerk.do(errands.standing, room["pk"])["clock"] == asked + 40


def test_a_server_that_is_asked_to_end_ends_its_alarm_too(env):
    with servers.running(servers.Server(env)) as server:
        begun = time.monotonic()
        server.signal(servers.Server.gentle)
        servers.wait_until(lambda: not server.alive, "the server has ended")
        assert server.exit_code == 0
        assert time.monotonic() - begun < servers.FAREWELL
