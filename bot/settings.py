"""Settings from the environment or a .env file; all problems are told at once."""

import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv.parser import parse_stream

from scheduling.bank_file import Unreadable, text_of
from store.records import LANGUAGES, Language, Refused, Rendering

NAMES = tuple(
    f"GUANJIA_{name}"
    for name in (
        "TOKEN",
        "API_URL",
        "STORE",
        "TIMEZONE",
        "LANGUAGE",
        "PLAYBOOK",
        "TEMPLATES",
        "PRIVACY",
        "WEBHOOK_URL",
    )
)
_ALIKE = 0.85


class SettingsError(Exception):
    """Several things may be wrong with the settings; each has its sentence, said in `language`."""

    def __init__(self, problems: Sequence[Refused], language: Language) -> None:
        super().__init__([problem.key for problem in problems])
        self.problems = tuple(problems)
        self.language: Language = language


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What DESIGN 5 fixes; `token` is empty where a command needs none."""

    token: str
    api_url: str
    store: str
    zone: str
    language: Language
    playbook: Path | None
    templates: Path | None
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
    """Checked settings; raises SettingsError with everything that is wrong."""
    problems: list[Refused] = []

    def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = environment.get(name) or default
        if value not in allowed:
            problems.append(Refused("cli.setting_choice", name=name, value=value, choices=", ".join(allowed)))
            return default
        return value

    token = environment.get("GUANJIA_TOKEN", "").strip()
    if token_needed and not token:
        problems.append(Refused("cli.token_none"))
    if token and not _is_token(token):
        problems.append(Refused("cli.token_shape"))
    store = environment.get("GUANJIA_STORE") or "sqlite:///guanjia.db"
    if not store.startswith(("sqlite:///", "postgresql://")):
        problems.append(Refused("cli.setting_store"))
    elif store.startswith("sqlite:///") and not Path(store.removeprefix("sqlite:///")).name:
        problems.append(Refused("cli.setting_store_file", value=store))
    problems += _misspelt(environment)
    zone = environment.get("GUANJIA_TIMEZONE") or "Asia/Shanghai"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(Refused("cli.setting_zone", value=zone))
    chosen = choice("GUANJIA_LANGUAGE", "zh-Hans", LANGUAGES)
    language = cast("Language", chosen)
    rendering = choice("GUANJIA_PRIVACY", "masked", tuple(Rendering))
    playbook = Path(environment["GUANJIA_PLAYBOOK"]) if environment.get("GUANJIA_PLAYBOOK") else None
    if playbook is not None and not playbook.is_file():
        problems.append(Refused("cli.setting_playbook", path=str(playbook)))
    templates = Path(environment["GUANJIA_TEMPLATES"]) if environment.get("GUANJIA_TEMPLATES") else None
    if templates is not None and not templates.is_dir():
        problems.append(Refused("cli.setting_templates", path=str(templates)))
    api_url = _address(environment, "GUANJIA_API_URL", "https://api.telegram.org", problems)
    webhook = _address(environment, "GUANJIA_WEBHOOK_URL", "", problems)
    if problems:
        raise SettingsError(problems, language)
    return Settings(
        token=token,
        api_url=api_url,
        store=store,
        zone=zone,
        language=language,
        playbook=playbook,
        templates=templates,
        rendering=Rendering(rendering),
        webhook_url=webhook,
    )


def settings_in(folder: Path, *, token_needed: bool) -> Settings:
    """The settings of a folder's .env file and, over it, the environment; SettingsError says all at once."""
    written, broken = _env_file(folder / ".env")
    try:
        # The line that is broken may be the token's.
        settings = read_settings({**written, **os.environ}, token_needed=token_needed and not broken)
    except SettingsError as error:
        raise SettingsError([*broken, *error.problems], error.language) from error
    if broken:
        raise SettingsError(broken, settings.language)
    return settings


def _env_file(path: Path) -> tuple[dict[str, str], list[Refused]]:
    """What a .env file sets, and its lines that set nothing."""
    try:
        text = text_of(path)
    except Unreadable as unreadable:
        return {}, [] if unreadable.missing else [Refused("cli.env_unreadable", path=path.name)]
    written: dict[str, str] = {}
    broken: list[Refused] = []
    for each in parse_stream(io.StringIO(text)):
        if each.key is not None and each.value is not None:
            written[each.key] = each.value
        elif each.error or each.key is not None:
            said = each.original.string
            # The blank lines before it count as its own.
            blank = said[: len(said) - len(said.lstrip())].count("\n")
            broken.append(Refused("cli.env_line", path=path.name, line=each.original.line + blank))
    return written, broken


def _misspelt(environment: Mapping[str, str]) -> list[Refused]:
    """Names that are nearly one of ours: what they say would be passed over without a word."""
    strange = sorted(name for name in environment if name.startswith("GUANJIA_") and name not in NAMES)
    alike = ((name, get_close_matches(name, NAMES, n=1, cutoff=_ALIKE)) for name in strange)
    return [Refused("cli.setting_unknown", name=name, known=known[0]) for name, known in alike if known]


def _is_token(token: str) -> bool:
    number, colon, secret = token.partition(":")
    return bool(colon) and number.isdecimal() and len(secret) >= 3 and not any(map(str.isspace, secret))


def _address(environment: Mapping[str, str], name: str, default: str, problems: list[Refused]) -> str:
    value = environment.get(name) or default
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        problems.append(Refused("cli.setting_address", name=name, value=value))
    return value
