"""What all tests share: hypothesis profiles."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# Each commit of a store is synced: on a disk the tests would mostly wait. What they try are kills of
# programs, not of the machine, and for these memory is as true.
_MEMORY, _ENOUGH = Path("/dev/shm"), 2 << 30  # noqa: S108  # pytest makes a folder of its own there
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

settings.register_profile("fast", max_examples=40, deadline=None)
settings.register_profile("long", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("GUANJIA_HYPOTHESIS", "fast"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever kills processes takes longest, and goes first: no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("crash") is None)
