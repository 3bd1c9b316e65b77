"""People's hands and eyes over HTTP, under /simulator/: for the chat page and for other programs."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from simulator.accounts import Impossible
from simulator.faults import fault_from_json
from simulator.remote_people import PeopleRoutes
from simulator.stage import Stage
from simulator.watching import Watching
from simulator.wire import Handler, integer, json_body, reply

HEARTBEAT_SECONDS = 15.0
LONGEST_WAIT = 60.0


class Remote:
    """The /simulator/ addresses."""

    def __init__(self, *, simulator: Watching, stage: Stage | None, timezone: str) -> None:
        self._simulator = simulator
        self._timezone = timezone
        self._stage = stage
        self._people = PeopleRoutes(simulator)
        self.closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        own: list[tuple[str, str, Handler]] = [
            ("GET", "/simulator/state", self._state),
            ("GET", "/simulator/changes", self._changes),
            ("GET", "/simulator/quiet", self._quiet),
            ("GET", "/simulator/events", self._events),
            ("POST", "/simulator/clock", self._clock),
            ("POST", "/simulator/faults", self._add_fault),
            ("DELETE", "/simulator/faults", self._clear_faults),
            ("POST", "/simulator/delay", self._delay),
            ("POST", "/simulator/updates", self._updates),
        ]
        return [
            web.route(method, path, guarded(handler))
            for method, path, handler in [*own, *self._people.routes()]
        ]

    async def _state(self, _: web.Request) -> web.StreamResponse:
        world = self._simulator.telegram.world
        roles = {number: (name, role) for number, name, role in self._stage.people()} if self._stage else {}
        people = [self._person(number, *roles.get(number, ("", ""))) for number in world.people]
        return reply(
            {
                "bot": world.profile.names.get("", world.bot.first_name),
                "count": world.changes.count,
                "now": world.now(),
                "timezone": self._timezone,
                "stage": self._stage is not None,
                "people": people,
            }
        )

    def _person(self, user_id: int, name: str, role: str) -> dict[str, Any]:
        world = self._simulator.telegram.world
        user = world.people[user_id].user
        chat = self._simulator.messages(user_id)
        return {
            "id": user_id,
            "name": name or f"{user.last_name or ''}{user.first_name}",
            "role": role,
            "language": user.language_code or "",
            "unread": self._simulator.unread(user_id),
            "blocked": world.rooms[user_id].blocked,
            "started": world.rooms[user_id].started,
            "last": chat[-1].text.partition("\n")[0][:60] if chat else "",
        }

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        """Wait for a change after a count; answers with the new count and the chats, or the old ones."""
        after = integer(request, "after")
        changes = self._simulator.telegram.world.changes
        try:
            async with asyncio.timeout(min(LONGEST_WAIT, integer(request, "timeout", 25))):
                await changes.beyond(after)
        except TimeoutError:
            pass
        return reply({"count": changes.count, "chats": changes.since(after)})

    async def _quiet(self, request: web.Request) -> web.StreamResponse:
        try:
            async with asyncio.timeout(min(LONGEST_WAIT, integer(request, "timeout", 25))):
                await self._simulator.quiet()
        except TimeoutError:
            return reply({"quiet": False}, status=504)
        return reply({"quiet": True})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: one for each change, with the chats it touched."""
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await stream.prepare(request)
        changes = self._simulator.telegram.world.changes
        count = changes.count
        try:
            while not self.closing.is_set():
                now = self._simulator.telegram.world.now()
                event = {"count": changes.count, "chats": changes.since(count), "now": now}
                count = changes.count
                await stream.write(b"data: " + msgspec.json.encode(event) + b"\n\n")
                await _change_or_heartbeat(changes.beyond(count))
        except ConnectionResetError:
            return stream
        return stream

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        if self._stage is None:
            raise Impossible("there is no clock to turn")
        asked = await json_body(request)
        moved = True
        if asked.get("next"):
            moved = await self._stage.advance_to_next()
        else:
            await self._stage.advance(timedelta(seconds=float(asked["seconds"])))
        self._simulator.telegram.world.changes.note()
        return reply({"moved": moved, "now": self._stage.now()})

    async def _add_fault(self, request: web.Request) -> web.StreamResponse:
        self._simulator.telegram.faults.add(fault_from_json(await json_body(request)))
        return reply({"ok": True})

    async def _clear_faults(self, _: web.Request) -> web.StreamResponse:
        self._simulator.telegram.faults.clear()
        return reply({"ok": True})

    async def _delay(self, request: web.Request) -> web.StreamResponse:
        """Seconds added to every call of the Bot API."""
        self._simulator.telegram.faults.delay = float((await json_body(request))["seconds"])
        return reply({"ok": True})

    async def _updates(self, request: web.Request) -> web.StreamResponse:
        """Spoil the queue: raw puts any text into it, repeat and reverse count updates and batches."""
        asked = await json_body(request)
        updates = self._simulator.telegram.updates
        updates.repeat += int(asked.get("repeat", 0))
        updates.reverse += int(asked.get("reverse", 0))
        if "raw" in asked:
            updates.add_raw(str(asked["raw"]).encode())
        return reply({"ok": True, "next_id": updates.next_id})


async def _change_or_heartbeat(change: Awaitable[int]) -> None:
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            await change
    except TimeoutError:
        return


def guarded(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Refuse other pages' requests, and answer what can't be done with its reason."""

    async def serve(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            return reply({"error": "another page may not ask this"}, status=403)
        try:
            return await handler(request)
        except Impossible as impossible:
            return reply({"error": str(impossible)}, status=409)
        except (KeyError, ValueError, TypeError, msgspec.MsgspecError) as wrong:
            return reply({"error": f"{type(wrong).__name__}: {wrong}"}, status=400)

    return serve
