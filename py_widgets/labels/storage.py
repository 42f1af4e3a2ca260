"""The page about what is kept on this device."""

EXPORT = "导出全部记录"
IMPORT = "从文件读入"
WIPE = "清除本机记录"
WIPE_CONFIRM = "再按一次，就清除本站存在这台设备上的全部记录"
EXPORT_HINT = "存成一个文件，自己保管；里面有你填过的内容。"
IMPORT_HINT = "选择以前从本站导出的文件。"
WIPE_HINT = "清除后不能恢复，想留着就先导出。"
PASSPHRASE = "口令（可以不填）"
PASSPHRASE_HINT = "填了口令，导出的文件要用它才能打开；忘了就打不开，本站也没有。读入加了口令的文件，也填在这里。"
IMPORT_HOW = "文件里的案子，这里已经有了怎么办？"
IMPORT_HOWS = (
    ("merge", "合并：以文件为准，这里被换下的另存一份"),
    ("both", "都留：文件里的全部另开案子"),
    ("replace", "替换：先清空这里，只留文件里的"),
)
KEEP_NOTHING = "这是公用电脑，不留记录"
KEEP_NOTHING_HINT = "从现在起，填的内容只留到这个标签页关掉为止；以前留在这里的不会显示，也不会删除。"
KEEP_AGAIN = "回到平常，留在本机"
KEEP_AGAIN_HINT = "现在不留记录：关掉这个标签页，填的内容就没有了。下载的文件和浏览器的历史，要自己删。"
