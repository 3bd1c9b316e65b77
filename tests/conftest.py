"""What all tests share: hypothesis profiles."""

import os

from hypothesis import settings

settings.register_profile("fast", max_examples=40, deadline=None)
settings.register_profile("long", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("GUANJIA_HYPOTHESIS", "fast"))
