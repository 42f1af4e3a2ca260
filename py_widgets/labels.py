"""Every control label the widgets show, in one place: another language is a translation of this module.

Guidance text lives in `docs/`; here stands only what is written on controls and in messages about them.
"""


class Runtime:
    """Said around every island, whichever widget it is."""

    BOOTING = "正在准备…"
    FAILED = "自动整理没有启动：勾选、填写、打印照常能用，已填的内容还在。"
    RETRY = "重试"
    NO_STORAGE = "这台设备的浏览器不让网页存东西：关掉页面后，填的内容就没有了。"
    SET_ASIDE = "上次保存的内容读不出来，已另存在本机，没有删除。现在从空白开始。"
    NEWER = "上次保存的内容来自更新的版本，已另存在本机，没有删除。刷新页面可能就好。"
    COPIED = "已复制"
    COPY_FAILED = "浏览器不让复制，请长按选中文字再复制"
    WIPED = "本机记录已清除"
    EXPORTED = "文件已生成，请看浏览器的下载"
    IMPORTED = "已读入，本机原有的同名记录另存了一份"
    IMPORT_FAILED = "这个文件不是从本站导出的，没有读入，原有内容没有变"


class Checklist:
    """The checklist widget."""

    PROGRESS = "已完成{done}项，共{total}项"
    ALL_DONE = "都准备好了"
    NOT_APPLICABLE = "与我无关"
    NOTE = "备注"
    NOTE_HINT = "例如：放在哪里、还差什么"
    MORE = "为什么、举例"
    ONLY_LEFT = "只看没做的"
    NOTHING_LEFT = "没有剩下的了。"
    CLEAR = "全部清空"
    CLEARED = "已清空"
    UNDO = "撤销"
    UNDONE = "已恢复"
    PRINT = "打印清单"
    EMPTY = "这张清单还没有条目。"


class Storage:
    """The page about what is kept on this device."""

    EXPORT = "导出全部记录"
    IMPORT = "从文件读入"
    WIPE = "清除本机记录"
    WIPE_CONFIRM = "再按一次，就清除本站存在这台设备上的全部记录"
    EXPORT_HINT = "存成一个文件，自己保管；里面有你填过的内容。"
    IMPORT_HINT = "选择以前从本站导出的文件。"
    WIPE_HINT = "清除后不能恢复，想留着就先导出。"


class Script:
    """The script widget."""

    # fact sheet
    PROGRESS = "已填{done}项，共{total}项"
    EXAMPLE = "例：{example}"
    NO_CHOICE = "不选"
    CLEAR = "全部清空"
    CLEARED = "已清空，按“撤销”可以找回"
    UNDO = "撤销"
    UNDONE = "已恢复"
    BAD_MONEY = "这里要写数字，单位是元，例如38000或38000.50。填的内容还在，改好后才会写进句子。"
    BAD_DATE = "这个日期不存在，或者没选全。请选年、月、日。"
    BAD_INTEGER = "这里要写整数，例如12。填的内容还在，改好后才会写进句子。"
    BAD_DIGITS = "这里只写数字。填的内容还在，改好后才会写进句子。"
    BAD_DIGITS_MAX = "这里只写数字，最多{max}位。填的内容还在，改好后才会写进句子。"
    BAD_CHOICE = "这个选项已经没有了，请重新选。"
    BAD_EMPTY = "这里没有能写进句子的字，请重新填。"
    TOO_LONG = "最多{max}字，现在{length}字，请删短一些。"

    # warnings
    WARNINGS = "发出去之前，看看这几处"
    NO_ASK = "还没有明确的诉求：填好诉求那一栏，写清楚要对方做什么。"
    NO_DATE = "文字里还没有日期：填上到期日，或者希望对方答复的日期。"
    AT = "“{where}”里"
    IN_TEXT = "文字里"
    INSULT = "有“{word}”，容易让谈话停下来。{instead}"
    THREAT = "有“{word}”，像在威胁对方，可能反过来对你不利。{instead}"
    DANGER = "有“{word}”。人平安最要紧：{instead}"
    VAGUE = "有“{word}”，对方听不出是多少、哪天。{instead}"
    INSTEAD = "可以写：{instead}"
    INSTEAD_DELETE = "可以删掉。"
    IDENTITY = "有完整的身份证号{number}。"
    CARD = "有像银行卡号的一串数字{number}，一般只要后四位。"
    MOBILE = "有手机号{number}，确认要让对方看到再留着。"
    MASK = "打码"
    MASKED = "已打码，按“撤销”可以找回"
    LONG_SENTENCE = "这句有{length}字，{channel}里一句最好不超过{limit}字：“{start}”。"
    LONG_BODY = "{channel}一共{length}字，最好不超过{limit}字。"
    LONG_PART = "“{part}”有{length}字，最多{limit}字，多出的可能填不进去。"
    NOT_IN_FACTS = "事实单里没有“{shown}”，核对一下，或者补到事实单里。"
    STILL_OLD = "这里还是旧的：{label}写着“{old}”，事实单里现在是“{new}”。"
    STILL_OLD_GONE = "这里还是旧的：{label}写着“{old}”，事实单里已经没有了。"

    # outputs
    BLANK_HINT = "填上面的表，或者直接填句子里的空，能用的句子就会写出来。"
    COUNT_BLANK = "共{total}句"
    COUNT_READY = "写好{ready}句"
    COUNT_WITHHELD = "还缺{withheld}句"
    COUNT_WARNINGS = "{n}处提醒"
    COUNT_EDITED = "手改过"
    WITHHELD = "还缺{n}句：填上空格，就会写进去"
    MISSING = "缺：{names}"
    INVALID = "{name}（要改）"
    NOT_YET_DUE = "{name}（要早于今天）"
    TODAY = "今天的日期"
    USE_LINE = "用这句"
    EMPTY_PART = "这一段还没有能用的句子。"
    COUNTER = "{length} / {limit}"
    BEHIND = "依据"
    ANSWER = "{label}：{value}"
    FACT = "《{law}》{version}{article}"
    FACT_VERSION = "（{version}）"
    FACT_SINCE = "{since}起施行"
    FACT_CHECKED = "{checked}核对"
    FACT_CORROBORATED = "按公开转载核对，没有读到官方原文"
    FACT_UNVERIFIED = "还没有核实"
    WEAK_EXPIRED = "这条依据的核对日期已过，暂按“{strength}”写。"
    WEAK_UNVERIFIED = "这条依据还没有核实，暂按“{strength}”写。"
    WEAK_CAPPED = "这条依据只支持“{strength}”，按它写。"
    HELD_EXPIRED = "这条依据的核对日期已过，先不写。"
    HELD_UNVERIFIED = "这条依据还没有核实，先不写。"
    NO_CHANNELS = "这里还没有话术。"
    COPY_ALL = "复制全部"
    COPY_PART = "复制这一段"
    NOTHING_TO_COPY = "还没有写好的句子，先填几项"
    EDIT = "改文字"
    EDITING = "改{channel}的文字"
    EDIT_STARTED = "可以改了，改过的文字会留着"
    DISCARD = "恢复自动生成"
    DISCARDED = "已恢复自动生成的文字，按“撤销”可以找回手改的"
    PRINT = "打印"
    DOWNLOAD_TEXT = "下载文本（.txt）"
    DOWNLOAD_MAIL = "下载邮件（.eml）"
    TEXT_FILE = "说清楚-{channel}.txt"
    MAIL_FILE = "说清楚-邮件.eml"

    # words inside the produced text
    COLON = "："
    LIST = "、"
    SUBJECT = "主题"
    ASK_PART = "诉求"
    CITE_VERIFIED = "根据《{law}》{article}，"
    CITE_CORROBORATED = "据公开转载的《{law}》，"
    GENTLE = "平和"
    FIRM = "坚定"
    # the verb of an ask, gentle and firm
    VERBS_ENTITLED = ("请", "我要求")
    VERBS_NEGOTIABLE = ("想请", "我希望")
    VERBS_REQUEST = ("麻烦", "我请求")
