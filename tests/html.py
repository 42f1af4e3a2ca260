"""Read HTML in tests."""

from html.parser import HTMLParser

from py_widgets.markup import VOID


class _Checker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for key, value in attrs if key == "id" and value]
        names = [key for key, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        assert not any(name.startswith("on") for name in names), f"<{tag}> has an event handler: {names}"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes <{self.open[-1:]}>"


def assert_well_formed(html: str) -> None:
    """Fail for unclosed or crossed tags, doubled attributes or ids, and event handlers in `html`."""
    checker = _Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    doubled = {i for i in checker.ids if checker.ids.count(i) > 1}
    assert not doubled, f"ids that stand twice: {doubled}"
