"""Widgets in pure Python: the same code renders at build time and runs in the browser."""
