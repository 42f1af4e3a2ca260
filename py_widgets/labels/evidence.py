"""The claims and evidence widget."""

# a claim that a filled fact suggests: id, the sentence with the keys of the facts in it, what usually proves it
SUGGESTED = (
    ("paid", "{paid_date}付了{amount_paid}元", "付款凭证、扣款短信、账单截图"),
    ("item", "买的是{item}", "订单截图、商品页截图、合同、发票"),
    ("agreed", "约定{agreed_date}前办到", "写着日期的订单页、合同、聊天记录或短信"),
    ("received", "{received_date}签收", "物流截图、面单照片、取件短信"),
    ("fault", "故障是：{fault}", "故障视频、照片、检测单"),
    ("repair", "{repair_date}送修或报修，单号{repair_no}", "维修单、报修短信"),
    ("returned", "{returned_date}对方收到退货", "退货底单、物流截图"),
    ("refund", "{refund_asked_date}提出退款{refund_amount}元", "退款申请截图、聊天记录、付款凭证"),
    ("trade", "{trade_date}有一笔{disputed_amount}元有争议", "账单截图、扣款短信、小票或订单"),
    ("balance", "还剩{balance}元没有用", "余额截图、消费记录、合同、收据"),
    ("overdue", "{due_date}到期，逾期{amount_overdue}元", "账单截图、还款记录"),
    ("cause", "没能按时还，是因为：{cause}", "收入证明、停工或离职证明、医疗单据"),
    ("income", "现在每月收入{monthly_income}元", "收入证明、银行流水"),
    ("contact", "{last_contact_date}联系过客服，受理编号{ticket}", "通话记录截图、受理短信、聊天记录"),
    ("promise", "对方答应{promised_date}前办到：{promised}", "通话录音、聊天记录、短信"),
    ("collect", "{collect_time}催收时说：{collect_words}", "通话录音、通话记录截图、短信截图"),
    ("error", "记录有错：{error_detail}", "信用报告、结清证明、还款流水"),
    ("loss", "多花了{loss_amount}元：{loss_detail}", "发票、收据、付款凭证、车票"),
    ("effect", "造成的影响：{consequence}", "账单、收据、请假记录、照片"),
)  # fmt: skip
# a claim in the reader's own words: words in it, and the suggestion it is like
LIKE = (
    (("付款", "付了", "扣款"), "paid"), (("退货",), "returned"), (("退款",), "refund"), (("答应", "承诺"), "promise"),
    (("约定", "约好"), "agreed"), (("签收", "收到货"), "received"), (("故障", "坏", "破损"), "fault"), (("送修", "报修"), "repair"),
    (("联系", "客服", "投诉"), "contact"), (("催收",), "collect"), (("收入", "工资"), "income"), (("多花", "损失"), "loss"),
)  # fmt: skip
USUAL_OTHER = "写着日期和对方名字的书面材料；口头说的，先补一条书面确认"

# dates of the case that belong into the time line
FACT_DATES = (
    ("paid_date", "付款"), ("trade_date", "有争议的交易"), ("repair_date", "送修、报修"), ("received_date", "签收"), ("due_date", "到期日"),
    ("agreed_date", "约定办到的日子"), ("refund_asked_date", "提出退款"), ("returned_date", "对方收到退货"), ("served_date", "收到文书"),
)  # fmt: skip

KINDS = ("截图", "录音", "照片或视频", "付款凭证", "合同、单据", "信函、邮件", "其他")
EXTENSIONS = {"截图": "png", "录音": "m4a", "照片或视频": "jpg"}
EXTENSION = "pdf"

# claims
CLAIMS = "你要说的事，一条一条"
CLAIMS_HINT = "一条只写一件能查对的事：日期、金额、谁说了什么。"
SUGGEST = "按你填过的事实，可以写这几条"
TAKE = "写上"
CLAIM = "再写一条"
CLAIM_EXAMPLE = "约定2026年11月10日前送到"
ADD_CLAIM = "写上这一条"
CLAIM_NO = "第{n}条"
DROP_CLAIM = "删掉这一条"
STALE = "事实改过了，现在是“{text}”。"
STALE_GONE = "写这一条时用的事实，现在没有填。"
RENEW = "换成现在的"

# evidence
EVIDENCE = "手里的证据"
EVIDENCE_HINT = "一件证据一行；原件不删、不裁、不涂。"
TICKED = "话术里你勾过：{names}。"
TAKE_TICKED = "都列进来"
ADD_LEGEND = "再加一件"
NAME = "叫什么"
NAME_EXAMPLE = "聊天记录"
KIND = "哪一种"
DATE = "证据上的日期"
PROVES = "证明什么"
PROVES_EXAMPLE = "承诺11月10日前发货"
SOURCE = "从哪里来"
SOURCE_EXAMPLE = "平台聊天、发卡行短信"
PAGES = "几页、几张、几分钟"
FILE = "文件名"
ADD = "加上这一件"
ITEM = "证据{n}：{name}"
UNDATED = "没有日期"
DROP = "删掉这一件"
HASHED = "SHA-256：{sha256}"

# files
FILES = "给文件算指纹（SHA-256）"
FILES_HINT = (
    "可以不做。文件改一个字，指纹就变：以后能说明文件没有动过。"
    "文件只在这台设备上算，不上传，也不保存；记下的只有文件名和指纹。"
    "录像很大的话，手机可能算不出。"
)
CHOOSE = "选几个文件，一起列进来"
CHOOSE_ONE = "选它的文件"

# matrix
MATRIX = "哪件证据证明哪一条"
MATRIX_HINT = "一条一条看：有证据证明的，勾上。"
MATRIX_EMPTY = "写上一条、加上一件，这里就能对着勾。"
NO_ITEMS = "还没有证据可以勾。"
CLAIM_COLUMN = "要说的事"
GAP = "这一条还没有证据。通常能证明的：{usual}。"
GAPS = "{n}条还没有证据"
GAPS_HINT = "没有证据的，补上材料，或者先不写进信里；话术那里也会提醒你。"
NO_GAP = "每一条都有证据对着。"
UNUSED = "这几件还没有对上哪一条：{names}。"

# time line, names, index
TIMELINE = "时间线"
TIMELINE_EMPTY = "有日期的证据、联系记录和承诺，会按先后排在这里。"
TIMELINE_FACT = "{what}"
TIMELINE_ITEM = "证据{n}：{name}"
TIMELINE_PROVES = "，{proves}"
TIMELINE_MADE = "对方答应：{what}"
TIMELINE_UNTIL = "（{by}前）"
TIMELINE_BY = "约好办到的日子：{what}，{kept}"
KEPT = {"yes": "办到了", "no": "没有办到"}
KEPT_OPEN = "还没有记结果"
LOG_KINDS = {"call": "电话", "chat": "聊天", "email": "邮件", "letter": "信函", "note": "记事"}
LOG_OTHER = "联系"
LOG_STAFF = "，工号{staff}"
LOG_TICKET = "，受理编号{ticket}"
COLON = "："
COPY_TIMELINE = "复制时间线"
NAMES = "文件名照这个改"
NAMES_HINT = "日期、序号、种类、证明什么：按名字一排，就是时间顺序。改名不改内容，指纹不变。"
NAMES_EMPTY = "加上证据，这里就列出文件名。"
COPY_NAMES = "复制文件名"
NO_DATE = "无日期"
INDEX = "证据目录"
INDEX_COLUMNS = ("序号", "名称", "来源和日期", "证明什么", "页数、文件名", "SHA-256")
INDEX_HEAD = (("提交人", ("full_name",)), ("对方", ("company", "issuer")), ("编号", ("order_no", "contract_no", "ticket", "case_no")))
INDEX_DAY = "整理日期"
INDEX_SIGN = "提交人签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿"
INDEX_NOTE = "原件留在自己手里，交复印件；要核对原件时，当面看。"
PRINT_INDEX = "打印证据目录"
PRINT = "打印全部"
CLEAR = "全部清空"

# said
CLAIM_FIRST = "先写一条要说的事"
NAME_FIRST = "先写这件证据叫什么"
ADDED = "已加上"
TWICE = "这一条已经有了"
DROPPED = "已删掉，按“撤销”可以找回"
RENEWED = "已换成现在的"
HASH_DONE = "算好{n}个文件"
HASH_SAME = "，其中{n}个和上次一样"
HASH_CHANGED = "，{names}和上次不一样，文件可能改过"
HASH_FAILED = "，{n}个算不出来：文件太大，或这个浏览器不支持"
FULL = "最多列{most}件，多的没有列进来"
