"""The masking widget."""

TEXT = "要发的文字"
TEXT_HINT = "贴在这里，只在这个页面里看：不保存，不发出去，关掉页面就没有了。"
TEXT_EXAMPLE = "@示例公司客服 您好，订单号2026110112345……"
MORE = "还要遮哪些词？一行一个"
MORE_HINT = "写名字、昵称、小区、单位：没填过的，它认不出来。这里也不保存。"
MORE_EXAMPLE = "快递员张师傅"
OWN_USED = "你填过的这些也会找：{names}。"
OWN_NONE = "你还没有填过姓名、地址和各种编号，它只能按样子找。"
LIST = "、"
CLEAR = "清空"
TOO_LONG = "有{length}字，一次最多看{longest}字，请分几次贴。"

FOUND = "找到{n}处"
FOUND_HINT = "都先打上码；要留着的，勾“不遮”。"
NONE = "没有找到要遮的。没有找到，不等于没有，请再看一遍下面的“它认不出”。"
EMPTY = "贴上文字，这里就列出找到的，再给你看打码前和打码后。"
KEEP = "不遮"
TIMES = "{kind}“{shown}”，{n}处"
ONCE = "{kind}“{shown}”"
BECOMES = "改成“{covered}”"
KINDS = {
    "identity": "身份证号", "card": "像银行卡号", "mobile": "手机号", "phone": "固定电话", "email": "邮箱", "plate": "车牌",
    "address": "地址", "code": "编号、账号", "series": "一长串数字", "own.more": "你写的词",
}  # fmt: skip
BEFORE = "打码前"
AFTER = "打码后"
COPY = "复制打码后的文字"

MISSES = "它认不出，要自己看"
MISSED = (
    "图片、截图里的字，头像，人脸，车牌照片",
    "录音、视频里的声音和画面",
    "没有写过的名字、昵称、单位、小区",
    "二维码、条形码",
    "几句话连起来，能猜出是谁的细节",
)
MAY_MISS = "它按样子找，会漏，也会多遮。发出去之前，自己从头读一遍。"
