"""Run as `python -m hooks.checks`."""

from .command import main

raise SystemExit(main())
