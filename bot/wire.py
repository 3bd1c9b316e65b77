"""The wire to Telegram: the client library's requests carried by aiohttp, at a fifth of the cost of its own.

What fails is told in the library's words and caused by httpx's errors, because those are what the judgement
of a failed call (`handlers.telephone.judged`) knows: certainly not sent, or nobody knows.
"""

import ssl
from functools import lru_cache
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
import msgspec
from telegram._utils.defaultvalue import DefaultValue  # the type of "no time was given", nowhere public
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

READ, CONNECT, UPLOAD, POOL = 5.0, 5.0, 20.0, 30.0
"""Seconds to wait for an answer, for a connection, for a file to go up, and for one of the connections."""


_JSON = {"Content-Type": "application/json"}


class Wire(BaseRequest):
    """So many connections at once, kept for the next call."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=_trusted()),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer; raises NetworkError or TimedOut."""
        if self._session is None:
            raise RuntimeError("the wire is used before it is initialized")
        files = bool(request_data and request_data.contains_files)
        read = _seconds(read_timeout, READ)
        if files:
            # aiohttp counts from the first byte that goes up.
            read = None if read is None else read + (_seconds(write_timeout, UPLOAD) or 0.0)
        connect = _seconds(connect_timeout, CONNECT)
        pool = _seconds(pool_timeout, POOL)
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=None if connect is None or pool is None else connect + pool,
            sock_connect=connect,
            sock_read=read,
        )
        body, kind = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=kind, timeout=timeout, proxy=_proxy(url)
            ) as answer:
                return answer.status, await answer.read()
        # The originals name the whole address, and with it the token: they must not get into a log.
        except aiohttp.ConnectionTimeoutError:
            raise TimedOut from httpx.ConnectTimeout("no connection in time")
        except TimeoutError:
            raise TimedOut from httpx.ReadTimeout("no answer in time")
        except aiohttp.ClientConnectorError as error:
            raise NetworkError("no connection") from httpx.ConnectError(type(error).__name__)
        except (aiohttp.ClientError, OSError) as error:
            if isinstance(error.__cause__ or error, aiohttp.ClientConnectionResetError):
                # A kept connection that had just been closed: not a whole request went into it.
                raise NetworkError("no connection") from httpx.ConnectError(type(error).__name__)
            raise NetworkError(type(error).__name__) from httpx.RemoteProtocolError(type(error).__name__)


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """The authorities that the client library itself trusts, on every system the same; slow to read."""
    return httpx.create_ssl_context()


def _seconds(given: ODVInput[float], usual: float) -> float | None:
    if isinstance(given, DefaultValue):
        return usual
    return given


def _body(asked: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    """The body of a call, and the header that names its kind where aiohttp does not."""
    if asked is None:
        return None, {}
    if not asked.contains_files:
        # One piece of JSON, not a form of pieces of JSON: each letter of a form is written by itself.
        return msgspec.json.encode(asked.parameters), _JSON
    form = aiohttp.FormData(asked.json_parameters, quote_fields=False)
    for name, (filename, content, kind) in asked.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}


@lru_cache(maxsize=8)
def _proxy_of(scheme: str, host: str) -> str | None:
    proxies = getproxies()
    return None if proxy_bypass(host) else proxies.get(scheme) or proxies.get("all")


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for this address."""
    parts = urlsplit(url)
    return _proxy_of(parts.scheme, parts.netloc)
