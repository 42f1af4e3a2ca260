"""The next-step widget: its questions, what may be answered, and what is said about a rung."""

# the questions
UNKNOWN = "我不知道"
MATTER = "是哪一种事？"
MATTER_HINT = "一次只看一件。"
TRIED = "已经做过哪些？"
TRIED_HINT = "都没有就空着。"
TRIED_OPTIONS = (
    ("phone", "打过电话"),
    ("chat", "聊过在线客服"),
    ("written", "发过邮件、信或表单"),
    ("complaint", "登记成了投诉（征信：提了异议）"),
    ("platform", "请平台介入过"),
    ("review", "申请过上级核查"),
    ("demand", "发过书面催告"),
)
ANSWER = "对方怎么答的？"
ANSWERS = (
    ("nothing", "没有答复"),
    ("promise", "答应了，还没办到"),
    ("partly", "只同意一部分"),
    ("refused", "不同意"),
    ("decision", "给了书面的决定，我不同意"),
)
# what the produced text says of it
ANSWER_SAID = {
    "nothing": "到现在，我没有收到答复。",
    "promise": "答应的日期已经过了，事情还没有办到。",
    "partly": "对方只同意了一部分。",
    "refused": "对方不同意我的要求。",
    "decision": "对方给了书面的决定，我不同意。",
}
ELSEWHERE = "同一件事，已经在别处受理了吗？"
ELSEWHERES = (
    ("none", "没有"),
    ("market", "12315"),
    ("association", "消费者协会"),
    ("agency", "别的部门（12378、12363、邮政、电信等）"),
    ("mediation", "调解组织"),
    ("court", "法院或仲裁"),
)
ENDED = "已经有了结果，还是没有解决"
PAPERS = "收到过法院或律师的文书吗？"
PAPER_OPTIONS = (("none", "没有"), ("letter", "律师函"), ("order", "支付令"), ("suit", "起诉状、传票"), ("judgment", "判决书"))
THREAT = "有人威胁我、跟踪我、堵门或闯进家里"
THREAT_LEGEND = "有没有危险？"
WHEN = "什么时候？"
COMPLAINED_ON = "哪天登记成投诉的？"
COMPLAINED_ON_HINT = "不记得就空着，按上次联系的日期算；征信写提异议的那天。"
DECIDED_ON = "哪天收到对方的决定？"
DECIDED_ON_HINT = "没有决定就空着。"
SHEET = "写文字用的事实（填几项写几句）"
EXAMPLE = "例：{example}"
CLEAR = "清空上面的选择"
CLEARED = "已清空，按“撤销”可以找回；填的事实没有动"
UNDO = "撤销"
UNDONE = "已恢复"
PRINT = "打印这一页结果"

# the result
ALL = "全部台阶：先选上面第一题，这里就只留你的那几级"
FOR_ALL = "每一种事"
FOR_UNKNOWN = "不知道是哪种事"
FIRST = "先走这一步"
OPEN = "现在也能走"
EARLY = "现在能走，建议晚一步"
WAITING = "正在等"
LATER = "还没到"
CLOSED = "走不了、走过了"
SHORT = {"open": "能走", "early": "建议晚一步", "waiting": "等", "later": "还没到", "closed": "走不了", "passed": "走过了"}
FROM = "{date}起"
UNTIL = "等到{date}"
BEST_FROM = "建议{date}起"
LAST_DAY = "最晚{date}"
PAST_DAY = "算下来{date}已经过了：{say}"
LACKING = "日期算不出，缺：{names}。"
BEFORE = "先要有这一步：{say}"
BEFORE_ANY = "满足一条就能走："
WHY_FIRST = "前面没有空着的台阶，这一步现在能走。"
WHY_DANGER = "人平安最要紧，其他都往后放。"
WHY_WAITING = "这一步已经走了，期限还没到；到{date}没有消息，带着编号催一次，再走下一级。"
WHY_WAITING_OPEN = "这一步已经走了，还没有答复的日期；打回去问一个日期，记下来。"
WHY_EARLY = "没有更前面能走的台阶；这一步不是不能走，只是多半会让你先找前一级。"
WHY_PASSED = "已经走过了，往下看下一级。"
WHY_PASSED_DUE = "已经走过了，期限到{date}为止。"
IF_TODAY = "今天交上去，按期限最晚到{date}：{say}"
NO_CALENDAR = "工作日算不到：{year}年的放假安排还没有公布。"
APPROXIMATE = "登记投诉的日期没填，按上次联系的日期算；登记得更早的，日子会更早。"
TWICE = "同一件争议已经在别处受理：先等它的结果，不要同时再投；投之前问一句“归你们受理吗”。"
FUTURE = "“{name}”在今天之后，核对一下。"
BAD_DATE = "“{name}”读不出来，按没填算。"
DANGER = "有人威胁你：先离开，打110。下面的台阶都可以晚一点。"
DOES = "做什么"
HAVE = "手里要有"
GOT = "已填"
LACK = "还没填"
COST = "要花"
CANNOT = "做不了"
NOTES = "先知道"
OPENS = "什么时候能走"
CLOSES = "期限"
TEXT = "交上去的文字"
TEXT_CHASE = "到期去问的文字"
CHASE_OPEN = "您好，我来问一件已经登记的事。"
CHASE_ASK = "请告诉我办到哪一步，哪天有结果。"
TEXT_BLANK = "还没有写好的句子：往上填几项事实。"
MISSING = "没写进去的句子缺：{names}"
COPY = "复制这段文字"
NOTHING_TO_COPY = "还没有写好的句子，先填几项"
PAGE = "看这一级怎么走"
BEHIND = "依据"
KINDS = "管哪些事"
DOORS = "走错的门"
DOOR = "{door}：{why}"
FEE_COURT = "按填的金额{amount}元，案件受理费{fee}元，减半是{half}元。"
FEE_HALF = "按填的金额{amount}元，受理费减半是{half}元，不减半是{fee}元。"
FEE_ORDER = "按填的金额{amount}元，支付令的申请费大约{order}元。"
FEE_NONE = "填上金额，这里就算出来。"
FEE_BEYOND = "超过100万元的，本站不算，问受理的法院。"
FACT = "《{law}》{version}{article}。{rule}"
FACT_VERSION = "（{version}）"
FACT_COPIED = "据公开转载的《{law}》。{rule}"
FACT_UNVERIFIED = "尚未核实。{rule}"
FACT_EXPIRED = "核对日期已过，以官方文本和办理机关的答复为准。"
LIST = "、"
