"""The repayment offer widget."""

# what is asked
DEBT = "这笔账"
BUDGET = "每月的收入和支出"
CONTRACT = "合约上的数"
PLANS = "能留出多少，几期还得起"
PICK = "选一个，写进话术"
AGREED = "对方说的，写清了没有"
EXAMPLE = "例：{example}"
YUAN = "元"
OWED = "欠款总额"
MORE_THAN_OWED = "逾期的比欠款总额还多，核对一下。"
NO_CHOICE = "不选"

NEEDS = (
    ("rent", "房租、房贷"),
    ("food", "吃饭、日用"),
    ("medical", "看病、买药"),
    ("children", "孩子、老人"),
    ("other_need", "水电、交通、其他必需"),
)
NEEDS_TITLE = "每月必需的支出"
NEEDS_HINT = "没有这一项就写0；空着的不减，下面会列出来。"
OTHER_DEBTS = "别的欠款每月要还多少？"
MARGIN = "每月留多少应急？"
MARGIN_HINT = "留多少由你定，不想留就写0。"

CHARGE = "分期期间，对方说怎么收费？"
CHARGES = (
    ("none", "不收利息和费用"),
    ("interest", "按日利率收利息"),
    ("fee", "每期收手续费"),
    ("both", "利息和手续费都收"),
    ("unknown", "还不知道"),
)
DAILY_RATE = "合约上的日利率是多少？"
DAILY_RATE_HINT = "看合约或账单，写百分数，例如写成0.0X%；写万分之几也行。"
DAILY_RATE_MEANS = "单利年化{rate}（日利率乘365）。"
DAILY_RATE_HIGH = "每天超过1%，看看是不是把年利率写在了这里。"
FEE = "每期手续费是多少？"
FEE_HINT = "写元，或者写欠款总额的百分数，带上%。"
LEAST = "账单上的最低还款额是多少？"
PAID = "这一期已经还了多少？"
PENALTY_RATE = "合约上的违约金比例是多少？"
PENALTY_RATE_HINT = "写百分数，乘的是最低还款额里没有还的部分。"
PENALTY_FLOOR = "合约上的违约金最少收多少？"
PERCENT = "%"
USUAL = "常见值，未必适用你"
USUAL_NOTE = "只供对照，本页不拿它们计算；以你的合约为准。"
USUAL_EXPIRED = "这条的核对日期已过，先不列。"
CHECKED = "{checked}核对"

# what is wrong with an answer
BAD_MONEY = "这里要写数字，单位是元，例如3600或3600.50。填的内容还在，改好后才会计算。"
BAD_RATE = "这里要写百分数，只写数字和%。填的内容还在，改好后才会计算。"
BAD_FEE = "这里要写元数，或者带%的百分数。填的内容还在，改好后才会计算。"
BAD_DATE = "这个日期不存在，或者没选全。请选年、月、日。"
FAR_DATE = "这一天早于今天，或者离今天超过1年，先不用它计算。"
BAD_PERIODS = "这里要写1到{most}的整数。"

# what can be kept up
SURPLUS = "每月能留出"
SURPLUS_IS = "每月能留出{left}元"
INCOME = "月收入"
NEEDS_NAME = "必需支出"
DEBTS_NAME = "别的欠款"
MARGIN_NAME = "应急"
SUM = "{name}{value}"
LESS = " − "
MINUS = "−"
EQUALS = " = "
SKIPPED = "空着没有减的：{names}。"
NONE_LEFT = "按你填的数，收入减去支出，每月还差{short}元。"
NOTHING_LEFT = "按你填的数，收入减去支出，正好没有剩下的。"
NONE_LEFT_SAYS = "这只说明：现在报哪一种分期，都要从这些支出里挤，报了也难还满。"
NONE_LEFT_DO = "可以先谈这两样：说明困难，请对方登记；暂缓还款，约定哪天再联系。"
NONE_LEFT_CALL = ("拿不准怎么办，打", "12348", "，公共法律服务热线。")
PAUSE_ASK = "暂缓还款，登记我的困难，约定再联系的日期"

# the plans
TERM = "期数"
TERM_IS = "{n}期"
PAYS = "每期要还"
PAYS_BARE = "每期要还（只算本金）"
EXTRA = "一共多付"
RATE = "年化"
FITS = "每月够不够"
FITS_YES = "余{spare}"
FITS_NO = "差{short}"
MISSING = "还缺：{names}"
INVALID = "{name}（要改）"
COLON = "："
LIST = "、"
PLANS_CAPTION = "几种期数各要还多少（元）"
ROUNDING = "每个数四舍五入到分；最后一期补足前面的零头。"
COUNTED_FROM = "从{start}算起，第一笔{first}，以后每月同一天。"
COUNTED_BY_MONTH = "没有可用的首次还款日，按下个月同一天还第一笔来算。"
TOTAL_FROM = "以欠款总额为本金，一天一天计利息；结果是估算，以合约和账单为准。"
XIRR_MEANS = "年化按XIRR算：把每一笔还款按日期折算成一年的成本，手续费也算在内。"
SHORTEST = "每月还{left}元，最少要{n}期，能还清。"
NEVER = "每月还{left}元，{most}期以内还不清，要谈的是减免、停收费用，或者先暂缓。"
LONGEST = "最长5年，按月还就是{most}期。"
ENOUGH = "够"
OVER = "超出"
CHART = "每期要还的钱和每月能留出的钱"
CHART_ALT = "条形图，数字和上面的表相同。"
CHART_LINE = "能留出{left}"
WAIT = "谈成之前，每拖30天"
WAIT_INTEREST = "粗算利息{interest}元（欠款总额 × 日利率 × 30天）"
WAIT_PENALTY = "违约金{penalty}元（照你填的合约公式，按这一期算）"
NO_INTEREST_ON_PENALTY = "违约金上再收利息，可以问清依据："
SHOW_RATE = "只告诉你日利率的，可以请对方说年化："

# into the script
PICK_FIRST = "写进话术的方案"
PICK_SECOND = "备选（对方不同意时）"
WRITE = "写进话术"
WRITE_PAUSE = "把“先暂缓”写进话术"
WRITTEN = "已写进话术：{names}。按“撤销”可以退回"
WRITE_NOTHING = "先选一个方案"
NOT_WRITTEN = "每月能还没有写：{why}"
WRITE_OVER = "这一种每月比能留出的多{short}元，写进去之前再想一想。"
WRITE_HINT = "写进下面这几格，别的页面的话术用的是同一份；写完还能改。"
STRENGTH_CARD = "信用卡谈个性化分期，是“{strength}”：发卡行可以同意，也可以不同意。"
STRENGTH_LOAN = "贷款谈展期或重新约定，是“{strength}”：贷款人同意才算数。"
WEAK = "这条依据{why}，暂按“{strength}”写。"
WHY_EXPIRED = "的核对日期已过"
WHY_UNVERIFIED = "还没有核实"
ASK_CARD = "办理个性化分期"
ASK_PLAIN = "办理分期还款"
ASK_EXTEND = "办理展期，按月分期还清"
ASK_LOAN = "重新约定还款计划，按月分期还清"
ASK_CHARGES = {
    "none": "，期间不收利息和手续费",
    "interest": "，写明期间的日利率",
    "fee": "，写明每期手续费",
    "both": "，写明期间的日利率和手续费",
}
ASK_UNKNOWN = "，先写明期间收不收利息和手续费"
FALLBACK = "分{n}期还，每期还{pays}元"
FALLBACK_BARE = "分{n}期还，每期还本金{pays}元"

# what the other side said
SAID = "说了"
UNSAID = "没说"
UNCLEAR = "不清楚"
ANSWERS = (("said", SAID), ("unsaid", UNSAID), ("unclear", UNCLEAR))
NOTE = "他怎么说的"
AGREED_CARD = "信用卡的个性化分期协议，要写明六项："
AGREED_RECORD = "电话里谈成的，另看录音："
AGREED_LOAN = "贷款没有这六项的规定，下面几样照样值得问清，只是请求。"
ITEMS = (
    ("structure", "欠款结构：本金、利息、违约金各多少", "说明本金、利息、违约金和其他费用各是多少。", "D02"),
    ("plan", "还款计划：分几期，每期多少，哪天还", "说明分几期、每期还多少、每月哪天还。", "D02"),
    ("charges", "费用：收不收年费、利息和其他费用", "说明分期期间收不收年费、利息和其他费用，各是多少。", "D02"),
    ("no_cards", "承诺：结清之前，不再申领任何银行的信用卡", "说明结清之前不再申领信用卡的承诺怎么写。", "D02"),
    ("duties", "双方的权利和义务", "说明双方的权利和义务有哪些。", "D02"),
    ("breach", "违约责任：没有照协议还会怎样", "说明没有照协议还的后果是什么。", "D02"),
    ("record", "录音：电话里谈成的，银行留存录音到结清", "确认这次通话的录音会留存到结清。", "D03"),
)
"""Key, what must be settled, the question for it after its verb, and the fact it rests on (six of D02, one of D03)."""
CARD_ONLY = ("no_cards", "record")
QUESTIONS = "还没说清的：{n}样"
QUESTIONS_NONE = "还没有要问的：在上面逐项选“说了、没说、不清楚”。"
QUESTIONS_DONE = "这几样都说了。请对方写成书面的，再决定同不同意。"
NOT_LOOKED = "还有{n}样没有核对。"
QUESTIONS_LEAD = "还有下面几样没有说清，请逐项答复："
QUESTION_WITH_NOTE = "{question}（上次的说法：{note}）"
CITED = "{citation}协议要写明这些内容。"
COPY_QUESTIONS = "复制要问的话"

PRINT = "打印方案"
CLEAR = "清空本页填的"
CLEAR_HINT = "话术里也用的那几格不清空。"
CLEARED = "已清空，按“撤销”可以找回"
UNDO = "撤销"
UNDONE = "已恢复"
NUMBERS = "用到的数"
RATE_USED = "日利率{rate}%"
FEE_USED = "每期手续费{fee}元"
NO_RATE = "算不出"
