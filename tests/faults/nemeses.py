"""What goes wrong. Each nemesis strikes a target, then heals it; no two strike the same target at once.

strike returns what was done, for the history. `has_worked` says whether the fault was felt, where that is not
sure from the first moment. Where a nemesis `stops_all`, nothing is acknowledged until it has healed.
"""

import asyncio
import random
import signal

from tests.faults.client import Client
from tests.servers import wait_until

# Seconds that a supervisor waits after SIGTERM before it kills, with room to spare (systemd: 90).
FAREWELL = 60


class Nemesis:
    target = ""
    stops_all = False

    async def strike(self, stage, chance: random.Random) -> str:
        raise NotImplementedError

    async def has_worked(self, stage) -> bool:
        return True

    async def heal(self, stage) -> None:
        """End what strike began."""

    def __str__(self) -> str:
        return type(self).__name__


# Servers


class ServerFault(Nemesis):
    """Something that ends one of the two servers."""

    target = "servers"

    async def strike(self, stage, chance) -> str:
        self.server = chance.choice(stage.cluster.servers)
        began = stage.history.now
        await asyncio.to_thread(self.end, stage)
        took = stage.history.now - began
        return f"{self.verb} {stage.cluster.name(self.server)}, which took {took:.1f} seconds"

    async def heal(self, stage) -> None:
        await asyncio.to_thread(wait_until, self.is_up_again, "the server answers", 60)

    def is_up_again(self) -> bool:
        """Start the server as a supervisor does: without a database it ends. True once it answers."""
        if not self.server.alive:
            self.server.launch()
        return self.server.answers()


class KillServer(ServerFault):
    """kill -9."""

    verb = "killed"

    def end(self, stage) -> None:
        self.server.kill()


class StopServer(ServerFault):
    """SIGTERM: pages are told to come back, and the process ends well."""

    verb = "stopped"

    def end(self, stage) -> None:
        self.server.signal(signal.SIGTERM)
        name = stage.cluster.name(self.server)
        try:
            wait_until(lambda: not self.server.alive, "it ended", FAREWELL)
        except AssertionError:
            self.server.signal(signal.SIGABRT)  # it then says where its threads stand
            wait_until(lambda: not self.server.alive, "it was aborted")
            stage.complain(
                f"{name} did not end within {FAREWELL} seconds of SIGTERM:\n{self.server.tail(9000)}"
            )
        else:
            if self.server.exit_code:
                stage.complain(
                    f"{name} ended with {self.server.exit_code} after SIGTERM:\n{self.server.tail()}"
                )


class MoveClock(Nemesis):
    """The wall clock of one server jumps, and later back."""

    target = "clocks"

    async def strike(self, stage, chance) -> str:
        self.server = chance.choice(stage.cluster.servers)
        seconds = chance.choice((-1, 1)) * chance.choice((5, 90, 3600, 15 * 3600))
        self.server.move_clock(seconds)
        return f"moved the clock of {stage.cluster.name(self.server)} by {seconds:+} seconds"

    async def heal(self, stage) -> None:
        self.server.move_clock(0)


# Redis


class RedisFault(Nemesis):
    target = "redis"


class KillRedis(RedisFault):
    async def strike(self, stage, chance) -> str:
        await asyncio.to_thread(stage.cluster.redis.kill)
        return "killed Redis"

    async def heal(self, stage) -> None:
        await asyncio.to_thread(stage.cluster.redis.start)


class FreezeRedis(RedisFault):
    """It takes connections and answers nothing."""

    async def strike(self, stage, chance) -> str:
        stage.cluster.redis.signal(signal.SIGSTOP)
        return "froze Redis"

    async def heal(self, stage) -> None:
        stage.cluster.redis.signal(signal.SIGCONT)


class RestartRedis(RedisFault):
    async def strike(self, stage, chance) -> str:
        await asyncio.to_thread(stage.cluster.redis.terminate)
        await asyncio.to_thread(stage.cluster.redis.start)
        return "restarted Redis"


# PostgreSQL


class RestartPostgreSQL(Nemesis):
    """It ends properly, or crashes and recovers; it may be away for a while."""

    target = "postgresql"
    stops_all = True

    async def strike(self, stage, chance) -> str:
        postgresql = stage.cluster.postgresql
        crashes = chance.random() < 0.5
        await asyncio.to_thread(postgresql.kill if crashes else postgresql.terminate)
        return f"{'crashed' if crashes else 'stopped'} PostgreSQL"

    async def heal(self, stage) -> None:
        await asyncio.to_thread(stage.cluster.postgresql.start)


# The network


class NetworkFault(Nemesis):
    target = "network"

    async def heal(self, stage) -> None:
        stage.proxy.spoil = None
        stage.proxy.refuses = False
        for line in stage.proxy.lines:
            line.carry_on()


class DropConnections(NetworkFault):
    """Some connections break, without a word."""

    async def strike(self, stage, chance) -> str:
        lines = _some(stage.proxy.lines, chance)
        for line in lines:
            line.drop()
        return f"dropped {len(lines)} connections"


class CutNetwork(NetworkFault):
    """All connections break, and nobody can connect."""

    stops_all = True

    async def strike(self, stage, chance) -> str:
        stage.proxy.refuses = True
        for line in list(stage.proxy.lines):
            line.drop()
        return "cut the network"


class HalfOpenConnections(NetworkFault):
    """Some connections carry nothing any more, and neither end is told."""

    async def strike(self, stage, chance) -> str:
        self.lines = _some(stage.proxy.lines, chance)
        for line in self.lines:
            line.black_hole()
        return f"left {len(self.lines)} connections half-open"


class SlowConnections(NetworkFault):
    """Everything takes longer on the way."""

    async def strike(self, stage, chance) -> str:
        self.chance = chance
        stage.proxy.spoil = self.slow_down
        for line in stage.proxy.lines:
            self.slow_down(line)
        return "slowed down the network"

    def slow_down(self, line) -> None:
        line.delay = self.chance.uniform(0, 1.5)


class LoseAcks(NetworkFault):
    """Connections break between the commit of a post and its acknowledgement."""

    ENOUGH = 3

    async def strike(self, stage, chance) -> str:
        self.chance = chance
        self.lost_before = stage.proxy.lost_acks
        stage.proxy.spoil = self.spoil
        for line in stage.proxy.lines:
            self.spoil(line)
        return "loses acknowledgements"

    def spoil(self, line) -> None:
        line.loses_acks = self.chance.random() < 0.5

    async def has_worked(self, stage) -> bool:
        return stage.proxy.lost_acks - self.lost_before >= self.ENOUGH


# Pages


class StopReading(Nemesis):
    """A page does not take what it is sent, while the others say much."""

    target = "readers"

    async def strike(self, stage, chance) -> str:
        self.client: Client = chance.choice(stage.clients)
        self.lagged_before = await asyncio.to_thread(stage.lagged)
        self.client.stop_reading()
        stage.wordy.add(self.client.room["pk"])
        return f"{self.client.name} stops reading"

    async def has_worked(self, stage) -> bool:
        return await asyncio.to_thread(stage.lagged) > self.lagged_before

    async def heal(self, stage) -> None:
        stage.lags += await self.has_worked(stage)
        stage.wordy.discard(self.client.room["pk"])
        self.client.read_again()


NEMESES = {
    str(nemesis()): nemesis
    for nemesis in (
        KillServer,
        StopServer,
        MoveClock,
        KillRedis,
        FreezeRedis,
        RestartRedis,
        RestartPostgreSQL,
        DropConnections,
        CutNetwork,
        HalfOpenConnections,
        SlowConnections,
        LoseAcks,
        StopReading,
    )
}


def _some(lines, chance: random.Random) -> list:
    """Return about half of the lines, one at least where there are any."""
    every = sorted(lines, key=lambda line: line.number)
    return chance.sample(every, (len(every) + 1) // 2)
