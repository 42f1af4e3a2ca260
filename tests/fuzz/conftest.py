"""How much is tried: a little in every run of the tests; `make fuzz` asks for the profile `release`."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("release", settings.get_profile("here"), max_examples=4_000)
