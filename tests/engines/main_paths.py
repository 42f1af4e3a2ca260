"""What a reader does from the first page to the text in hand, in Firefox and in WebKit: `make engines`.

Not named `test_…`: `make test` must not collect what it cannot run on a machine without these browsers.
"""

from __future__ import annotations

import pytest

from ..site import Server
from .readers import Reader

SITUATION = "situations/card-overdue/"
NEXT = "situations/loan-overdue/"
NAME = "王小明"
FIELD = "#card-script [name=full_name]"
TICK = "#card-prepare input[name=f4zq]"
PHONE = "#card-script-phone"
RUNTIME = "import(document.querySelector('script[src*=islands-]').src.replace('islands.js', 'runtime.js')).then(({runtime}) => runtime)"
QUIET = "() => !document.querySelector('.island[data-asking], .island[data-behind]')"


def trust(text: str) -> pytest.MarkDecorator:
    return pytest.mark.trust("浏览器", f"Firefox和WebKit：{text}")


def ready(reader: Reader, island: str = "card-script") -> None:
    """Have Python, and its answer."""
    reader.js("id => document.getElementById(id).dispatchEvent(new Event('pointerdown'))", island)
    reader.until("id => document.querySelector(`#${id}[data-state=ready]`) !== null", island)
    reader.until(QUIET)


def fill(reader: Reader) -> None:
    reader.click(TICK)
    reader.type(FIELD, NAME)


def holds(reader: Reader, name: str = NAME) -> None:
    """Wait until the page shows what was filled in."""
    shown = "([field, tick, name]) => document.querySelector(field)?.value === name && document.querySelector(tick).checked"
    reader.until(shown, [FIELD, TICK, name])


def in_charge(reader: Reader) -> None:
    """Wait until the service worker holds the site, and answers this page."""
    reader.until("() => navigator.serviceWorker.controller?.state === 'activated'")


def says(reader: Reader, text: str) -> None:
    """Wait until the text for the call has these words."""
    reader.until("([where, text]) => document.querySelector(`${where} .say`)?.textContent.includes(text)", [PHONE, text])


@trust("勾选、填写，进度和话术马上跟着变，可以打印、复制")
def test_what_is_filled_in_stands_in_the_text(reader: Reader) -> None:
    reader.open(SITUATION)
    ready(reader)
    fill(reader)
    says(reader, f"我是{NAME}")
    reader.until(QUIET)
    assert "已完成1项" in reader.js("() => document.querySelector('#card-prepare .checklist-count').textContent")
    assert reader.shows(f"{PHONE} button[data-effect*=print]")
    reader.click(f"{PHONE} button[data-msg=copy]")
    assert reader.until("() => document.querySelector('#card-script [data-said]').textContent") == "已复制"


@trust("Python还没有来就填的，一个字不丢")
def test_what_is_typed_before_python_came_is_taken_in(reader: Reader) -> None:
    reader.open(SITUATION)
    fill(reader)
    ready(reader)
    holds(reader)
    says(reader, f"我是{NAME}")


@trust("刷新以后，填的、勾的都在，再来一次照常启动")
def test_a_reload_keeps_everything(reader: Reader) -> None:
    reader.open(SITUATION)
    ready(reader)
    fill(reader)
    reader.until(QUIET)
    kept = reader.js("() => 'getDirectory' in (navigator.storage ?? {})") and reader.until(
        f"() => {RUNTIME}.then(({{kept}}) => kept !== 'begun' && kept)"
    )
    reader.reload()
    holds(reader)
    ready(reader)
    says(reader, f"我是{NAME}")
    boot = reader.js(f"() => {RUNTIME}.then(({{boot}}) => boot)")
    assert boot == {"type": "ready", "how": "snapshot" if kept == "kept" else "plain", "damage": None}


@trust("点进下一页不用整页重开，那一页的工具照常用")
def test_the_next_page_comes_without_a_reload(reader: Reader) -> None:
    reader.open(SITUATION)
    fill(reader)
    in_charge(reader)
    reader.reload()  # the worker takes charge of a page that came without it by having the next one loaded whole
    ready(reader)
    reader.js("() => { window.same = true }")
    reader.click(".md-footer__link--next")
    reader.until("path => location.pathname.endsWith(path) && document.querySelector('.island[data-state=ready]')?.id", NEXT)
    assert reader.js("() => window.same")
    reader.js("() => history.back()")
    reader.until("path => location.pathname.endsWith(path) && document.querySelector('#card-script')?.dataset.state === 'ready'", SITUATION)
    holds(reader)


@trust("Python下载不来：填的都在，说一行，重试就好")
def test_python_does_not_come(reader: Reader, server: Server) -> None:
    server.refuse = lambda path: path.endswith((".wasm", ".bin"))
    reader.allow = ""
    reader.open(SITUATION)
    fill(reader)
    reader.until("() => document.querySelector('#card-script').dataset.state === 'failed'")
    assert reader.shows("#card-script [data-when=failed]")
    reader.reload()
    holds(reader)
    reader.until("() => document.querySelector('#card-script').dataset.state === 'failed'")
    server.refuse = lambda path: False
    reader.click("#card-script [data-when=failed] [data-retry]")
    reader.until("() => document.querySelector('#card-script').dataset.state === 'ready'")
    says(reader, f"我是{NAME}")


@trust("来过一次以后断网：刷新、填写、整理、换一页，都照常")
def test_without_a_network(reader: Reader, server: Server) -> None:
    reader.open(SITUATION)
    ready(reader)
    fill(reader)
    in_charge(reader)
    server.refuse = lambda path: True
    server.asked.clear()
    reader.reload()
    holds(reader)
    ready(reader)
    reader.type(FIELD, "喆")
    says(reader, "喆")
    reader.open("reference/hotlines/")
    assert "12378" in reader.js("() => document.querySelector('.md-content').textContent")


@trust("搜索找得到")
def test_search_finds(reader: Reader) -> None:
    reader.open("")
    reader.click("label[for=__search]")
    reader.until("() => document.activeElement?.matches('[data-md-component=search-query]')")
    reader.type("[data-md-component=search-query]", "爆通讯录")
    reader.until("() => document.querySelector('.md-search-result__link')?.href.includes('situations/collection/')")
