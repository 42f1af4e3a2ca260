"""Run inside Pyodide: use whatever the widgets use, and report the library files that this took.

Not imported by the build; `rehearse.mjs` hands its text to Pyodide. It imports nothing at the top that it would then find in use.
"""

from typing import Any


def play(step: Any, name: str, example: Any) -> str:
    """Take one example of the widget called `name` through its messages and return the last HTML.

    Raises RuntimeError when the runtime answers with an error.
    """
    import json

    state, html = None, ""
    hydrate = {"type": "hydrate", "values": example.values, "today": example.today}
    for msg in (None, hydrate, *({"today": example.today, **msg} for msg in example.msgs)):
        request = {"island": "rehearsal", "gen": 0, "widget": name, "props": example.props, "state": state, "msg": msg}
        reply = json.loads(step(json.dumps(request)))
        if "error" in reply:
            raise RuntimeError(f"{name}, {example.say}: {reply['error']}")
        state, html = reply["state"], reply["html"]
    return str(html)


def mail() -> str:
    """Return the file of a message with Chinese in subject and body, longer than a line."""
    from py_widgets.eml import draft

    return str(draft("关于信用卡逾期还款的协商请求：请在十五日内书面答复 =?utf-8?q?x?=", "您好：\n\n请书面答复。\n" * 40))


def library_files() -> list[str]:
    """Return the paths inside python_stdlib.zip from which a module was loaded; frozen modules name one but do not need it."""
    import sys

    library = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip/"
    specs = [s for m in list(sys.modules.values()) if (s := getattr(m, "__spec__", None))]
    origins = [str(s.origin) for s in specs if type(s.loader).__name__ == "zipimporter"]
    return sorted({o.removeprefix(library).removesuffix("c") for o in origins if o.startswith(library)})


def rehearse(argument: str) -> str:
    """Import the modules named in `argument` (a JSON list), play every example, write a mail.

    Returns JSON: `files` of the library that were loaded, `magic` of its bytecode (hex), `output`: the mail, and each example's HTML.
    """
    import importlib.util
    import json
    import sys

    for name in json.loads(argument):
        importlib.import_module(name)
    step = sys.modules["py_widgets.runtime"].step
    output = [mail()]
    for name, module in sorted(sys.modules.items()):
        if name == f"py_widgets.{getattr(module, 'NAME', None)}":
            output += [play(step, module.NAME, example) for example in module.EXAMPLES]
    return json.dumps({"files": library_files(), "magic": importlib.util.MAGIC_NUMBER.hex(), "output": output})
