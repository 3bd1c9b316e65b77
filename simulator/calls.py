"""One call of the Bot API: its method and its parameters, however they were sent."""

import re
from typing import Any, TypeGuard, cast

import msgspec
from aiohttp import web
from multidict import MultiMapping

from simulator.errors import bad_request
from simulator.objects import JsonObject, Shape

LEADING_NUMBER = re.compile(r"\s*(-?\d+)")


def as_object(value: Any) -> JsonObject | None:
    """A decoded JSON value as an object, None where it is none."""
    return cast("JsonObject", value) if isinstance(value, dict) else None


def _is_array(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def as_array(value: Any) -> list[Any] | None:
    """A decoded JSON value as an array, None where it is none."""
    return value if _is_array(value) else None


class Upload(Shape, frozen=True, kw_only=True):
    """A file that came with a call."""

    name: str
    content: bytes
    mime: str | None = None


class Call(Shape, frozen=True, kw_only=True):
    """A method and its parameters; values are text as on the wire, objects are JSON."""

    method: str
    values: dict[str, str]
    uploads: dict[str, Upload] = msgspec.field(default_factory=dict[str, Upload])

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def integer(
        self, name: str, default: int = 0, *, least: int | None = None, most: int | None = None
    ) -> int:
        """A number; what is none counts as 0, as Telegram does, and limits cut silently."""
        raw = self.values.get(name)
        if raw is None or raw == "":
            return default
        found = LEADING_NUMBER.match(raw)
        number = int(found[1]) if found else 0
        number = number if least is None else max(least, number)
        return number if most is None else min(most, number)

    def json(self, name: str, otherwise: str) -> Any:
        """The decoded JSON parameter, None where it is absent; broken JSON is refused with these words."""
        raw = self.text(name)
        if not raw:
            return None
        try:
            return msgspec.json.decode(raw)
        except msgspec.DecodeError:
            raise bad_request(otherwise) from None


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _texts(pairs: MultiMapping[Any]) -> dict[str, str]:
    return {name.lower(): str(value) for name, value in pairs.items()}


async def _multipart(request: web.Request, values: dict[str, str]) -> dict[str, Upload]:
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            content = value.file.read()
            value.file.close()
            uploads[name] = Upload(name=value.filename or name, content=content, mime=value.content_type)
        else:
            values[name.lower()] = value if isinstance(value, str) else bytes(value).decode()
    return uploads


async def read_call(request: web.Request, method: str) -> Call:
    """The call of a request: query, form, multipart or JSON body."""
    values = _texts(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    if request.can_read_body:
        if request.content_type == "application/json":
            values |= _json_values(await request.read())
        elif request.content_type == "multipart/form-data":
            uploads = await _multipart(request, values)
        else:
            values |= _texts(await request.post())
    return Call(method=method, values=values, uploads=uploads)


def _json_values(body: bytes) -> dict[str, str]:
    try:
        decoded = msgspec.json.decode(body or b"{}", type=dict[str, Any])
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise bad_request("can't parse request JSON object") from None
    return {name.lower(): _as_text(value) for name, value in decoded.items() if value is not None}
