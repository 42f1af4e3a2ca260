"""The reply checker: what a reply has to say, vague sentences and their rewrites, and the fields those sentences need."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hooks import data

from .common import Props, Slots, Source
from .script import line_of


def make(source: Source) -> tuple[Props, Slots]:
    """Return the rows of `reply_parts.yml` and `definite.yml`, each with its sentence as a line; the block holds no content."""
    site = source.site
    parts = [_row(part, site) for part in site.reply_parts]
    rewrites = [_row(rewrite, site) for rewrite in site.definite]
    used = {token["blank"] for row in (*parts, *rewrites) for token in row["line"]["tokens"] if isinstance(token, dict)}
    fields = [data.field_props(field) for field in site.fields.values() if field.key in used]
    wording = [data.word_props(word) for word in site.wording]
    return {"fields": fields, "parts": parts, "rewrites": rewrites, "wording": wording, "facts": {}}, {}


def _row(row: Any, site: data.SiteData) -> Props:
    made = asdict(row)
    return made | {"line": line_of(made.pop("say"), site)[0]}
