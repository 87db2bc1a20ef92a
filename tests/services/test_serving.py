"""What our own server adds to daphne: limits before anything is read, pings, and a goodbye."""

import asyncio
import json
import socket
import struct

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from rooms.consumers import FRAME_LENGTH
from site_config.serving.sockets import LONGEST
from tests import errands, servers
from tests.clerk import Clerk


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    env = servers.environment(tmp_path_factory.mktemp("site"), PING_PERIOD=1)
    servers.manage(env, "migrate", "--verbosity=0")
    return env


@pytest.fixture
def server(env):
    with servers.running(servers.Server(env)) as server:
        yield server


@pytest.fixture(scope="module")
def alice(env):
    clerk = Clerk(env)
    (alice,) = clerk.do(errands.make_people, 1, "alice")
    alice["room"] = clerk.do(errands.make_room, "Lounge", "open", alice["pk"])
    clerk.dismiss()
    return alice


def open_page(server, person, **options):
    cookie = {"Cookie": f"parley={person['key']}"}
    address = f"ws://127.0.0.1:{server.port}/ws/chat/"
    return connect(address, origin=server.url, additional_headers=cookie, **options)


def answer_to(server, request: str) -> str:
    """Send the beginning of a request and nothing more; return all that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(request.replace("\n", "\r\n").encode())
        return b"".join(iter(lambda: line.recv(4096), b"")).decode()


@pytest.mark.parametrize(
    "body",
    ["Content-Length: 999999999\n\n", "Transfer-Encoding: chunked\n\n300000\n" + "a" * 0x300000],
    ids=["announced", "in chunks"],
)
def test_a_body_that_is_too_long_is_refused_before_it_is_read(server, body):
    answer = answer_to(server, f"POST /accounts/login/ HTTP/1.1\nHost: 127.0.0.1\n{body}")
    assert answer.startswith("HTTP/1.1 413 ")


async def test_a_browser_that_offers_compression_gets_its_socket(server, alice):
    async with open_page(server, alice, compression="deflate") as page:
        await page.send(json.dumps({"verb": "hello"}))
        assert "ready:#page" in await page.recv()


async def test_a_page_that_answers_pings_stays(server, alice):
    async with open_page(server, alice) as page:
        for _ in range(3):
            await heard_ping(page)
        await page.send(json.dumps({"verb": "hello"}))
        assert "ready:#page" in await page.recv()


async def end_of(page) -> ConnectionClosed:
    """Read until the server ends the connection; return how."""
    try:
        while True:
            await page.recv()
    except ConnectionClosed as closed:
        return closed


async def test_a_message_with_too_many_characters_is_refused_in_words(server, alice):
    async with open_page(server, alice) as page:
        await page.send("話" * (FRAME_LENGTH + 1))
        assert "That is too long." in await page.recv()


@pytest.mark.parametrize(
    "beginning",
    [
        struct.pack("!BBQ4x", 0x82, 0xFF, LONGEST + 1),
        struct.pack("!BBQ4x", 0x02, 0xFF, LONGEST) + bytes(LONGEST) + struct.pack("!BBH4x", 0x00, 0xFE, 1000),
        struct.pack("!BB4x", 0x02, 0x80) + 2000 * struct.pack("!BB4x", 0x00, 0x80),
    ],
    ids=["in one part", "in two parts", "in endless parts of nothing"],
)
async def test_a_message_that_is_much_too_long_ends_its_connection_before_it_has_come(env, alice, beginning):
    # Bytes, since the answer to a ping would stand in the middle of a text and spoil it.
    with servers.running(servers.Server(env | {"PING_PERIOD": "600"})) as server:
        async with open_page(server, alice) as page, asyncio.timeout(10):
            page.transport.write(beginning)
            await end_of(page)


async def heard_ping(page) -> None:
    """Wait for the next ping: the library answers it, and tells nobody but its log."""
    protocol, take = page.protocol, page.protocol.recv_frame
    heard = page.loop.create_future()

    def note(frame):
        if frame.opcode.name == "PING" and not heard.done():
            heard.set_result(None)
        take(frame)

    protocol.recv_frame = note
    await heard
    protocol.recv_frame = take


async def test_a_page_that_answers_no_ping_is_dropped(server, alice):
    async with open_page(server, alice) as page:
        page.protocol.send_frame = lambda frame: None
        assert (await end_of(page)).rcvd is None


async def test_a_server_that_ends_says_goodbye_to_its_pages(server, alice):
    async with open_page(server, alice) as page:
        server.signal(servers.Server.gentle)
        assert (await end_of(page)).rcvd.code == 1012
    servers.wait_until(lambda: not server.alive, "the server has ended")
    assert server.exit_code == 0


def test_a_server_that_finds_its_port_taken_says_so_and_fails(server, env):
    late = servers.Server(env, port=server.port)
    late.launch()
    servers.wait_until(lambda: not late.alive, "the second server has ended")
    assert late.exit_code == 1
    assert "Nobody can listen there" in late.tail()
    late.forget_output()
