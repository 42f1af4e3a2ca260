"""What the small forms share."""

EXAMPLE = "例：{example}"
NO_CHOICE = "不选"
CLEARED = "已清空，按“撤销”可以找回"
UNDO = "撤销"
UNDONE = "已恢复"
BAD_DATE = "这个日期不存在，或者没选全。请选年、月、日。"
BAD_MONEY = "这里要写数字，单位是元，例如120或12.50。填的内容还在，改好后才会算进去。"
