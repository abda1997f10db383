"""The workbook for raising money: plans compared, people to ask, accounts."""

from __future__ import annotations

from publisher.workbooks.plan import TICK, Book, Column, Field, Formula, Sheet, Sum, product, total, total_where
from publisher.workbooks.reaching import hint
from publisher.workbooks.words import Words

ASKED = 3  # people asked for each gift
LINES = 40


def fundraising(words: Words) -> Book:
    """What is left of each plan, also for each hour; how many people to ask for gifts; the accounts with what is left."""
    return Book(words.title, [_plans(words), _gifts(words), _accounts(words)])


def _plans(words: Words) -> Sheet:
    _, heads, (purpose, sum_, by, two) = words.gettext, words.head("plans"), words.head("ours")
    keys = ("people", "hours", "in", "costs")
    rows = [
        {"plan": row[0], "also": row[7]} | dict(zip(keys, numbers[1:5], strict=True))
        for row, numbers in zip(words.rows("plans"), words.numbers("plans"), strict=True)
    ]
    left = Formula("{in}-SUM({costs})", lambda here: here["in"] - (here.costs or 0), "in")
    per_hour = Formula("IF({hours}>0,{left}/{hours},0)", lambda here: here.left / here.hours if here.hours else 0, "in hours")
    missing = Formula("MAX(0,{sum}-{together})", lambda here: max(0, here.sum - here.together), "sum")
    chosen = {name: total_where("chosen", TICK, name) for name in ("hours", "in", "costs", "left")}
    return Sheet(
        "plans",
        words.title,
        [
            Column("plan", heads[0], width=30),
            Column("people", heads[1], "count", 10),
            Column("hours", heads[2], "number", 12),
            Column("in", heads[3], "money", 12),
            Column("costs", heads[4], "money", 12),
            Column("left", heads[5], "money", 12, left),
            Column("per_hour", heads[6], "money", 14, per_hour),
            Column("also", heads[7], width=22),
            Column("chosen", _("Chosen"), width=10, choices=[TICK]),
        ],
        fields=[
            Field("purpose", purpose),
            Field("sum", sum_, "money"),
            Field("by", by, "date"),
            Field("two", two),
            Field("missing", _("Still missing after the chosen plans"), "money", formula=missing),
        ],
        rows=rows,
        blank=4,
        sums=[Sum("together", _("The chosen plans together"), chosen)],
        hint=hint(words),
        notes=[_("The figures are guesses. Put in your own, and tick what you choose with %(sign)s.") % {"sign": TICK}],
        wide=True,
    )


def _gifts(words: Words) -> Sheet:
    heads, (*gifts, _sums), (*_gifts, together) = words.head("gifts"), words.numbers("gifts"), words.rows("gifts")
    ask = Formula(f"{{number}}*{ASKED}", lambda here: here.number * ASKED, "number")
    return Sheet(
        "gifts",
        words.heading("gifts-title"),
        [
            Column("gift", heads[0], "money", 24),
            Column("number", heads[1], "count", 16),
            Column("ask", heads[2], "count", 16, ask),
            Column("sum", heads[3], "money", 16, product("gift number")),
        ],
        rows=[{"gift": gift, "number": number} for gift, number, *_rest in gifts],
        blank=5,
        sums=[Sum("together", together[0], {name: total(name) for name in ("number", "ask", "sum")})],
        hint=hint(words),
    )


def _accounts(words: Words) -> Sheet:
    heads = words.head("accounts")
    left = Formula(
        'IF(AND({in}="",{out}=""),"",SUM({in:above})-SUM({out:above}))',
        lambda here: "" if here["in"] == "" == here.out else sum(v or 0 for v in here.above("in")) - sum(v or 0 for v in here.above("out")),
    )
    kinds = {"date": ("date", 18), "what": ("text", 36), "in": ("money", 12), "out": ("money", 12), "left": ("money", 14), "paper": ("text", 12), "signed": ("text", 24)}
    columns = [Column(key, head, kind, width, left if key == "left" else None) for (key, (kind, width)), head in zip(kinds.items(), heads, strict=True)]
    return Sheet("accounts", words.heading("accounts-title"), columns, blank=LINES, hint=hint(words), wide=True)
