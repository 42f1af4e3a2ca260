"""The reply checker: what a reply has to say, vague sentences and their rewrites, and the fields those sentences need."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hooks import data

from . import lines
from .common import Props, Slots, Source


def make(source: Source) -> tuple[Props, Slots]:
    """Return the rows of `reply_parts.yml` and `definite.yml`, each with its sentence as a line; the block holds no content."""
    site = source.site
    parts = [_row(part, site) for part in site.reply_parts]
    rewrites = [_row(rewrite, site) for rewrite in site.definite]
    used = lines.blanks(row["line"] for row in (*parts, *rewrites))
    fields = [data.field_props(field) for field in site.fields.values() if field.key in used]
    return {"fields": fields, "parts": parts, "rewrites": rewrites, "wording": lines.wording(site), "facts": {}}, {}


def _row(row: Any, site: data.SiteData) -> Props:
    made = asdict(row)
    return made | {"line": lines.line_of(made.pop("say"), site)[0]}
