"""The compensation sheet."""

ROW = "第{n}项"
ROW_SAID = "第{n}项：{item}"
ITEM = "用户提的是哪一项？"
ITEM_HINT = "一项一格，不写总数。"
ITEM_EXAMPLE = "两次打车回家等"
AMOUNT = "多少钱？"
AMOUNT_HINT = "不是钱的（延保、赠品）空着，写进上一格。"
YUAN = "元"
EVIDENCE = "凭据是什么？"
EVIDENCE_EXAMPLE = "行程单2张"
CLASS = "归哪一栏？"
LOSS, GOODWILL, NOT_OURS = "损失", "善意", "不属于我们"
CLASSES = (
    ("loss", "损失：因我们而起，真的花了"),
    ("goodwill", "善意：没有票据，但他受了委屈"),
    ("not_ours", "不属于我们：规则不支持，或和这件事无关"),
)
REASON = "理由是什么？"
REASON_HINT = "写规则或事实，末尾不用句号。"
REASON_EXAMPLE = "两次派单都漏了单元号"
APPROVAL = "谁能定？"
APPROVALS = (("own", "在我的权限内"), ("given", "已经批了"), ("wanted", "还要请示"))
WHO = "谁批、哪天批？"
WHO_EXAMPLE = "当班主管，11月23日"
EMPTY_ROW = "清空这一项"
MORE = "写满一项，就会多出一项，最多{most}项。"
COMMON = "写给用户时还要用的"

TOTALS = "三栏各是多少"
TOTAL = "{name}：{amount}元"
TOTAL_WANTED = "其中还要请示的{amount}元"
ASKED = "用户一共提了{amount}元，归了栏的{sorted}元。"
NONE = "还没有写。"

RECORD = "记进工单的"
RECORD_HEAD = "补偿工作表"
RECORD_ORDER = "编号{work_order}"
RECORD_ROW = "{n}. {what}"
RECORD_ODD = "金额读不出来：{raw}"
RECORD_EVIDENCE = "凭据：{evidence}"
RECORD_NO_EVIDENCE = "没有凭据"
RECORD_REASON = "理由：{reason}"
RECORD_APPROVAL = {"own": "在权限内", "given": "已批", "wanted": "要请示", "": "谁批还没写"}
RECORD_WHO = "（{who}）"
RECORD_SUM = "{name}小计{amount}元"
RECORD_UNSORTED = "还没归栏"
BLANK_ROWS = (
    "项目＿＿＿＿＿＿，＿＿＿元，凭据＿＿＿＿＿＿",
    "归哪一栏：□ 损失 □ 善意 □ 不属于我们",
    "理由＿＿＿＿＿＿＿＿＿＿，谁批、哪天批＿＿＿＿＿＿",
)

MESSAGE = "写给用户的"
MESSAGE_HINT = "先写损失。没有理由的、没有人批的，不写进去。"
MESSAGE_EMPTY = "还没有能写给用户的一项。"
SAY_HELLO = "{customer}您好。"
SAY_LOSS = "因为这件事您多花的，我们赔："
SAY_LOSS_SUM = "这几项一共{amount}元。"
SAY_GOODWILL = "另外，为耽误您道歉，我们加上："
SAY_ROW = "{n}. {what}，因为{reason}。"
SAY_ROW_BARE = "{n}. {what}。"
SAY_WANTED = "这几项要请示，我现在定不了："
SAY_WANTED_BY = "{next_contact}前，有没有批都告诉您。"
SAY_NOT_OURS = "这几项不能赔，理由写在后面："
SAY_NOT_OURS_ROW = "{n}. {what}，{reason}。"
SAY_WAYS = "您不同意的话，还可以：{other_ways}。"
SAY_BY = "能赔的，最晚{done_by}办完。"
SAY_PHONE = "有事打{phone}。"
WHAT = "{item}{amount}元"

CAUTIONS = "看看这几处"
NO_CLASS = "{row}还没归栏。"
NO_REASON = "{row}还没有理由，先不写给用户。"
NO_EVIDENCE = "{row}没有凭据；凭一句说明就赔的，写“用户说明”。"
NO_APPROVAL = "{row}还没选谁能定，先不写给用户。"
NO_AMOUNT = "{row}是损失，却没有写多少钱。"
ODD_AMOUNT = "{row}的金额读不出来，先不算，也不写给用户。"
EMPTY_REASON = "{row}的“{word}”不是理由，写哪一条规则或哪一个事实。"
NOT_REASONS = ("按规定", "公司规定", "考虑到您的情况", "特殊情况")
NO_DAY = "还没写哪天前办完：谈妥当天启动，写一个保证得了的日子。"
NO_WAYS = "有一项不赔，还没写别的路。"
NO_NEXT = "有一项要请示，还没写哪天答复用户。"

COPY_RECORD = "复制工单文字"
COPY_MESSAGE = "复制给用户的话"
PRINT = "打印工作表"
USE = "写进答复稿的“补偿内容”"
USED = "已写进答复稿的“补偿内容”，按“撤销”可以改回"
NOTHING_TO_USE = "还没有定下来的损失或善意"
CLEAR = "全部清空"
LIST = "、"
COMMA, SEMICOLON, COLON, STOP = "，", "；", "：", "。"
