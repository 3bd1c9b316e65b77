"""Finds the real bank data that lies beside a checkout, where there is any."""

import os
from pathlib import Path

import pytest


def shared(name: str) -> Path:
    """The path of a file of the shared data; skips the test with a clear word where it is absent."""
    root = Path(os.environ.get("GUANJIA_SHARED", Path(__file__).parents[2] / "shared"))
    path = root / name
    if not path.exists():
        pytest.skip(f"the shared data is not beside this checkout: {name}")
    return path
