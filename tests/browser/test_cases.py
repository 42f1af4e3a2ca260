"""Cases on the device: shared facts, several cases, one file for all of them, and a computer that belongs to somebody else."""

import json

from playwright.sync_api import BrowserContext, Page, expect

from ..site import Server
from .conftest import SITUATION, open_page, ready, settled

CASES = "tools/case/"
DATA = "tools/my-data/"


def keys(page: Page, storage: str = "localStorage") -> set[str]:
    return set(page.evaluate(f"Object.keys({storage}).filter(key => key.startsWith('shuoqingchu:'))"))


def fill_name(page: Page, name: str) -> None:
    page.locator("#card-script [name=full_name]").fill(name)
    settled(page)


def open_cases(context: BrowserContext, server: Server) -> Page:
    page = open_page(context, server, CASES)
    page.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    ready(page, "my-cases")
    return page


def test_a_fact_told_once_stands_on_every_page(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    page.evaluate("for (const fold of document.querySelectorAll('.island .group')) fold.open = true")
    page.locator("#card-script [name=ask]").fill("分48期还")
    settled(page)
    other = open_page(context, server, "talk/four-steps/")
    expect(other.locator("[data-blank=ask]").first).to_have_value("分48期还")
    other.locator("[data-blank=ask]").first.fill("分24期还")
    expect(page.locator("#card-script [name=ask]")).to_have_value("分24期还")


def test_a_fact_that_was_cleared_does_not_come_back(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    fill_name(page, "王小明")
    page.locator("#card-script .sheet").get_by_role("button", name="全部清空").click()
    settled(page)
    page.reload()
    ready(page, "card-script")
    expect(page.locator("#card-script [name=full_name]")).to_have_value("")


def test_a_second_case_starts_empty_and_the_first_comes_back_whole(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    fill_name(page, "王小明")
    page.locator("#card-prepare input[name=f4zq]").check()
    settled(page)
    cases = open_cases(context, server)
    cases.locator("#my-cases [name^='name.']").first.fill("信用卡")
    settled(cases)
    cases.get_by_role("button", name="收好这一件，另开一件").click()
    expect(page.locator("#card-script [name=full_name]")).to_have_value("")
    fill_name(page, "李小红")
    settled(cases)
    cases.get_by_role("button", name="打开这一件").click()
    expect(page.locator("#card-script [name=full_name]")).to_have_value("王小明")
    expect(page.locator("#card-prepare input[name=f4zq]")).to_be_checked()
    settled(cases)
    expect(cases.locator("#my-cases [name^='name.']").first).to_have_value("信用卡")
    assert page.trouble == cases.trouble == []  # type: ignore[attr-defined]


def test_deleting_the_current_case_leaves_the_other(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    fill_name(page, "王小明")
    cases = open_cases(context, server)
    cases.get_by_role("button", name="收好这一件，另开一件").click()
    settled(cases)
    fill_name(page, "李小红")
    delete = cases.get_by_role("button", name="删掉这一件").first
    delete.click()
    cases.get_by_role("button", name="再按一次").click()
    expect(page.locator("#card-script [name=full_name]")).to_have_value("")
    settled(cases)
    cases.get_by_role("button", name="打开这一件").click()
    expect(page.locator("#card-script [name=full_name]")).to_have_value("王小明")


def export(page: Page, passphrase: str = "") -> str:
    page.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    ready(page, "my-data")
    page.locator("#my-data [data-passphrase]").fill(passphrase)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出全部记录").click()
    return download.value.path().read_text(encoding="utf-8")


def take_in(page: Page, text: str, how: str = "merge", passphrase: str = "") -> None:
    page.wait_for_selector("html[data-alive]")
    page.locator(f"#my-data [value={how}]").check()
    page.locator("#my-data [data-passphrase]").fill(passphrase)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="从文件读入").click()
    chooser.value.set_files({"name": "x.json", "mimeType": "application/json", "buffer": text.encode()})


def said(page: Page) -> None:
    expect(page.locator("#my-data [data-said]")).to_contain_text("已读入")


def test_under_a_passphrase_nothing_is_readable_and_only_it_opens(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    fill_name(page, "王小明")
    data = open_page(context, server, DATA)
    text = export(data, "正确的口令")
    assert "王小明" not in text
    assert json.loads(text)["encrypted"]["rounds"] >= 600_000
    take_in(data, text, passphrase="错的")
    expect(data.locator("#my-data [data-said]")).to_contain_text("口令没有填，或填错了")
    take_in(data, text, "both", "正确的口令")
    said(data)
    assert len([key for key in keys(data) if ":case:" in key]) == 1


def test_the_passphrase_is_kept_nowhere(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    export(data, "SECRETPASS")
    assert "SECRETPASS" not in data.evaluate("JSON.stringify([Object.values(localStorage), Object.values(sessionStorage)])")


def test_a_file_of_the_first_format_is_read_into_the_current_case(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    items = {"card-script": '{"version":1,"values":{"full_name":"王小明"}}', "blanks": '{"ask":"分48期还"}'}
    take_in(data, json.dumps({"app": "shuoqingchu", "format": 1, "items": items}))
    said(data)
    page = open_page(context, server, SITUATION)
    expect(page.locator("#card-script [name=full_name]")).to_have_value("王小明")
    expect(page.locator("#card-script [name=ask]")).to_have_value("分48期还")


def test_merge_sets_aside_what_differs_and_replace_leaves_only_the_file(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    data.evaluate("localStorage.setItem('shuoqingchu:card-prepare', '{\"version\":1,\"values\":{\"f4zq\":true}}')")
    text = export(data)
    data.evaluate("localStorage.setItem('shuoqingchu:card-prepare', '{\"version\":1,\"values\":{\"u7bn\":true}}')")
    take_in(data, text)
    said(data)
    assert any(key.startswith("shuoqingchu:card-prepare:aside:") for key in keys(data))
    data.evaluate("localStorage.setItem('shuoqingchu:after-call', '{\"version\":1,\"values\":{\"h3vt\":true}}')")
    take_in(data, text, "replace")
    data.wait_for_function("() => !localStorage.getItem('shuoqingchu:after-call')")
    assert keys(data) <= {"shuoqingchu:card-prepare", "shuoqingchu:case"}


def test_on_a_shared_computer_everything_goes_with_the_tab(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    data.wait_for_selector("html[data-alive]")
    data.get_by_role("button", name="这是公用电脑").click()
    expect(data.get_by_role("button", name="回到平常")).to_be_visible()
    data.goto(server.url + SITUATION)
    ready(data, "card-script")
    fill_name(data, "王小明")
    assert keys(data) == set()
    assert "shuoqingchu:card-script" in keys(data, "sessionStorage")
    fresh = open_page(context, server, SITUATION)
    expect(fresh.locator("#card-script [name=full_name]")).to_have_value("")


CARD = '{"version":1,"values":{"full_name":"王小明"}}'


def keep(page: Page, **items: str) -> None:
    page.evaluate("items => { for (const [id, text] of Object.entries(items)) localStorage.setItem('shuoqingchu:' + id, text) }", items)


def kept(page: Page, name: str) -> dict[str, object]:
    return dict(json.loads(page.evaluate("id => localStorage.getItem('shuoqingchu:' + id) ?? '{}'", name)))


def file(*cases: dict[str, object]) -> str:
    return json.dumps({"app": "shuoqingchu", "format": 2, "current": "first", "cases": cases})


def test_a_case_whose_older_content_was_set_aside_is_listed_once(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    keep(data, **{"case:m3k9": '{"id":"m3k9","name":"","items":{"a":"{}"}}'})
    take_in(data, file({"id": "m3k9", "name": "空调", "items": {"card-script": CARD}}))
    said(data)
    assert len([key for key in keys(data) if key.startswith("shuoqingchu:case:m3k9")]) == 2
    cases = open_cases(context, server)
    settled(cases)
    expect(cases.get_by_role("button", name="打开这一件")).to_have_count(1)
    expect(cases.locator("#my-cases [name='name.m3k9']")).to_have_value("空调")


def test_a_file_gives_its_name_to_the_case_that_has_none(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    take_in(data, file({"id": "first", "name": "信用卡", "status": "等答复", "items": {"card-script": CARD}}))
    said(data)
    assert kept(data, "case")["name"] == "信用卡"
    assert kept(data, "case")["status"] == "等答复"


def test_a_foreign_file_reaches_no_key_of_the_pages_own_and_loses_no_case(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    odd = {"case": '{"id":"evil"}', "case:zz": '{"id":"zz","items":{}}', "shared-computer": "1", "__proto__": "{}"}
    twins = ({"id": "t1", "name": name, "items": {"card-script": CARD}} for name in ("一", "二"))
    take_in(data, file({"id": "first", "name": "", "items": odd}, {"id": '"><b>', "name": "三", "items": {}}, *twins))
    said(data)
    assert not keys(data) & {"shuoqingchu:case:zz", "shuoqingchu:shared-computer"}
    assert kept(data, "case").get("id", "first") == "first"
    packed = [kept(data, key.removeprefix("shuoqingchu:")) for key in keys(data) if ":case:" in key]
    assert sorted(str(case["name"]) for case in packed if case["name"] != "三") == ["一", "二"]
    assert all(str(case["id"]).isalnum() for case in packed)


def test_facts_that_no_control_can_show_cost_no_record(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    keep(data, **{"card-script": CARD, "blanks": '{"ask":5,"cause":{"x":1}}'})
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    settled(page)
    expect(page.locator("#card-script [name=full_name]")).to_have_value("王小明")
    assert not [key for key in keys(page) if ":aside:" in key]


def test_facts_that_cannot_be_read_are_set_aside(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    keep(data, blanks='{"ask":"分48期还"')
    page = open_page(context, server, "talk/four-steps/")
    page.locator("[data-blank=ask]").first.fill("分24期还")
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.startsWith('shuoqingchu:blanks:aside:'))")
    assert kept(page, "blanks") == {"ask": "分24期还", "edits": {"ask": 1}}


def test_what_is_typed_right_after_clearing_stays_a_fact(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    fill_name(page, "王小明")
    page.evaluate("""() => {
        document.querySelector('#card-script .sheet [data-msg=clear]').click();
        const field = document.querySelector('#card-script [name=full_name]');
        field.value = '李小红';
        field.dispatchEvent(new Event('input', { bubbles: true }));
    }""")
    settled(page)
    expect(page.locator("#card-script [name=full_name]")).to_have_value("李小红")
    assert kept(page, "blanks")["full_name"] == "李小红"


def test_naming_a_case_in_another_tab_leaves_a_pasted_text(context: BrowserContext, server: Server) -> None:
    mask = open_page(context, server, "tools/mask/")
    pasted = mask.locator(".island textarea[data-unkept]").first
    pasted.fill("我叫王小明")
    settled(mask)
    told = "addEventListener('storage', ({ key }) => key === 'shuoqingchu:case' && done())"
    mask.evaluate(f"() => {{ window.renamed = new Promise(done => {told}) }}")
    cases = open_cases(context, server)
    cases.locator("#my-cases [name^='name.']").first.fill("信用卡")
    mask.evaluate("window.renamed")
    settled(mask)
    expect(pasted).to_have_value("我叫王小明")


def test_the_first_cases_of_two_devices_are_not_mixed(context: BrowserContext, server: Server) -> None:
    data = open_page(context, server, DATA)
    data.evaluate("localStorage.setItem('shuoqingchu:blanks', '{\"full_name\":\"王小明\"}')")
    text = export(data)
    data.evaluate("localStorage.clear()")
    data.evaluate("localStorage.setItem('shuoqingchu:blanks', '{\"full_name\":\"李小红\"}')")
    take_in(data, text)
    said(data)
    assert "李小红" in data.evaluate("localStorage.getItem('shuoqingchu:blanks')")
    assert len([key for key in keys(data) if ":case:" in key]) == 1
