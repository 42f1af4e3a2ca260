"""What is said of an answer or a sentence, and the words that are put into sentences."""

# an answer that cannot stand in a sentence
BAD_MONEY = "这里要写数字，单位是元，例如38000或38000.50。填的内容还在，改好后才会写进句子。"
BAD_DATE = "这个日期不存在，或者没选全。请选年、月、日。"
BAD_INTEGER = "这里要写整数，例如12。填的内容还在，改好后才会写进句子。"
BAD_DIGITS = "这里只写数字。填的内容还在，改好后才会写进句子。"
BAD_DIGITS_MAX = "这里只写数字，最多{max}位。填的内容还在，改好后才会写进句子。"
BAD_CHOICE = "这个选项已经没有了，请重新选。"
BAD_EMPTY = "这里没有能写进句子的字，请重新填。"
TOO_LONG = "最多{max}字，现在{length}字，请删短一些。"

# what a sentence waits for, and why it is weaker than written
INVALID = "{name}（要改）"
NOT_YET_DUE = "{name}（要早于今天）"
TODAY = "今天的日期"
WEAK_EXPIRED = "这条依据的核对日期已过，暂按“{strength}”写。"
WEAK_UNVERIFIED = "这条依据还没有核实，暂按“{strength}”写。"
WEAK_CAPPED = "这条依据只支持“{strength}”，按它写。"
HELD_EXPIRED = "这条依据的核对日期已过，先不写。"
HELD_UNVERIFIED = "这条依据还没有核实，先不写。"

# words inside the produced text
LIST = "、"
CITE_VERIFIED = "根据《{law}》{article}，"
CITE_CORROBORATED = "据公开转载的《{law}》，"
GENTLE = "平和"
FIRM = "坚定"
# the verb of an ask, gentle and firm
VERBS_ENTITLED = ("请", "我要求")
VERBS_NEGOTIABLE = ("想请", "我希望")
VERBS_REQUEST = ("麻烦", "我请求")
