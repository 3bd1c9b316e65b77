"""Sentences by key and language, from the TOML files beside this one."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, cast

Sentences = dict[str, str]


def _flat(tree: dict[str, Any], above: str = "") -> Sentences:
    flat: Sentences = {}
    for key, value in tree.items():
        path = f"{above}{key}"
        if isinstance(value, dict):
            flat |= _flat(cast("dict[str, Any]", value), f"{path}.")
        else:
            flat[path] = str(value)
    return flat


def _read(name: str) -> Sentences:
    return _flat(tomllib.loads(files("handlers.words").joinpath(f"{name}.toml").read_text("utf-8")))


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415  # half a second to load, for one language of three

    return cast("Callable[[str], str]", OpenCC("s2twp").convert)


def traditional(text: str) -> str:
    """Simplified Chinese as it is written in traditional characters."""
    return _converter()(text)


@cache
def catalogue(language: str) -> Sentences:
    """All sentences of a language; traditional ones are converted, then bettered by a file of their own."""
    if language != "zh-Hant":
        return _read(language)
    return {key: traditional(text) for key, text in _read("zh-Hans").items()} | _read("zh-Hant")
