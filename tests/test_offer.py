"""The offer: nothing invented, nothing negative, a red line exactly where an offer takes more than is left."""

import json
import re
import xml.etree.ElementTree as etree
from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hooks import data
from hooks.widget_props import Source
from hooks.widget_props import offer as maker
from py_widgets import money, offer
from py_widgets.labels import offer as labels
from py_widgets.offer import State, init, talk, update, view
from py_widgets.offer.examples import BUDGET, CARD, EXAMPLES, FULL, PROPS, fact
from py_widgets.offer.plan import budget, plans, wait
from py_widgets.offer.state import FACTS, SHARED, TERMS, WRITTEN, names
from py_widgets.widget import Values

from .site import ROOT

TODAY = "2026-11-22"


def filled(**values: str) -> State:
    return State({k: v for k, v in values.items() if v}, TODAY)


def card(**values: str) -> State:
    return State({**CARD, **values}, TODAY)


def after(state: State, *msgs: dict[str, Any]) -> State:
    for msg in msgs:
        state, _ = update(PROPS, state, {"today": TODAY, **msg})
    return state


def offers(state: State) -> Any:
    return plans(state, budget(state.values))


def words(html: str) -> str:
    return re.sub(r"<[^>]*>", " ", html)


def section(html: str, start: str) -> str:
    """The part of the island from an id to the next section's end."""
    at = html.index(f'id="{start}"')
    return html[at : html.index("</section>", at)]


# -- what can be kept up


def test_what_is_left_is_income_less_spending_debts_and_margin() -> None:
    """5200 − 1500 − 1800 − 200 − 0 − 300 − 200 − 100 = 1100."""
    found = budget(BUDGET)
    assert found.left == D(1100)
    assert (found.missing, found.skipped) == ((), ())
    html = view(PROPS, card())
    assert "每月能留出1100元" in html
    assert "月收入5200 − 房租、房贷1500 − 吃饭、日用1800 − 看病、买药200 − 孩子、老人0 − " in html
    assert "水电、交通、其他必需300 − 别的欠款200 − 应急100 = 1100" in html


def test_a_blank_row_is_not_subtracted_and_named() -> None:
    found = budget({**BUDGET, "medical": "", "margin": ""})
    assert found.left == D(1400)
    assert found.skipped == ("看病、买药", "应急")
    assert "空着没有减的：看病、买药、应急。" in view(PROPS, card(medical="", margin=""))


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, ("月收入", "必需支出")),
        ({"monthly_income": "5000"}, ("必需支出",)),
        ({"rent": "0"}, ("月收入",)),
        ({"monthly_income": "五千", "rent": "1"}, ("月收入（要改）",)),
        ({"monthly_income": "5000", "rent": "1", "food": "多"}, ("吃饭、日用（要改）",)),
    ],
)
def test_without_income_or_spending_nothing_is_said_to_be_left(values: Values, missing: tuple[str, ...]) -> None:
    found = budget(values)
    assert (found.left, found.missing) == (None, missing)
    assert "还缺：" + "、".join(missing) in view(PROPS, State(values, TODAY))


@pytest.mark.parametrize(("income", "said"), [("3000", "每月还差1100元"), ("4100", "正好没有剩下的")])
def test_where_nothing_is_left_it_says_calmly_what_to_ask_instead(income: str, said: str) -> None:
    html = view(PROPS, card(monthly_income=income, charge="none"))
    assert said in html
    for helps in ("说明困难", "暂缓还款", 'href="tel:12348"'):
        assert helps in html
    assert 'name="pick"' not in html
    for shame in ("不负责", "太高", "乱花", "失败", "必须"):
        assert shame not in words(section(html, "demo-result"))


def test_where_nothing_is_left_only_the_pause_goes_into_the_script() -> None:
    before = card(monthly_income="3000", charge="none", pick="12", periods="24", monthly_can="900", fallback="分60期还")
    state = after(before, {"type": "write"})
    assert state.values["ask"] == labels.PAUSE_ASK
    assert not {"periods", "monthly_can", "fallback"} & set(state.values)
    assert after(state, {"type": "undo"}).values == before.values


# -- the offers


def test_every_term_clears_the_debt_by_hand() -> None:
    found = offers(card(charge="none")).offers
    assert [o.months for o in found] == list(TERMS)
    assert [money.show(o.pays) for o in found] == ["3166.67", "1583.33", "1055.56", "791.67", "633.33"]
    assert {o.extra for o in found} == {D(0)}
    assert {o.rate for o in found} == {0.0}


def test_a_percentage_fee_is_of_the_whole_debt() -> None:
    """38000 × 0.6% = 228 a month: 24 × 228 = 5472 more."""
    found = {o.months: o for o in offers(card(charge="fee", fee="0.6%")).offers}
    assert found[24].pays == D("1583.33") + 228
    assert found[24].extra == D(5472)
    assert 0.13 < found[24].rate < 0.15


def test_the_longer_the_dearer_and_the_smaller() -> None:
    found = offers(card(charge="interest", daily_rate="0.05")).offers
    assert [o.pays for o in found] == sorted((o.pays for o in found), reverse=True)
    assert [o.extra for o in found] == sorted(o.extra for o in found)
    # 0.05% a day is 18.25% a year without, and about 19.8% with a month's compounding: what XIRR shows.
    assert all(0.19 < o.rate < 0.20 for o in found)


def test_the_fewest_months_that_can_be_kept_up() -> None:
    """38000 / 1100 = 34.5…: 35 months without interest."""
    assert offers(card(charge="none")).shortest == 35
    assert "每月还1100元，最少要35期，能还清。" in view(PROPS, card(charge="none"))
    assert "60期以内还不清" in view(PROPS, card(charge="interest", daily_rate="0.1", monthly_income="4200"))


def test_until_the_costs_are_known_only_the_principal_is_shown() -> None:
    for charge in ("", "unknown"):
        state = card(charge=charge)
        found = offers(state)
        assert all(o.bare and o.extra is None and o.rate is None for o in found.offers)
        assert found.shortest is None
        html = view(PROPS, state)
        assert labels.PAYS_BARE in html
        assert html.count("还缺：分期期间，对方说怎么收费") == 2  # the two columns, once each


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"charge": "interest"}, "合约上的日利率"),
        ({"charge": "fee"}, "每期手续费"),
        ({"charge": "both", "daily_rate": "0.05"}, "每期手续费"),
        ({"charge": "interest", "daily_rate": "五"}, "合约上的日利率（要改）"),
    ],
)
def test_the_column_says_which_number_is_missing(values: dict[str, str], named: str) -> None:
    html = view(PROPS, card(**values))
    table = html[html.index("<table") : html.index("</table>")]
    assert table.count(f"还缺：{named}</td>") == 2


def test_without_a_debt_no_number_stands_in_the_table() -> None:
    html = view(PROPS, State(dict(BUDGET), TODAY))
    table = html[html.index("<tbody") : html.index("</tbody>")]
    assert "还缺：欠款总额" in table
    assert set(re.findall(r"\d+", words(table))) == {str(t) for t in TERMS}
    assert "<svg" not in html


def test_nothing_usual_is_ever_computed_with() -> None:
    """The usual values stand as hints; a reader who left the contract's numbers blank gets no cost."""
    state = State(dict(CARD), TODAY)
    assert offers(state).offers[0].extra is None
    assert wait(state.values, True).penalty is None
    assert {name for name in names(PROPS) if f'name="{name}"' in view(PROPS, init(PROPS))} >= {"daily_rate", "least", "penalty_rate"}
    assert not re.search(r'name="(daily_rate|fee|least|paid|penalty_rate|penalty_floor)"[^>]*value="[^"]', view(PROPS, init(PROPS)))


def test_the_usual_values_carry_their_mark_and_are_a_card_s() -> None:
    html = view(PROPS, card())
    assert "常见值，未必适用你" in html and "H02的常见值" in html
    assert "H02的常见值" not in view(PROPS, card(situation="网络贷款逾期"))


def test_an_own_term_is_worked_out_too() -> None:
    assert 18 in [o.months for o in offers(card(charge="none", periods="18")).offers]
    assert "要写1到60的整数" in view(PROPS, card(periods="61"))


def test_waiting_costs_by_the_contract_s_own_numbers() -> None:
    """38000 × 0.05% × 30 = 570; (3800 − 800) × 5% = 150."""
    cost = wait({**CARD, "daily_rate": "0.05", "least": "3800", "paid": "800", "penalty_rate": "5"}, True)
    assert (cost.interest, cost.penalty, cost.missing) == (D("570.00"), D("150.00"), ())
    assert wait(dict(CARD), True).missing == ("合约上的日利率", "账单上的最低还款额", "这一期已经还了", "合约上的违约金比例")
    assert wait(dict(CARD), False).missing == ("合约上的日利率",)


def test_a_first_day_that_is_past_or_far_is_not_used() -> None:
    for day in ("2026-11-21", "2099-01-01", "9999-12-31", "2026-02-30"):
        state = card(first_pay_date=day, charge="none")
        assert str(offers(state).first) == "2026-12-22"
        assert labels.COUNTED_BY_MONTH in view(PROPS, state)
        assert 'aria-invalid="true"' in view(PROPS, state)
    assert str(offers(card(charge="none")).first) == "2026-12-10"


# -- generated cases

amounts = st.one_of(st.just(""), st.integers(0, 10**9).map(lambda n: money.show(D(n) / 100)), st.sampled_from(["五千", "-1", "1e5"]))
percents = st.one_of(st.just(""), st.integers(0, 300).map(lambda n: str(D(n) / 1000)))
cases = st.fixed_dictionaries(
    dict.fromkeys(
        ("amount_owed", "amount_overdue", "monthly_income", "rent", "food", "medical", "children", "other_need", "other_debts", "margin",
         "least", "paid", "penalty_floor"), amounts,
    )
    | {
        "situation": st.sampled_from(["", "信用卡逾期", "银行贷款逾期", "网络贷款逾期"]),
        "charge": st.sampled_from(["", *(code for code, _ in labels.CHARGES)]),
        "daily_rate": percents, "penalty_rate": percents,
        "fee": st.one_of(percents.map(lambda p: f"{p}%" if p else ""), amounts),
        "periods": st.sampled_from(["", "1", "18", "60", "61", "x"]),
        "first_pay_date": st.sampled_from(["", "2026-12-10", "2027-01-31", "2020-01-01"]),
        "pick": st.sampled_from(["", "12", "18", "60"]), "pick2": st.sampled_from(["", "36", "60", "99"]),
    }
)  # fmt: skip


@given(cases)
def test_no_number_is_negative_and_the_red_line_is_exactly_where_it_belongs(values: dict[str, str]) -> None:
    state = filled(**values)
    found = offers(state)
    html = view(PROPS, state)
    for one in found.offers:
        assert one.pays >= 0
        assert one.extra is None or one.extra >= 0
        assert one.rate is None or one.rate >= 0
        assert (one.over is not None) == (one.left is not None and one.pays > one.left)
    assert html.count('<tr class="over">') == sum(o.over is not None for o in found.offers)
    assert html.count('class="bar over"') == sum(o.over is not None for o in found.offers)
    assert html.count("<svg") == bool(found.offers)


@given(cases)
def test_every_number_shown_is_an_input_or_computed(values: dict[str, str]) -> None:
    """Whatever stands in the result can be worked out again from what was filled in."""
    state = filled(**values)
    kept, found = budget(state.values), offers(state)
    cost = wait(state.values, talk.kind(state.values) != "loan")
    said = [*values.values(), *(money.show(v) for _, v in kept.parts), *(str(t) for t in TERMS), "30", "60"]
    said += [money.show(D(x)) for x in (kept.left, kept.income, cost.interest, cost.penalty) if x is not None]
    said += [money.show(-kept.left)] if kept.left is not None else []
    for one in found.offers:
        computed = [one.pays, one.extra, one.over, one.left - one.pays if one.left is not None else None]
        said += [money.show(x) for x in computed if x is not None] + ([money.percent_text(one.rate)] if one.rate is not None else [])
        said.append(str(one.months))
    said += [str(found.shortest), str(found.start), str(found.first)]
    rate, fee = money.percent(values["daily_rate"]), money.fee(values["fee"], money.amount(values["amount_owed"]))
    said += [f"{(rate * 100).normalize():f}"] if rate is not None else []
    said += [money.show(fee)] if fee is not None else []
    said += [money.show(a) for v in values.values() if (a := money.amount(v)) is not None]
    known = {form for text in said for n in re.findall(r"\d+(?:\.\d+)?", text) for form in (n, n.lstrip("0"))} | {"12348"}
    shown = re.sub(r"<svg.*?</svg>", " ", section(view(PROPS, state), "demo-result"), flags=re.S)
    shown = words(shown)
    for number in re.findall(r"\d+(?:\.\d+)?", shown):
        assert number in known, (number, shown)


@given(cases)
def test_the_chart_says_what_the_table_says(values: dict[str, str]) -> None:
    html = view(PROPS, filled(**values))
    if "<svg" not in html:
        return
    chart = re.findall(r"<text[^>]*>([^<]*)</text>", html)
    table = words(html[html.index("<tbody") : html.index("</tbody>")])
    for text in chart:
        if not text.startswith("能留出"):
            assert text in table
    assert not re.search(r'(?:width|x|x1|x2|y|height)="-', html)


@given(cases)
def test_what_is_written_agrees_with_the_table_and_can_be_undone(values: dict[str, str]) -> None:
    state = filled(**values)
    done = after(state, {"type": "write"})
    found = offers(state)
    picked = talk.chosen(state.values, found, "pick")
    left = budget(state.values).left
    if left is not None and left <= 0:
        assert done.values["ask"] == labels.PAUSE_ASK
    elif picked:
        assert done.values["periods"] == str(picked.months)
        assert done.values["monthly_can"] == money.show(picked.pays)
        assert ("个性化分期" in str(done.values["ask"])) == ("信用卡" in values["situation"])
    assert {k: v for k, v in done.values.items() if k not in WRITTEN} == {k: v for k, v in state.values.items() if k not in WRITTEN}
    assert len(str(done.values.get("ask", ""))) <= 60
    assert len(str(done.values.get("fallback", ""))) <= 60
    assert after(done, {"type": "undo"}).values == state.values


# -- into the script


def test_a_card_s_offer_goes_into_the_script() -> None:
    state, effects = update(PROPS, card(charge="none", pick="48", pick2="60"), {"type": "write", "today": TODAY})
    assert {k: state.values[k] for k in WRITTEN} == {
        "monthly_can": "791.67", "periods": "48", "ask": "办理个性化分期，期间不收利息和手续费", "fallback": "分60期还，每期还633.33元",
    }  # fmt: skip
    assert effects == [{"type": "announce", "text": "已写进话术：每月能还、期数、希望的方案、可以接受的备选。按“撤销”可以退回"}]
    assert state.values["first_pay_date"] == "2026-12-10"
    assert '<button type="button" data-msg="undo">撤销</button>' in view(PROPS, state)


def test_with_costs_unknown_the_principal_is_offered_and_the_costs_are_asked() -> None:
    state = after(card(pick="48", pick2="60"), {"type": "write"})
    assert state.values["ask"] == "办理个性化分期，先写明期间收不收利息和手续费"
    assert state.values["fallback"] == "分60期还，每期还本金633.33元"


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ({"situation": "银行贷款逾期", "amount_overdue": "0"}, "办理展期"),
        ({"situation": "网络贷款逾期", "amount_overdue": "3600"}, "重新约定还款计划"),
        ({"situation": "银行贷款逾期", "amount_overdue": ""}, "重新约定还款计划"),
        ({"situation": ""}, "办理分期还款"),
    ],
)
def test_only_a_card_s_ask_is_called_gexinghua_fenqi(values: dict[str, str], start: str) -> None:
    asked = str(after(card(charge="none", pick="48", **values), {"type": "write"}).values["ask"])
    assert asked.startswith(start) and "个性化分期" not in asked


def test_an_expired_fact_weakens_the_ask_and_says_so() -> None:
    late = replace(card(charge="none", pick="48"), today="2030-01-01")
    values = talk.written(PROPS, late, budget(late.values), offers(late))
    assert str(values["ask"]).startswith("办理分期还款")
    assert "的核对日期已过，暂按“只是请求”写" in view(PROPS, late)
    asked = talk.questions(PROPS, replace(late, values={**late.values, "agreed.plan": "unsaid"}))
    assert [(q.strength, q.text[:2]) for q in asked] == [("只是请求", "麻烦")]


def test_nothing_chosen_writes_nothing() -> None:
    state, effects = update(PROPS, card(charge="none"), {"type": "write", "today": TODAY})
    assert state.values == card(charge="none").values
    assert effects == [{"type": "announce", "text": labels.WRITE_NOTHING}]


def test_an_offer_beyond_what_is_left_is_warned_of_not_forbidden() -> None:
    state = card(charge="none", pick="12")
    assert "每月比能留出的多2066.67元" in view(PROPS, state)
    assert after(state, {"type": "write"}).values["periods"] == "12"


def test_the_same_second_choice_is_no_fallback() -> None:
    assert "fallback" not in after(card(charge="none", pick="48", pick2="48"), {"type": "write"}).values


# -- what the other side said


def test_six_items_and_the_recording_each_with_its_fact() -> None:
    assert [fact_id for *_, fact_id in labels.ITEMS] == ["D02"] * 6 + ["D03"]
    assert view(PROPS, card()).count('class="offer-item"') == 7


def test_what_was_not_said_becomes_a_question_with_its_basis() -> None:
    state = State({**CARD, "agreed.plan": "unsaid", "agreed.charges": "unclear", "note.charges": "看系统", "agreed.breach": "said"}, TODAY)
    text = talk.questions_text(PROPS, state)
    assert text.split("\n") == [
        "据公开转载的《商业银行信用卡业务监督管理办法》，协议要写明这些内容。",
        "还有下面几样没有说清，请逐项答复：",
        "1. 请说明分几期、每期还多少、每月哪天还。",
        "2. 请说明分期期间收不收年费、利息和其他费用，各是多少（上次的说法：看系统）。",
    ]
    html = view(PROPS, state)
    assert "还没说清的：2样" in html and "还有4样没有核对。" in html
    effect = next(json.loads(e.replace("&quot;", '"')) for e in re.findall(r'data-effect="([^"]*)"', html) if "copy" in e)
    assert effect == {"type": "copy", "text": text}


def test_a_loan_s_questions_are_requests_without_the_card_s_law() -> None:
    state = card(situation="银行贷款逾期", **{"agreed.plan": "unsaid", "agreed.no_cards": "unsaid", "agreed.record": "unclear"})
    asked = talk.questions(PROPS, state)
    assert [(q.strength, q.facts) for q in asked] == [("只是请求", ())]
    assert "信用卡" not in talk.questions_text(PROPS, state)


def test_all_said_asks_for_it_in_writing() -> None:
    said = {f"agreed.{key}": "said" for key, *_ in labels.ITEMS}
    assert labels.QUESTIONS_DONE in view(PROPS, card(**said))


# -- the sheet


def test_it_never_says_that_the_other_side_must_agree() -> None:
    for example in EXAMPLES:
        html = words(view(example.props, State(dict(example.values), TODAY)))
        assert not re.search("必须同意|应当同意|有权要求分期|一定能|银行必须|保证办", html)
    assert "可以同意，也可以不同意" in view(PROPS, card())


def test_the_facts_of_the_case_are_shared_and_there_from_the_start() -> None:
    """The page learns at its start which controls are shared: each stands in the empty island."""
    html = view(PROPS, init(PROPS))
    shared = {m[1] for tag in re.findall(r"<(?:input|textarea)[^>]*data-shared[^>]*>", html) if (m := re.search(r'name="([^"]*)"', tag))}
    assert shared == set(SHARED)
    fields = yaml.safe_load((ROOT / "docs/_data/fields.yml").read_text(encoding="utf-8"))
    assert set(SHARED) <= {f["key"] for f in fields}


def test_every_citation_has_its_place_from_the_start() -> None:
    """Author HTML is taken from the first view: a slot that came later would stay empty."""
    slots = re.findall(r'data-slot="cite\.(\w+)"', view(PROPS, init(PROPS)))
    assert sorted(slots) == sorted(set(FACTS))


def test_clear_keeps_the_facts_of_the_case() -> None:
    state = after(State(dict(FULL), TODAY), {"type": "clear"})
    assert set(state.values) <= set(SHARED)
    assert state.values["amount_owed"] == "38000"
    assert after(state, {"type": "undo"}).values == FULL


def test_a_value_that_is_none_of_ours_is_dropped() -> None:
    state = after(State(), {"type": "hydrate", "values": {"amount_owed": "1", "rent": True, "x": "y", "agreed.zzz": "said"}})
    assert state.values == {"amount_owed": "1"}


def test_a_usual_value_past_its_review_is_not_told() -> None:
    props = {**PROPS, "facts": {**PROPS["facts"], "H02": fact("H02", review="2026-01-01")}}
    assert "H02的常见值" not in view(props, card())


def test_the_page_gives_it_the_fields_the_facts_and_the_citations() -> None:
    site = data.load(ROOT / "docs/_data")
    props, slots = maker.make(Source(etree.Element("div"), {}, site))
    assert {f["key"] for f in props["fields"]} == set(SHARED)
    assert set(props["facts"]) == set(FACTS)
    assert {name: slot.text for name, slot in slots.items()} == {f"cite.{i}": f"[^{i}]" for i in FACTS}
    assert [o for f in props["fields"] if f["key"] == "situation" for o in f["options"] if "信用卡" in o] == ["信用卡逾期"]


def test_more_overdue_than_owed_is_pointed_out() -> None:
    assert labels.MORE_THAN_OWED in view(PROPS, card(amount_overdue="38001"))
    assert labels.MORE_THAN_OWED not in view(PROPS, card())


def test_the_widget_s_name_and_version() -> None:
    assert (offer.NAME, offer.VERSION) == ("offer", 1)
