"""What a reply seems to say, and which of its sentences a reader would have to ask about again.

Words are looked for as they stand; nothing is understood. The words come with the props (docs/_data/reply_parts.yml,
definite.yml, wording.yml); here stand only the shapes of dates, promises and unnamed rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import masking
from ..formats import day, half_width
from ..textcheck import clean, find_words, one_line
from ..widget import Props

MOST = 60
"""Remarks of one text; more would bury the rest."""
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")
_N = "[0-9〇零一二三四五六七八九十两]"
_DATE = re.compile(
    rf"{_N}{{1,3}}月{_N}{{1,3}}[日号]?|[0-9]{{4}}[-./年][0-9]{{1,2}}[-./月][0-9]{{1,2}}|{_N}{{1,3}}[日号](?!常|程)|[今明后当]天|周[一二三四五六日天]"
    rf"|{_N}{{1,4}}个?(?:小时|分钟|天|周|星期|月|工作日|自然日)(?:之?内|以?后|前)?|{_N}{{1,3}}[点:]"
)
_DAY = re.compile(rf"{_N}{{1,3}}月{_N}{{1,3}}|[0-9]{{4}}[-./年][0-9]{{1,2}}[-./月][0-9]{{1,2}}|{_N}{{1,3}}[日号](?!常|程)|{_N}{{1,3}}[点:]")
_PROMISE = re.compile(
    r"(?:(?<![不机社议])会(?![员议影])|将(?!就)|马上|立即|立刻|随后|稍后|尽快|负责|给您|为您|帮您)[^，,。；;：:]{0,12}?"
    r"(?P<verb>联系|答复|回复|回电|打给|打电话|告诉|告知|通知|反馈|跟进|处理|解决|办理|办好|办完|退|赔|补偿|安排|核实|上门|发货|补发|寄|到账|修好|更正)"
)
_CONTACT = frozenset({"联系", "答复", "回复", "回电", "打给", "打电话", "告诉", "告知", "通知", "反馈", "跟进"})
_DONE = re.compile(r"已|刚[刚才]|了$|过了")
_CLAUSE = re.compile(r"[^，,：:]+")
_RULE = re.compile(
    r"(?:按照?|依照|依据|根据|这?是)(?:我们|我司|我行|公司|平台|国家|行业|内部|现行|相关|有关|的){0,3}(?:规定|政策|制度|规则|流程|要求)"
)
_NAMED = re.compile(r"《|第[0-9一二三四五六七八九十百]+[条款项]|合同|条款|服务承诺|公告")
_QUOTE = 28


@dataclass(frozen=True)
class Found:
    """A part of the reply; `number` is the sentence that seems to say it (from 1), 0 when none does."""

    part: Props
    number: int


@dataclass(frozen=True)
class Remark:
    """One thing about a sentence: `kind` is rewrite, word, insult, threat, danger, rule, undated or a number's kind.

    `word` is what was found, `about` what goes with it, `line` the index of the rewrite whose sentence helps (-1 for none).
    """

    kind: str
    word: str
    about: str = ""
    line: int = -1


@dataclass(frozen=True)
class Note:
    """A sentence (number from 1, as it stands) with its remarks."""

    number: int
    quote: str
    remarks: tuple[Remark, ...]

    @property
    def urgent(self) -> bool:
        """Return whether somebody may be in danger: said before anything else."""
        return any(r.kind == "danger" for r in self.remarks)


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` with their stops, cleaned, in order."""
    return [s for found in _SENTENCE.finditer(clean(text)) if (s := found[0].strip())]


def quote(sentence: str) -> str:
    """Return enough of a sentence to find it."""
    plain = one_line(sentence).rstrip("。！？!?；;")
    return plain if len(plain) <= _QUOTE else plain[:_QUOTE] + "…"


def has_date(sentence: str) -> bool:
    """Return whether a day, a clock time or a number of days or hours stands in the sentence."""
    return _DATE.search(half_width(sentence)) is not None


def wanted(parts: Iterable[Props], outcome: str, outcomes: Sequence[str]) -> list[Props]:
    """Return the parts a reply with this decision has to have; without one, those of every decision."""
    return [p for p in parts if (outcome in p["decisions"] if outcome else len(p["decisions"]) == len(outcomes))]


def find_parts(parts: Iterable[Props], said: Sequence[str]) -> list[Found]:
    """Return for each part the first sentence that seems to say it."""
    return [Found(part, next((n for n, s in enumerate(said, 1) if _says(part, s)), 0)) for part in parts]


def _says(part: Props, sentence: str) -> bool:
    """Return whether a clause has one of the part's words and none that speak against it; the date may stand in another clause."""
    if part["date"] and not has_date(sentence):
        return False
    clauses = _CLAUSE.findall(half_width(sentence))
    return any(any(cue in c for cue in part["cues"]) and not any(word in c for word in part["unless"]) for c in clauses)


def notes(said: Sequence[str], rewrites: Sequence[Props], wording: Iterable[Props]) -> list[Note]:
    """Return the sentences that may be asked about again, in order, those with somebody in danger first; at most `MOST`."""
    words = list(wording)
    found = []
    for number, sentence in enumerate(said, 1):
        if remarks := tuple(_remarks(sentence, rewrites, words)):
            found.append(Note(number, quote(sentence), remarks))
            if len(found) == MOST:
                break
    return sorted(found, key=lambda note: not note.urgent)


def _remarks(sentence: str, rewrites: Sequence[Props], wording: Iterable[Props]) -> list[Remark]:
    plain = half_width(sentence)
    hits = _rewrites(plain, rewrites)
    exact = _DAY.search(plain) is not None
    remarks = [Remark("rewrite", plain[s:e], rewrites[n]["heard"], n) for s, e, n in hits if not (exact and rewrites[n]["date"])]
    covered = "\n".join(plain[start:end] for start, end, _ in hits)
    for word in find_words(plain, wording):
        if word.word not in covered:
            remarks.append(Remark("word" if word.kind == "vague" else word.kind, word.word, word.instead))
    rule = None if _NAMED.search(plain) else _RULE.search(plain)
    if rule and all(end <= rule.start() or rule.end() <= start for start, end, _ in hits):
        remarks.append(Remark("rule", rule[0]))
    if verb := undated(sentence):
        remarks.append(Remark("undated", verb, "next" if verb in _CONTACT else "done_by"))
    remarks += [Remark(f.kind, masking.mask(f.number)) for f in masking.find(sentence)]
    return sorted(remarks, key=lambda r: r.kind != "danger")


def _rewrites(plain: str, rewrites: Sequence[Props]) -> list[tuple[int, int, int]]:
    """Return where the words of the rewrites stand, the longest where two meet, each rewrite once."""
    spans = [(plain.find(w), n, len(w)) for n, row in enumerate(rewrites) for w in map(half_width, row["find"]) if w in plain]
    kept: list[tuple[int, int, int]] = []
    for start, n, size in sorted(spans, key=lambda span: (-span[2], span[0], span[1])):
        end = start + size
        if all(end <= s or e <= start for s, e, _ in kept) and all(n != other for *_, other in kept):
            kept.append((start, end, n))
    return sorted(kept)


def undated(sentence: str) -> str:
    """Return the verb of a promise that names no day, "" when there is none: questions and what is done already promise nothing."""
    plain = half_width(sentence)
    if plain.rstrip().endswith("?") or has_date(plain):
        return ""
    for clause in _CLAUSE.finditer(plain):
        said = clause[0].rstrip("。！!；; \n")
        if (found := _PROMISE.search(said)) and not _DONE.search(said):
            return found["verb"]
    return ""


def absent(text: str, iso: str) -> bool:
    """Return whether a day that was filled in stands nowhere in the text, neither in Chinese nor in digits."""
    found = day(iso)
    if found is None or not text.strip():
        return False
    month, at = found.month, found.day
    shapes = rf"(?<![0-9])0?{month}(?:月|[-./])0?{at}(?![0-9])"
    return re.search(shapes, half_width(text).replace(" ", "")) is None
