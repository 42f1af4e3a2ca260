"""What each offer takes a month, as bars, with a line at what can be kept up: legible in black and white, and told by the table too."""

from __future__ import annotations

from decimal import Decimal

from .. import money
from ..labels import offer as labels
from ..markup import Markup, el
from .plan import Offer

WIDTH, LEFT, RIGHT = 320, 38, 74  # of the drawing, of the terms' column, of the amounts' column
TOP, ROW, BAR = 20, 24, 14


def chart(prefix: str, offers: tuple[Offer, ...]) -> Markup:
    """Return the drawing: a plain bar can be kept up, a hatched one cannot; without a known surplus no line is drawn."""
    left = offers[0].left
    most = max([offer.pays for offer in offers] + ([left] if left else []))
    height = TOP + ROW * len(offers) + 4

    def x(value: Decimal) -> str:
        return f"{LEFT + float(value) / float(most or 1) * (WIDTH - LEFT - RIGHT):.1f}"

    def bar(n: int, offer: Offer) -> Markup:
        over = offer.over is not None
        return el(
            "rect", class_="bar over" if over else "bar", x=LEFT, y=TOP + n * ROW, width=f"{float(x(offer.pays)) - LEFT:.1f}", height=BAR,
            fill=f"url(#{prefix}-hatch)" if over else None,
        ).close()  # fmt: skip

    def name(n: int, offer: Offer) -> list[Markup]:
        y = TOP + n * ROW + BAR - 3
        return [
            el("text", x=LEFT - 5, y=y, text_anchor="end")[labels.TERM_IS.format(n=offer.months)],
            el("text", x=f"{float(x(offer.pays)) + 4:.1f}", y=y)[money.show(offer.pays)],
        ]

    line: list[Markup] = []
    if left is not None and left > 0:
        at = float(x(left))
        anchor = "end" if at > WIDTH * 0.6 else "start"
        line = [
            el("line", class_="limit", x1=f"{at:.1f}", y1=TOP - 4, x2=f"{at:.1f}", y2=height - 2).close(),
            el("text", class_="limit-name", x=f"{at:.1f}", y=11, text_anchor=anchor)[labels.CHART_LINE.format(left=money.show(left))],
        ]
    return el("figure", class_="offer-chart")[
        el("svg", viewBox=f"0 0 {WIDTH} {height}", role="img", aria_label=labels.CHART, aria_describedby=f"{prefix}-table")[
            el("defs")[
                el("pattern", id=f"{prefix}-hatch", width=5, height=5, patternUnits="userSpaceOnUse", patternTransform="rotate(45)")[
                    el("rect", class_="hatch-ground", width=5, height=5).close(),
                    el("line", class_="hatch-line", x1=0, y1=0, x2=0, y2=5).close(),
                ]
            ],
            [bar(n, offer) for n, offer in enumerate(offers)],
            line,
            [name(n, offer) for n, offer in enumerate(offers)],
        ],
        el("figcaption", class_="hint")[labels.CHART_ALT],
    ]
