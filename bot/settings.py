"""Settings from the environment or a .env file; all problems are told at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values

from store.records import Language, Rendering

LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")


class SettingsError(Exception):
    """Several things may be wrong with the settings; each is one sentence."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What DESIGN 5 fixes; `token` is empty where a command needs none."""

    token: str
    api_url: str
    store: str
    zone: str
    language: Language
    playbook: Path | None
    rendering: Rendering
    webhook_url: str

    @property
    def base_url(self) -> str:
        """Where the Bot API is, up to and with `/bot`."""
        return f"{self.api_url.rstrip('/')}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.api_url.rstrip('/')}/file/bot"


def read_settings(environment: Mapping[str, str], *, token_needed: bool = False) -> Settings:
    """Checked settings; raises SettingsError with a sentence for everything that is wrong."""
    problems: list[str] = []

    def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = environment.get(name) or default
        if value not in allowed:
            problems.append(f"{name} is {value!r}; choose one of {', '.join(allowed)}.")
        return value

    token = environment.get("GUANJIA_TOKEN", "").strip()
    if token_needed and not token:
        problems.append("GUANJIA_TOKEN is not set; put the token that @BotFather gave you there.")
    if token and not _is_token(token):
        problems.append("GUANJIA_TOKEN does not look like a bot token (digits, a colon, then letters).")
    store = environment.get("GUANJIA_STORE") or "sqlite:///guanjia.db"
    if not store.startswith(("sqlite:///", "postgresql://")):
        problems.append("GUANJIA_STORE must begin with sqlite:/// or postgresql://.")
    zone = environment.get("GUANJIA_TIMEZONE") or "Asia/Shanghai"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(
            f"GUANJIA_TIMEZONE is {zone!r}, which is no time zone; write one such as Asia/Shanghai."
        )
    language = choice("GUANJIA_LANGUAGE", "zh-Hans", LANGUAGES)
    rendering = choice("GUANJIA_PRIVACY", "masked", tuple(Rendering))
    playbook = Path(environment["GUANJIA_PLAYBOOK"]) if environment.get("GUANJIA_PLAYBOOK") else None
    if playbook is not None and not playbook.is_file():
        problems.append(f"GUANJIA_PLAYBOOK names {playbook}, where there is no file.")
    api_url = _address(environment, "GUANJIA_API_URL", "https://api.telegram.org", problems)
    webhook = _address(environment, "GUANJIA_WEBHOOK_URL", "", problems)
    if problems:
        raise SettingsError(problems)
    return Settings(
        token=token,
        api_url=api_url,
        store=store,
        zone=zone,
        language=next(each for each in LANGUAGES if each == language),
        playbook=playbook,
        rendering=Rendering(rendering),
        webhook_url=webhook,
    )


def environment(folder: Path) -> dict[str, str]:
    """The .env file of a folder, and over it the environment; raises SettingsError for an unreadable file."""
    path = folder / ".env"
    written: Mapping[str, str | None] = {}
    if path.exists():
        try:
            written = dotenv_values(path, encoding="utf-8-sig", interpolate=False)
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError([f"{path} can't be read as UTF-8 text; save it anew as UTF-8."]) from error
    broken = [name for name, value in written.items() if value is None]
    if broken:
        raise SettingsError([f"{path}: the line {broken[0]!r} has no '='; write NAME=value."])
    return {**{name: value for name, value in written.items() if value is not None}, **os.environ}


def _is_token(token: str) -> bool:
    number, colon, secret = token.partition(":")
    return bool(colon) and number.isdecimal() and len(secret) >= 3 and not any(map(str.isspace, secret))


def _address(environment: Mapping[str, str], name: str, default: str, problems: list[str]) -> str:
    value = environment.get(name) or default
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        problems.append(f"{name} is {value!r}; write a whole address such as https://example.org.")
    return value
