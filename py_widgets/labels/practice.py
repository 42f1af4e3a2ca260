"""Practice: what stands on its controls, how a line is judged, and the poor lines it offers beside the good ones."""

CALLER, AGENT = "caller", "agent"
OTHER = {CALLER: "客服", AGENT: "用户"}

# before a round
INTRO = {
    CALLER: "选一个场景。客服说一句，你答一句，选的、自己写的都行。",
    AGENT: "选一个场景。用户说一句，你答一句，选的、自己写的都行。",
}
SCENES = "练哪一个场景？"
SCENE = "{name}，{n}轮"
SAMPLES = "只用例子，不用我填过的事实"
START = "开始练"
NO_SCENE = "这一页没有场景。"

# in a round
PLACE = "{name}，第{n}轮，共{total}轮"
SAYS = "{who}说：“{quote}”"
OWN = "或者自己写一句"
OWN_HINT = "写了就用你写的；电话里一句不超过25字，一口气说得完。"
SAY = "说出来"
NOTHING = "先选一句，或者自己写一句"
STOP = "到这里，看结果"
BACK = "回到选场景"
SAMPLE = "（例）"

# after a line
YOU_SAID = "你说：“{text}”"
POINTS = "这一句{points}分，满分3分。"
WELL = "做得好：{what}。"
CHANGE = "可以改一处：{what}。"
KEEP = "这样说就行，不用改。"
TRY = "可以换成：“{text}”"
NEXT, RESULT = "下一轮", "看结果"
REDO = "这一轮重说"
LIST = "、"

# what a line is held against: shown in this order
CRITERIA = {
    CALLER: (
        ("ask", "说出诉求，被挡回来再说一遍"),
        ("number", "问编号或工号"),
        ("date", "问到日期，或说出日期"),
        ("readback", "收尾复述一遍"),
    ),
    AGENT: (
        ("heard", "先接住一句"),
        ("decided", "说出查到的、决定的"),
        ("date", "给出日子"),
        ("contact", "说清找谁、怎么找到你"),
        ("readback", "收尾复述一遍"),
    ),
}
CALM = "句句平静，没有伤人和威胁的话"
PRAISE = {
    "ask": "说出了诉求",
    "number": "问了编号或工号",
    "date": "说到了日期",
    "readback": "复述了一遍，请对方核对",
    "heard": "先接住了一句",
    "decided": "说出了查到的、决定的",
    "contact": "说清了找谁、怎么找",
    "question": "问到了具体的一处",
    "fact": "说出了具体的数",
    "calm": "说得平静",
}
IDLE = {CALLER: "加一个问题，例如“哪天答复”“谁来办”", AGENT: "加一个日子，或者一个找得到你的号码"}
INSULT = "“{word}”换成事实，写清{instead}"
THREAT = "“{word}”听起来像威胁，换成{instead}"
VAGUE = "“{word}”太含糊，换成{instead}"
LONG = "有一句{n}字，分成两句，每句不超过25字"
DANGER = "先停一停：{instead}。"

# the result
RESULT_TITLE = "练习结果：{name}"
TOTAL = "{n}轮，一共{points}分，满分{full}分。"
DONE, ONCE, NOT_YET = "做到了（第{turns}轮）", "说了一次（第{turns}轮），再说一遍更稳", "这一次还没有"
CALM_DONE, CALM_NOT = "做到了", "第{turns}轮有一个词可以换"
BEST = "最好的一句"
PRACTISE = "拿去练熟的一句"
PRACTISE_HOW = "念出声三遍，念到不看稿也说得平。"
WHOLE = "整段对话"
PRINT_RESULT = "打印结果"
AGAIN, CHOOSE, UNDO = "再练一遍", "换一个场景", "撤销"
AGAIN_SAID = "从头再来，句子换了一批；按“撤销”回到刚才"
CHOOSE_SAID = "回到选场景；按“撤销”回到刚才"
UNDONE = "已恢复"

# the sheet for two
SHEET = "两个人练：对话单"
SHEET_HOW = {
    CALLER: "一个人扮客服，念粗体的那一句；你挑下面的一句答，念出声。标着“（例）”的是例子，换成自己的。",
    AGENT: "一个人扮用户，念粗体的那一句；你挑下面的一句答，念出声。标着“（例）”的是例子，换成这一件的。",
}
SHEET_COUNT = "{n}轮"
TICK = "念完，扮对方的人勾："
PRINT_SHEET = "打印对话单"

# plausible and poor: what people say in a hurry, and what it lacks
POOR = {
    CALLER: (
        ("好吧，那我再等等。", "接受了等待，没有问到哪一天"),
        ("你们尽快给我处理一下。", "“尽快”换成一个日期"),
        ("我不管，这是你们的事。", "换成一个问题：归谁办，哪天答复"),
        ("你们这不是骗子吗？", "“骗子”换成事实：说好什么、哪天没有做到"),
        ("我打了多次电话了，每次换一个人，说的都不一样，你们自己看着办。", "只说一件事：哪天打的，要什么"),
        ("再不处理我就曝光你们。", "“曝光”换成一个答复日期"),
        ("你们给个说法吧。", "“说法”换成要的结果：哪件事、哪天前"),
        ("算了，我自己想办法。", "先要编号和答复日期，再决定要不要算了"),
    ),
    AGENT: (
        ("请您先冷静一下。", "先接住他说的那件事，再往下说"),
        ("这是公司规定，我也没办法。", "说出理由，再说还能走哪条路"),
        ("我们会尽快给您处理的。", "“尽快”换成哪天前、由谁办"),
        ("这个不归我管，您打别的电话。", "替他找到人，说清谁哪天联系他"),
        ("上次不是我接的，我不清楚。", "说“我来查”，再给一个日子"),
        ("大概就这几天吧，您再等等。", "“大概”换成最晚哪一天"),
        ("您说的这个不可能。", "先听他说完，再说查到了什么"),
        ("已经给您反映了，有消息会通知您。", "说清反映给谁、哪天有消息"),
    ),
}
POOR_LAST = {
    CALLER: (
        ("没有了，谢谢，再见。", "挂断前复述一遍，要到编号和日期"),
        ("那你们看着办吧。", "说清哪件事、哪天前，请他核对"),
    ),
    AGENT: (
        ("好的，祝您生活愉快，再见。", "挂断前复述一遍：办什么、哪天前、找谁"),
        ("那就这样，有事再打来。", "说清打哪个号码、找谁"),
    ),
}
