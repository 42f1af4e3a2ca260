"""The promise card."""

WHAT = "答应了哪一件事？"
WHAT_HINT = "一张卡只写一件，动词开头，写数额，末尾不用句号。"
WHAT_EXAMPLE = "退回安装费200元"
WHO = "谁来办？"
WHO_HINT = "写到人；别的部门办的，写部门和人。"
WHO_EXAMPLE = "财务小李"
BY = "哪天前办完？"
BY_HINT = "只写保证得了的那一天，先和办的人对过。"
CHANGE = "会晚、办不成，谁在什么时候先说？"
CHANGE_HINT = "写谁、哪天几点前打给用户，末尾不用句号。"
CHANGE_EXAMPLE = "我11月25日12点前打给您"
TAKE = "照“处理决定”填"
TAKEN = "已照答复稿填好，核对一遍"
NOTHING_TO_TAKE = "答复稿里还没有处理决定和办结日期"

CARD = "承诺卡"
PAPER = "写不满的，就是还没有谈清楚。"
ROWS = (
    ("work_order", "编号"),
    ("customer", "用户"),
    ("what", "答应的事"),
    ("who", "谁来办"),
    ("by", "哪天前办完"),
    ("change", "变了，谁先说"),
    ("next_contact", "哪天再联系用户"),
    ("staff", "谁盯，打哪个号码"),
)
LINE = "＿＿＿＿＿＿＿＿"
KEPT_WITH = "兑现的凭据：转账记录、签收单、照片"
MISSING = "还缺：{names}。"
LIST = "、"
VAGUE = "“{word}”看起来含糊，可以写：{instead}。"
PAST = "办完的日子已经过了，先给用户打电话。"
LATE_CONTACT = "再联系的日子晚于办完的日子：会晚的话，用户等到的是沉默。"

MESSAGE = "发给用户的话"
MESSAGE_HINT = "填了哪样写哪样，发之前念一遍。"
EMPTY = "先填答应的事和日子。"
COPY = "复制这段话"
PRINT = "打印这张卡"
KEEP = "记进承诺单"
KEPT = "已记进承诺单，到日子看一眼"
KEEP_FIRST = "先填答应的事，和一个存在的日子"
KEEP_TWICE = "这一条已经记过了"
ICS = "下载日历提醒（.ics）"
ICS_FIRST = "先填再联系的日子，或办完的日子"
FILE = "说清楚-承诺.ics"
CLEAR = "清空，写下一张"

ALL = "承诺单"
ALL_HINT = "这件案子里记下的承诺，别的工具记的也在。"
OF = "{by}前：{what}"
OF_UNDATED = "没有日子：{what}"
BY_WHOM = "（{who}）"
YES, NO, OPEN = "办到了", "没办到", "还没标"
MARK_YES, MARK_NO = "标：办到了", "标：没办到"
MARKED = "已标好，按“撤销”可以改回"

# the message to the user, one fact a sentence
SAY_HELLO = "{customer}您好。"
SAY_ME = "我是{staff_name}。"
SAY_ORDER = "您的事，编号{work_order}。"
SAY_WHAT = "答应您的是：{what}。"
SAY_WHO = "{who}来办。"
SAY_BY = "最晚{by}办完。"
SAY_CHANGE = "出了变化：{change}。"
SAY_NEXT = "{next_contact}我再联系您，有没有办完都联系。"
SAY_PHONE = "这之前有事，打{phone}。"
# the calendar
ICS_NEXT = "联系用户：{what}"
ICS_BY = "承诺到期：{what}"
