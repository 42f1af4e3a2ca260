"""The deadlines widget."""

# choosing
HOW = "勾上你的期限，填起算日。起算那天不算，从第二天数起，数到最后一天；按小时的，从那一刻起算。"
SCENE = "你的事是哪一种？选了，它的期限排在最前。"
ALL_SCENES = "都看看"
SCENES = {
    "card-overdue": "信用卡逾期",
    "loan-overdue": "贷款还不上",
    "collection": "催收",
    "credit-record": "征信",
    "disputed-charge": "账单有误、盗刷",
    "court-papers": "收到法院文书",
    "late-order": "网购不到货",
    "parcel": "快递",
    "refund": "退货退款",
    "prepaid": "预付卡、会员",
    "telecom": "宽带、手机",
    "installation": "上门安装维修",
    "repair": "三包维修",
    "utilities": "水电燃物业",
}
MINE = "{scene}：常用的期限"
CHOSEN = "选了{n}条"
LIMITS = {"自然日": "{n}日（自然日）", "工作日": "{n}个工作日", "小时": "{n}小时", "月": "{n}个月", "年": "{n}年"}
THEIRS, YOURS = "轮到对方办", "轮到你办"
TURN = {"对方": THEIRS, "你": YOURS}
LATER = "对方说过要延长吗？"
NOT_LATER = "没有说过"
PAPER_DUE = "最后一天："

# what came of it
LIST = "按日子排好的"
LIST_JUMP = "排好了{n}个日子，去看"
LIST_EMPTY = "勾一条期限，填上起算日，最后一天就排在这里。"
DAY = "{date}（{weekday}）"
TIME = "{hour}点{minute:02}分"
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
WEEKEND = "周末"
LEFT, IS_TODAY, PASSED = "还有{n}天", "就是今天", "过了{n}天"
DUE = "最后一天：{day}"
DUE_REPRINT = "据公开转载的规定，最后一天：{day}"
DUE_DOUBT = "先记这一天：{day}"
REPRINT = "这条规定没有读到官方原文，以受理单位的答复为准。"
DOUBT = "这条规定过了复核日期，或者还没有核实，以受理单位的答复为准。"
NO_DAY = "还算不出最后一天"
NO_YEAR = "本站还没有{year}年的放假安排，这一条按工作日数，先不往下数，也不猜。安排公布后再来算，或问对方：“最后一天是几月几日？”"
NO_YEAR_BUT = "数到{day}，是第{n}个工作日。"
BAD_DATE = "这个日期不存在，或者没选全。年份写2000到2099之间。"
REST = "这天是{why}，办事的地方可能不开门，早一点办。"
THEN = "做什么：{then}"
LATER_DUE = "{when}：{day}"
COUNTING = "怎么数的：一天一天看"
COUNTED = {
    "自然日": "从{start}的第二天数起，{n}日，周末和放假都算。",
    "工作日": "从{start}的第二天数起，{n}个工作日，周末和放假不算，调休上班的周末算。",
    "小时": "从{start}起，过{n}小时。",
    "月": "从{start}起，到{n}个月后的同一日；那个月没有这一日的，到月底。",
    "年": "从{start}起，到{n}年后的同一日；那个月没有这一日的，到月底。",
}
STEP = {"自然日": "第{n}天", "工作日": "第{n}天", "月": "满{n}个月", "年": "满{n}年"}
STEP_DAY = "{month}月{day}日{weekday}"
STEP_YEAR = "{year}年{month}月{day}日"
SKIPPED = "不算：{why}"
SWAPPED = "（调休上班）"
MESSAGE = "到时候说的话"
MISSING = "还缺{names}，这一句先不写。"
HELD = "依据要复核，这一句先不写。"
COPY = "复制这些话"
NOTHING_TO_COPY = "还没有写好的句子，先填几项"
FACT = "依据"
FACT_LAW = "《{law}》{article}"
FACT_CHECKED = "{checked}核对"
FACT_CORROBORATED = "按公开转载核对，没有读到官方原文"
FACT_UNVERIFIED = "还没有核实"
FACT_EXPIRED = "应在{review}前复核，已经过期"

# what the other side promised
PROMISES = "对方答应的日子"
PROMISE_WHAT = "答应办什么？"
PROMISE_WHAT_HINT = "例：回电答复"
PROMISE_BY = "答应哪天前办到？"
PROMISE_WHO = "谁答应的？"
PROMISE_WHO_HINT = "例：客服0168，可以空着"
PROMISE_ADD = "记下这个日子"
PROMISE_NEEDS_WHAT = "先写对方答应办什么"
PROMISE_NEEDS_DAY = "先选答应的日期"
PROMISE_ADDED = "记下了"
PROMISE = "对方答应：{what}"
PROMISE_BY_WHOM = "对方答应：{what}（{who}）"
PROMISE_THEN = "看办到没有；没办到，第二天打过去，问原因和新的日期，请对方书面确认。"
PROMISE_TEXT = "您好，{by}前要{what}，现在还没有办到。请问是什么原因，新的日期是哪天？"
KEPT = {"yes": "办到了", "no": "没办到"}
REOPEN = "改回没有结果"
DROP = "删掉"
DROPPED = "已删掉，按“撤销”可以找回"
FROM_SCRIPT = "你在话术里填的"

# actions
TO_CALENDAR = "放进日历"
ALL_TO_CALENDAR = "全部放进日历（.ics）"
CALENDAR_HINT = "下载一个.ics文件，用手机或电脑的日历打开；前一天9点提醒你。"
NOTHING_AHEAD = "没有还没到的日子可以放进日历"
CALENDAR_FILE = "说清楚-期限.ics"
EVENT_TITLE = "{title}：最后一天"
EVENT_TEXT = "到期要说的话："
EVENT_FACT = "依据：{fact}。"
EVENT_END = "由“说清楚”算出，不是法律意见。"
PRINT = "打印这些日子"
CLEAR = "全部清空"
CLEARED = "已清空，按“撤销”可以找回"
UNDO = "撤销"
UNDONE = "已恢复"
