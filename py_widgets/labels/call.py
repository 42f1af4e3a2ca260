"""The call screen."""

# the desk
INTRO = "电话接通后按“接通了”，念一句，按一次。"
NO_SCRIPT = "这一页没有电话话术，只有下面的记录表。"
WITHHELD = "还有{n}句缺事实，没有列进来：在上面的话术里填好就有。"
STAGES = "走到哪一步"
READ_BACK = "复述"
PLACE = "{stage}，{n}/{total}"
ANSWER = "答话"
ANSWERING = "对方说“{quote}”"
SAID_AT = "{time}说过"
HEARD = "对方刚才说"
NO_ANSWER = "记下了。这句的答话缺事实，先回到原来那句"
PREVIOUS = "上一句"
NEXT = "下一句"
SKIP = "先不说"
SAY = "说了，下一句"
START = "接通了"
RETURN = "回到原来那句"
END = "挂断了"
ENDED = "{start}到{end}的通话，记下{n}条。"
ENDED_SAID = "通话记好了，确认消息在下面"
AGAIN = "再打一通"
UNDO = "撤销"
UNDONE = "已撤销"

# what is written down
NOTES = "边听边记"
WHO, STAFF, TICKET, PROMISED, BY = "对方怎么称呼？", "工号是多少？", "这一次的受理编号？", "对方答应办什么？", "哪天前办到？"
UNHEARD, REFUSED, NO_PROMISE, TAKE_BACK = "没有听清", "对方不肯给", "没有答应", "不选"
KEEP_PROMISE = "记下这个承诺"
PROMISE_KEPT = "承诺记下了，可以再记一个"
PROMISE_EMPTY = "先写对方答应办什么"
OTHER_WORDS = "对方说了别的？写原话"
KEEP_WORDS = "记下这句"
WORDS_EMPTY = "先写对方说了什么"

# the log
LOG = "这一通的记录"
STARTED_AT, ENDED_AT = "电话接通", "挂断"
ME, THEM, THEY_PROMISE = "我说：", "对方说：", "对方答应："
QUOTE = "“{text}”"
FIX, FIXING, FIXED, REMOVE = "改", "改这一条", "改好了", "删"
OF = "{label}：{what}"
REMOVED = "已删除，按“撤销”可以找回"

# the facts of the case
ADOPT = "换成这一次的"
ADOPT_HINT = "事实单里还是上一次联系的情况，上面的话术照它写。换成这一次的，会改：{names}。"
ADOPTED = "已换成这一次的，按“撤销”可以找回"
RECORD = {
    "last_contact_date": "上次联系日期", "agent_no": "客服工号", "promised": "对方承诺", "promised_date": "承诺日期", "ticket": "受理编号",
}  # fmt: skip

# the card that reads back
BACK_START = "我复述一遍，您听对不对。"
BACK_WHO = "您是{who}。"
BACK_STAFF = "您的工号是{staff}。"
BACK_TICKET = "受理编号是{ticket}。"
BACK_HEARD = "您说：{text}。"
BACK_PROMISE = "您答应：{what}，{date}前办到。"
BACK_PROMISE_UNDATED = "您答应：{what}，日期还没有说。"
BACK_MISSING = "还没有记下：{names}。先问一句，再复述。"
BACK_EMPTY = "还没有记下什么，记几样再复述。"
NAMES = {"agent_no": "工号", "ticket": "受理编号", "promised": "对方的承诺", "promised_date": "办到的日期"}

# the confirmation
CONFIRM = "确认消息：准备好了，由你自己发"
CONFIRM_HINT = "只有你按过的句子和填过的事实；发之前看一遍。"
SMS, CHAT, MAIL = "短信", "聊天", "邮件"
LENGTH = "{n}字"
HELLO = "您好，把刚才通话的内容发来核对。"
HELLO_NAMED = "您好，我是{name}，把刚才通话的内容发来核对。"
I_AM = "我是{name}。"
GREETING = "您好。"
TO = "{company}："
REF = "{name}：{value}。"
WHEN = "通话时间：{date}{start}到{end}。"
WHEN_OPEN = "通话时间：{date}{start}。"
MAIL_WHEN = "{date}{start}，我和贵方客服通过电话。"
SHORT_WHEN = "{date}{start}通话。"
AGENT = "接听的客服：{who}。"
AGENT_STAFF = "接听的客服：{who}，工号{staff}。"
STAFF_ONLY = "接听的客服工号：{staff}。"
TICKET_IS = "受理编号：{ticket}。"
STAFF_NOT = {"refused": "对方未提供工号。", "unheard": "工号没有听清，请补上。", "": "工号没有记下，请补上。"}
TICKET_NOT = {"refused": "对方未提供受理编号。", "unheard": "受理编号没有听清，请补上。", "": "受理编号没有记下，请补上。"}
ASKED = "我提出：{text}"
ANSWERED = "贵方答复：“{text}”。"
PROMISE = "贵方答应：{what}，{date}前办到。"
PROMISE_NOT = {
    "refused": "贵方答应：{what}；对方未提供办到的日期。",
    "unheard": "贵方答应：{what}；日期没有听清，请补上。",
    "": "贵方答应：{what}；日期没有记下，请补上。",
}
NO_PROMISES = "这一次，贵方没有答应办什么。"
CLOSING = "以上如有误，请指正。"
MAIL_SUBJECT = "请确认{date}的通话内容"
MAIL_SUBJECT_UNDATED = "请确认通话内容"
MAIL_CLOSING = "请贵方回信确认以上内容，或指出不一致的地方。"
CONTACT = "联系方式：{contact}。"
COPY = "复制"
PRINT = "打印"
DOWNLOAD_TEXT = "下载文本（.txt）"
DOWNLOAD_MAIL = "下载邮件（.eml）"
TEXT_FILE = "说清楚-通话确认-{name}.txt"
MAIL_FILE = "说清楚-通话确认.eml"
LOG_FILE = "说清楚-通话记录.txt"

# the sheet of paper
PAPER = "纸上记：空白记录表"
PRINT_PAPER = "打印记录表"
PAPER_HEAD = ("时间", "谁说的", "说了什么，照原话")
PAPER_CALL = ("日期", "开始", "结束", "打的号码")
