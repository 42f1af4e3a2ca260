"""Search in Chinese behind Material's box: what the site serves for it. Knows nothing of MkDocs. See decisions/0006-search-worker.md."""

from .documents import Page, documents
from .publish import FAILED, Engine, engine, finish
from .vocabulary import vocabulary

__all__ = ["FAILED", "Engine", "Page", "documents", "engine", "finish", "vocabulary"]
