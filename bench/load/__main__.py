import asyncio
import gc
import json
import sys

import uvloop

from bench.load.crowd import Crowd


async def main() -> None:
    crowd = Crowd()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        answer = await getattr(crowd, order.pop("do"))(**order)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    gc.disable()  # a pause here would be taken for one of the server
    uvloop.run(main())
