"""What one person does and sees, over HTTP: /simulator/users/<id>/…"""

from typing import Any

from aiohttp import web

from simulator.accounts import Impossible
from simulator.watching import Watching
from simulator.wire import Handler, json_body, reply

USER = "/simulator/users/{user}"


def _user(request: web.Request) -> int:
    return int(request.match_info["user"])


def _chat(asked: Any) -> int | None:
    return int(asked["chat_id"]) if asked.get("chat_id") else None


def _sent(message_id: int) -> web.Response:
    return reply({"message_id": message_id})


class PeopleRoutes:
    """The addresses of people and groups."""

    def __init__(self, simulator: Watching) -> None:
        self._simulator = simulator

    def routes(self) -> list[tuple[str, str, Handler]]:
        doing: dict[str, Handler] = {
            "text": self._text,
            "document": self._document,
            "photo": self._photo,
            "voice": self._voice,
            "sticker": self._sticker,
            "contact": self._contact,
            "forward": self._forward,
            "edit": self._edit,
            "delete": self._delete,
            "press": self._press,
            "block": self._block,
            "unblock": self._unblock,
            "read": self._read,
        }
        return [
            ("POST", "/simulator/users", self._add_user),
            ("POST", "/simulator/groups", self._add_group),
            ("POST", "/simulator/groups/{chat}/bot", self._bot_in_group),
            ("GET", f"{USER}/chat", self._see),
            ("GET", f"{USER}/lock-screen", self._lock_screen),
            ("GET", "/simulator/files/{path:.+}", self._file),
            *[("POST", f"{USER}/{name}", handler) for name, handler in doing.items()],
        ]

    async def _add_user(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        return reply(self._simulator.add_user(int(asked.pop("id")), str(asked.pop("first_name")), **asked))

    async def _add_group(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        members = [int(one) for one in asked["members"]]
        return reply({"chat_id": self._simulator.add_group(str(asked["title"]), members)})

    async def _bot_in_group(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        act = self._simulator.bring_bot if asked.get("inside", True) else self._simulator.throw_bot_out
        act(int(asked["user_id"]), int(request.match_info["chat"]))
        return reply({"ok": True})

    async def _see(self, request: web.Request) -> web.StreamResponse:
        """The chat; with `after`, only the messages that changed after that count."""
        query = request.query
        after = int(query.get("after", 0))
        return reply(self._simulator.chat(_user(request), chat_id=_chat(query), after=after))

    async def _lock_screen(self, request: web.Request) -> web.StreamResponse:
        return reply(self._simulator.lock_screen(_user(request)))

    async def _text(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        return _sent(
            self._simulator.send_text(
                _user(request), str(asked["text"]), reply_to=asked.get("reply_to"), chat_id=_chat(asked)
            )
        )

    async def _document(self, request: web.Request) -> web.StreamResponse:
        """The body is the file; its name stands in the query."""
        query = request.query
        return _sent(
            self._simulator.send_document(
                _user(request),
                await request.read(),
                query.get("filename", "file.bin"),
                caption=query.get("caption", ""),
                chat_id=_chat(query),
                album=query.get("album"),
                reply_to=int(query["reply_to"]) if query.get("reply_to") else None,
            )
        )

    async def _photo(self, request: web.Request) -> web.StreamResponse:
        caption = request.query.get("caption", "")
        return _sent(self._simulator.send_photo(_user(request), await request.read(), caption=caption))

    async def _voice(self, request: web.Request) -> web.StreamResponse:
        return _sent(self._simulator.send_voice(_user(request), await request.read() or b"OggS"))

    async def _sticker(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        return _sent(self._simulator.send_sticker(_user(request), str(asked.get("emoji", "👍"))))

    async def _contact(self, request: web.Request) -> web.StreamResponse:
        return _sent(self._simulator.send_contact(_user(request), **await json_body(request)))

    async def _forward(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        return _sent(
            self._simulator.forward(_user(request), str(asked["text"]), written_by=asked["written_by"])
        )

    async def _edit(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        self._simulator.edit(_user(request), int(asked["message_id"]), str(asked["text"]))
        return reply({"ok": True})

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        self._simulator.delete(_user(request), int(asked["message_id"]))
        return reply({"ok": True})

    async def _press(self, request: web.Request) -> web.StreamResponse:
        """A button by its text or data, by row and column, or by data the chat no longer shows."""
        asked = await json_body(request)
        user, message = _user(request), int(asked["message_id"])
        if "data" in asked:
            return reply(self._simulator.press_data(user, message, str(asked["data"]), chat_id=_chat(asked)))
        button = str(asked["button"]) if "button" in asked else (int(asked["row"]), int(asked["column"]))
        return reply(self._simulator.press(user, message, button, chat_id=_chat(asked)))

    async def _block(self, request: web.Request) -> web.StreamResponse:
        self._simulator.block(_user(request))
        return reply({"ok": True})

    async def _unblock(self, request: web.Request) -> web.StreamResponse:
        self._simulator.unblock(_user(request))
        return reply({"ok": True})

    async def _read(self, request: web.Request) -> web.StreamResponse:
        self._simulator.read(_user(request))
        return reply({"ok": True})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file as a phone shows it; only pictures are shown, the rest is saved."""
        kept = self._simulator.telegram.files.at(request.match_info["path"])
        if kept is None:
            raise Impossible("there is no such file")
        shown = kept.mime if kept.mime in {"image/png", "image/jpeg", "image/gif"} else ""
        headers = {"X-Content-Type-Options": "nosniff"}
        if not shown:
            headers["Content-Disposition"] = "attachment"
        return web.Response(
            body=kept.content, content_type=shown or "application/octet-stream", headers=headers
        )
