"""What a court takes for a claim of money, in yuan, by decimal arithmetic. Source of every rule: facts F20 and H16."""

from __future__ import annotations

from decimal import Decimal

from .money import cents

_BANDS = (
    (10_000, Decimal(0), 50),
    (100_000, Decimal("0.025"), -200),
    (200_000, Decimal("0.02"), 300),
    (500_000, Decimal("0.015"), 1300),
    (1_000_000, Decimal("0.01"), 3800),
)
"""Up to an amount: the rate, and what is added (fact H16)."""


def court_fee(claim: Decimal) -> Decimal | None:
    """Return the fee of a suit for `claim` yuan; None for a claim of nothing or beyond what the fact covers (1 million)."""
    if claim <= 0:
        return None
    return next((cents(claim * rate + more) for limit, rate, more in _BANDS if claim <= limit), None)


def halved(fee: Decimal) -> Decimal:
    """Return the fee of a simplified, mediated or withdrawn suit: half, and only once (fact F20)."""
    return cents(fee / 2)


def order_fee(fee: Decimal) -> Decimal:
    """Return the fee of a payment order: a third of the fee that is not halved (fact H16)."""
    return cents(fee / 3)
