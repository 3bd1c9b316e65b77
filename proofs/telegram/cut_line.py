"""Nobody can be reached for hours, for the line itself is cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from proofs.jumping import JumpingLoop
from proofs.killing import quick_folder
from proofs.row import Row
from proofs.telegram.judging import CATCHING_UP, spoken_of, stored_once
from proofs.town import FIRST, MANAGERS, MORNING, names_of, town


async def outage(loop: JumpingLoop, hours: int = 1) -> Row:
    """Nobody can be reached for so long; then everything is there, what is late in one card."""
    cut, whole = asyncio.Event(), asyncio.Event()
    with quick_folder() as folder:
        async with town(loop, folder, through=lambda url: wire(url, cut, whole)) as it:
            for manager in range(len(MANAGERS)):
                for number in range(3):
                    it.says(
                        manager,
                        manager * 100 + number,
                        names_of(manager)[number],
                        f"上午9点{10 + number * 5}分",
                    )
            await it.until(MORNING.replace(hour=9))
            cut.set()
            await it.until(MORNING.replace(hour=9, minute=30))
            for manager in range(len(MANAGERS)):
                it.says(manager, manager * 100 + 3, names_of(manager)[3], "下午4点半")
            back = MORNING.replace(hour=9) + timedelta(hours=hours)
            await it.until(back)
            whole.set()
            await it.until(back + timedelta(minutes=5))
            wanted = {manager * 100 + number for manager in range(len(MANAGERS)) for number in range(4)}
            cases, failures = await stored_once(it, wanted)
            for manager in range(len(MANAGERS)):
                after = [each for each in it.texts(FIRST + manager) if each.date >= back]
                cards = [each for each in after if CATCHING_UP in each.text]
                if spoken_of(after) != 3 or not 1 <= len(cards) <= 2:
                    failures.append(f"manager {manager}: {[each.text[:30] for each in after]}")
            return Row(
                f"an outage of {hours} h: every line is kept, every reminder comes, late ones in a card",
                cases * 2,
                failures,
            )


@asynccontextmanager
async def wire(url: str, cut: asyncio.Event, whole: asyncio.Event) -> AsyncIterator[str]:
    """A line to the simulator that refuses every connection while it is cut."""
    host, port = url.removeprefix("http://").split(":")
    writers: set[asyncio.StreamWriter] = set()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while body := await reader.read(65536):
                writer.write(body)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    async def through(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, beyond = await asyncio.open_connection(host, int(port))
        writers.update((writer, beyond))
        await asyncio.gather(pump(reader, beyond), pump(there, writer), return_exceptions=True)

    server = await asyncio.start_server(through, "127.0.0.1", 0)
    address: tuple[str, int] = server.sockets[0].getsockname()

    async def switch() -> None:
        nonlocal server
        await cut.wait()
        server.close()
        for each in writers:
            each.transport.abort()
        await whole.wait()
        server = await asyncio.start_server(through, *address)

    switching = asyncio.get_running_loop().create_task(switch())
    try:
        yield f"http://{address[0]}:{address[1]}"
    finally:
        switching.cancel()
        server.close()
        for each in writers:
            each.transport.abort()
