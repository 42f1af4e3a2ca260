"""The “is it worth it” widget."""

CLAIM = "你要的是多少钱？"
CLAIM_HINT = "写能要到的数，不写气话。"
CLAIM_FROM = "没填，就用已经填过的“{name}”{amount}元；要改，填上面。"
HOUR = "你的一小时值多少钱？"
HOUR_HINT = "可以用到手工资除以每月工作的小时；不愿算就空着，只比钱。"
CHANCE = "你觉得要得到的机会？"
CHANCE_HINT = "用你自己的话选，再写百分之几；写得出理由才算数。"
CHANCES = (("low", "低"), ("half", "一半"), ("high", "高"))
PERCENT = "你说的这个，是百分之几？"
PERCENT_HINT = "0到100的数；选“一半”又空着，就按50算。"
PERCENT_EXAMPLE = "例：60"
UNKNOWN = "我不知道"
STEPS = "再走哪几步？每一步再花多少"
STEPS_HINT = "打勾的才算；小时和钱都写你自己估的，空着按没填，不算进去。"
STEP_NAMES = (
    ("write", "再写一次：聊天、邮件、催告信"),
    ("office", "找平台、部门或消协"),
    ("mediate", "调解"),
    ("order", "申请支付令"),
    ("small", "小额诉讼、简易程序"),
    ("sue", "普通程序起诉"),
)
TAKE = "算这一步"
HOURS = "小时"
COST = "花的钱（快递、车费、打印）"
YUAN = "元"
CLEAR = "全部清空"
CLEARED = "已清空，按“撤销”可以找回"
UNDO = "撤销"
UNDONE = "已恢复"
PRINT = "打印"
BAD_MONEY = "这里要写数字，单位是元，例如1299或1299.50。"
BAD_HOURS = "这里写小时，例如4或1.5。"
BAD_PERCENT = "这里写0到100的数，例如60。"

RESULT = "算出来的数"
NOTHING = "填上要多少钱、机会百分之几，再勾几步，这里就算出来。"
GAIN = "大约能拿回"
GAIN_HOW = "{claim}元×{chance}＝{gain}元"
TIME = "时间的钱"
TIME_HOW = "{hours}小时×{hour}元＝{time}元"
TIME_ONLY = "{hours}小时（没填一小时值多少，不折成钱）"
MONEY = "要花的钱"
MONEY_HOW = "{cost}元，加法院的费用{fee}元＝{money}元"
MONEY_NO_FEE = "{money}元，法院的费用另算"
TOTAL = "一共要花"
TOTAL_HOW = "{total}元"
DIFFERENCE = "大约能拿回，减去一共要花"
DIFFERENCE_HOW = "{difference}元"
EVEN = "刚好打平的机会"
EVEN_HOW = "{even}：一共要花的，除以你要的钱。"
EVEN_NEVER = "一共要花的，比你要的钱还多。"
LACK_CLAIM = "没填要多少钱，能拿回多少算不出。"
LACK_CHANCE = "没填机会，能拿回多少算不出。"
LACK_STEP = "还没有勾一步，花多少算不出。"
LACK_FEE = "法院的费用没有算进去：{names}。相减的数、打平的机会，先不算。"
LACK_HOURS = "这几步没填小时，时间没有算进去：{names}。"
EACH = "每一步再添多少"
STEP_ADDS = "{name}：法院的费用{fee}，这一步再花{adds}元，一路加起来{so_far}元。"
STEP_EVEN = "机会多{even}，才抵得上这一步。"
FEE_NONE = "0元"
FEE_UNKNOWN = "算不出（没填要多少钱）"
FEE_BEYOND = "算不出（超过100万元，问受理的法院）"
FEE_NOTE = "受理费按规定的公式算，简易、调解、撤诉减半，只减一次；支付令是未减半金额的三分之一；小额诉讼收多少，请以受理法院的答复为准。"
FEE_WHO = "原则上由败诉的一方负担，支付令被异议终结的由申请人负担；这里先全算作你花的。"
ROUGH = "机会是你自己估的，“大约能拿回”只是比较用的数，不是会到手的钱。"
FACT_EXPIRED = "算费用的依据过了核对日期，请以受理法院的答复为准。"
QUESTIONS = "看着这些数，问自己三句"
ASKED = (
    "除了钱，我在意的是什么？写一行。",
    "再花这些小时，我要放下哪件事？",
    "到哪一天、出现什么结果，我就停，或者走下一步？",
)
