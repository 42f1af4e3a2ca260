"""What turns content into pages."""
