"""The reply checker."""

REPLY = "把要发的答复贴在这里，或直接写"
REPLY_HINT = "只在这台设备上检查，不发送，也不替你改。"
OUTCOME = "你的决定是哪一种？"
OUTCOME_HINT = "选了，才知道要查哪几样。"
OUTCOMES = (
    ("accepted", "同意"),
    ("partly", "一部分同意"),
    ("refused", "不同意"),
    ("not_ours", "不归我们管"),
    ("need_more", "还差材料或核实"),
)
FACTS = "填几格事实，下面的例句就写全（和答复稿、承诺卡共用）"

PARTS = "这几样，写了没有"
PARTS_PAPER = "贴上答复就自动对；在纸上，拿着答复一样一样勾。"
FOR = "要有它的决定：{decisions}"
LIST = "、"
SUMMARY = "看起来写了{have}样，没看到{lack}样。"
SUMMARY_OPEN = "先选一种决定；现在只查每一种都要有的几样：看起来写了{have}样，没看到{lack}样。"
SUMMARY_NOTES = "有{n}句可以再看看。"
SUMMARY_CLEAN = "没有找到含糊或伤人的话。"
HAVE = "看起来写了"
LACK = "看起来没有写"
AT = "第{number}句“{quote}”"
TRY = "可以写："
FIT = "照查到的事实改，不真的不写。"

NOTES = "这几句，再看看"
VAGUE = "“{word}”，用户还要问：{heard}"
HEARD = "“{word}”，用户听到的是：{heard}"
WORD = "“{word}”看起来含糊，可以写：{instead}。"
INSULT = "“{word}”会伤人，换成事实：谁、哪天、做了什么。"
THREAT = "“{word}”听起来像威胁，删掉。"
RULE = "“{word}”，看起来没有写是哪一条。写出文件的名字和那一句话，或者写事实。"
UNDATED = "看起来答应了，没有写哪天。"
DANGER = "“{word}”：有人可能有危险。先处理人：请他打12356；有即时危险，打110；有人受伤，打120。再谈文字。"
IDENTITY = "有完整的身份证号{number}，一般用不着。"
CARD = "有像银行卡号的一串数字{number}，一般只要后四位。"
MOBILE = "有手机号{number}，确认要写再留着。"
ABSENT = "填的{name}是{value}，答复里没有看到这一天。"
MASK = "把号码都打码"
MASKED = "已打码，按“撤销”可以找回"
LIMITS = "它按词来找，会漏，也会认错。发出去以前，自己再念一遍。"

COPY = "复制答复"
COPY_SAY = "复制这句"
NOTHING = "还没有答复，先贴上来"
CLEAR = "清空答复"
PRINT = "打印"
