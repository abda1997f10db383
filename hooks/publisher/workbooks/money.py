"""Workbooks for deciding about money: participatory budgeting, and the tour planner with its cities, hosts and days."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.data.records import Tour
from publisher.workbooks.plan import Book, Column, Field, Formula, Mark, Sheet, Sum, Value, product, text, total, total_where
from publisher.workbooks.reaching import hint, late, source
from publisher.workbooks.values import Here
from publisher.workbooks.words import Words

PROJECTS = 20
EXAMPLE_SUM = 10_000  # of the page's example, whose projects stand in its table
CALENDAR = {"decide": -70, "asking": -42, "count": -14, "call": 10, "meeting": 28, "test": 90}  # days from the training
GO, VISIT = 8, 5  # the sums from which the trainers go, or one of them visits first
BUDGET_EXAMPLE = {"trainers": 2, "cities": 2, "hours": 8, "wage": 15, "prepare": 2, "travel": 4, "follow": 4, "minders": 2}


def participatory_budgeting(words: Words) -> Book:
    """Projects in any order, and the result: by votes, with those that fit, and a line where the money ends."""
    _ = words.gettext
    rows = [
        {"project": row[0], "once": numbers[1], "votes": numbers[2]}
        for row, numbers in zip(words.rows("example"), words.numbers("example"), strict=True)
    ]
    return Book(
        words.title,
        [
            _projects(words, "projects", words.title),
            _result(words, "result", _("Result"), "projects"),
            _projects(words, "example", _("Example"), rows, EXAMPLE_SUM),
            _result(words, "shown", _("Result of the example"), "example"),
        ],
    )


def _projects(words: Words, key: str, name: str, rows: list[Mapping[str, Value]] = (), sum_: Value = "") -> Sheet:
    _, heads = words.gettext, words.head("projects")
    rank = Formula(
        'COUNTIF({votes:all},">"&{votes})+COUNTIF({votes:above},{votes})',
        lambda here: sum(votes != "" and votes > here.votes for votes in here.all("votes")) + here.above("votes").count(here.votes),
        "project votes",
    )
    return Sheet(
        key,
        name,
        [
            Column("project", heads[0], width=34),
            Column("affected", heads[1], width=24),
            Column("who", heads[2], width=24),
            Column("once", heads[3], "money", 14),
            Column("yearly", heads[4], "money", 14),
            Column("votes", heads[5], "count", 10),
            Column("rank", _("Rank"), "count", 10, rank),
        ],
        fields=[Field("sum", _("Sum to share out"), "money", sum_)],
        rows=rows,
        blank=PROJECTS - len(rows),
        sums=[Sum("together", _("Together"), {name: total(name) for name in ("once", "yearly", "votes")})],
        hint=hint(words),
        notes=[_("The sheet with the result sorts by votes. With the same number of votes, the upper project comes first.")],
        wide=True,
    )


def _result(words: Words, key: str, name: str, of: str) -> Sheet:
    """A project that does not fit any more is passed over, as the page says."""
    _, heads = words.gettext, words.head("projects")
    within, out = _("Fits"), _("Does not fit")

    def taken(column: str) -> Formula:
        def value(here: Here) -> Value:
            places = {rank: place for place, rank in enumerate(here.all(f"{of}.rank")) if rank != ""}
            return (here.all(f"{of}.{column}")[places[here.rank]] or (0 if column != "project" else "")) if here.rank in places else ""

        return Formula(f'IFERROR(INDEX({{{of}.{column}:all}},MATCH({{rank}},{{{of}.rank:all}},0)),"")', value)

    fits = Formula(
        f"IF(SUM({{running:before}})+{{once}}<={{{of}.sum}},{text(within)},{text(out)})",
        lambda here: within if (here.before("running") or 0) + here.once <= here[f"{of}.sum"] else out,
        f"project {of}.sum",
    )
    running = Formula(
        f"SUM({{running:before}})+IF({{fits}}={text(within)},{{once}},0)",
        lambda here: (here.before("running") or 0) + (here.once if here.fits == within else 0),
        f"project {of}.sum",
    )
    return Sheet(
        key,
        name,
        [
            Column("rank", _("Rank"), "count", 8, fixed=True),
            Column("project", heads[0], "result", 38, taken("project")),
            Column("once", heads[3], "money", 14, taken("once")),
            Column("yearly", heads[4], "money", 14, taken("yearly")),
            Column("votes", heads[5], "count", 10, taken("votes")),
            Column("running", heads[6], "money", 14, running),
            Column("fits", heads[7], "result", 14, fits),
        ],
        fields=[
            Field("spent", _("Spent"), "money", formula=total_where("fits", within, "once")),
            Field("left", _("Not spent"), "money", formula=Formula(f"{{{of}.sum}}-{{spent}}", lambda here: here[f"{of}.sum"] - here.spent, f"{of}.sum")),
            Field("each_year", heads[4], "money", formula=total_where("fits", within, "yearly")),
        ],
        rows=[{"rank": rank} for rank in range(1, PROJECTS + 1)],
        marks=[
            Mark("rank project once yearly votes running fits", f"AND({{fits}}={text(out)},COUNTIF({{fits:above}},{text(out)})=1)", "line"),
            Mark("project once votes", f"{{fits}}={text(out)}", "out"),
        ],
        notes=[_("The line stands above the first project that does not fit.")],
    )


def tour_planner(words: Words) -> Book:
    """The budget with the numbers on record, and with those of the page's example; cities, hosts and the calendar."""
    _, tour = words.gettext, words.renderer.site.catalogue.tour
    record = _on_record(tour) if tour else {}
    said = [f"{source(words, tour.source, tour.as_of)} {_('Write your own numbers in their place.')}"] if tour else []
    invented = [_("This example is invented.")]
    return Book(
        words.title,
        [
            _budget(words, "budget", words.title, record, said),
            _cities(words),
            _hosts(words),
            _calendar(words),
            _budget(words, "example", _("Example"), BUDGET_EXAMPLE, invented, {"fuel": {"number": 1, "unit": 200}}),
        ],
    )


def _on_record(tour: Tour) -> Mapping[str, Value]:
    return {"trainers": tour.trainers, "cities": len(tour.stops), "hours": tour.hours.number, "wage": float(tour.wage)}


def _budget(words: Words, key: str, name: str, given: Mapping[str, Value], notes: list[str], more: Mapping[str, Mapping] | None = None) -> Sheet:
    """The lines of hours follow from the numbers above them; the others are written in."""
    _, lines = words.gettext, [row[0] for row in words.rows("budget")]
    heads = [head.strip("=× ") for head in words.head("budget")]
    asked = {
        "trainers": (_("Trainers"), "count"),
        "cities": (_("Cities"), "count"),
        "hours": (_("Hours of one training"), "number"),
        "wage": (_("Pay for an hour"), "money"),
        "prepare": (_("Hours to prepare, for each trainer and city"), "number"),
        "travel": (_("Hours on the road, for each trainer and city"), "number"),
        "follow": (_("Hours of follow-up in each city"), "number"),
        "minders": (_("Child minders in each city"), "count"),
    }
    worked = {
        "training": "trainers cities hours",
        "prepare": "trainers cities prepare",
        "travel": "trainers cities travel",
        "follow": "cities follow",
        "children": "cities minders hours",
    }
    keys = [*worked, "vehicle", "fuel", "food", "print", "interpreters"]
    wage = Formula("{wage}", lambda here: here.wage, "wage")
    rows = [
        {"line": line} | ({"number": product(worked[line_key]), "unit": wage} if line_key in worked else (more or {}).get(line_key, {}))
        for line_key, line in zip(keys, lines, strict=False)
    ]
    gift = _("Given")
    sums = {
        "subtotal": total("sum"),
        "reserve": Formula("{subtotal}/10", lambda here: here.subtotal / 10),
        "whole": Formula("{subtotal}+{reserve}", lambda here: here.subtotal + here.reserve),
        "each": Formula("IF({cities}>0,{whole}/{cities},0)", lambda here: here.whole / here.cities if here.cities else 0, "cities"),
    }
    given_free = total_where("paid", gift, "sum")
    raised = Formula(f"{{whole}}-{given_free.text}", lambda here: here.whole - given_free.value(here))
    return Sheet(
        key,
        name,
        [
            Column("line", heads[0], width=46, fixed=True),
            Column("number", heads[1], "number", 14),
            Column("unit", heads[2], "money", 14),
            Column("sum", heads[3], "money", 16, product("number unit")),
            Column("paid", heads[4], width=16, choices=[_("Paid"), gift]),
        ],
        fields=[Field(name, label, kind, given.get(name, "")) for name, (label, kind) in asked.items()],
        rows=rows,
        blank=5,
        sums=[
            *(Sum(name, label, {"sum": formula}) for (name, formula), label in zip(sums.items(), lines[len(keys) :], strict=True)),
            Sum("raised", _("To raise: the total without what is given"), {"sum": raised}),
        ],
        hint=hint(words),
        notes=[*notes],
    )


def _cities(words: Words) -> Sheet:
    """A 0 for the organiser or the follow-up caller means no, whatever the sum is."""
    _, heads = words.gettext, words.head("cities")
    scores = ("organiser", "people", "room", "hosts", "caller")
    go, visit, no = _("Go there"), _("One trainer visits first"), _("Do not go")

    def answer(here: Here) -> str:
        if 0 in (here.organiser, here.caller):
            return no
        return go if here.sum >= GO else visit if here.sum >= VISIT else no

    needs = " ".join(scores)
    answered = Formula(f"IF(OR({{organiser}}=0,{{caller}}=0),{text(no)},IF({{sum}}>={GO},{text(go)},IF({{sum}}>={VISIT},{text(visit)},{text(no)})))", answer, needs)
    return Sheet(
        "cities",
        words.heading("cities-title"),
        [
            Column("city", heads[0], width=22),
            *(Column(key, head, "count", 18, choices=["0", "1", "2"]) for key, head in zip(scores, heads[1:6], strict=True)),
            Column("sum", heads[6], "count", 10, Formula("+".join(f"{{{key}}}" for key in scores), lambda here: sum(here[key] for key in scores), needs)),
            Column("answer", _("Result"), width=24, formula=answered),
        ],
        blank=12,
        hint=hint(words),
        wide=True,
    )


def _hosts(words: Words) -> Sheet:
    heads = words.head("hosts")
    kinds = {"night": ("date", 18), "host": ("text", 22), "beds": ("count", 8), "needs": ("text", 34), "food": ("text", 22), "arrival": ("text", 14)}
    columns = [Column(key, head, kind, width) for (key, (kind, width)), head in zip(kinds.items(), heads, strict=True)]
    return Sheet("hosts", words.heading("hosts-title"), columns, blank=15, hint=hint(words), wide=True)


def _calendar(words: Words) -> Sheet:
    """All days follow from the day of the training."""
    city, *before, training, call, meeting, test = words.head("calendar")
    heads = dict(zip(CALENDAR, [*before, call, meeting, test], strict=True))
    dates = [Column(key, heads[key], "date", 18, _days_from_training(days)) for key, days in CALENDAR.items()]
    columns = [Column("city", city, width=20), *dates[:3], Column("training", training, "date", 18), *dates[3:]]
    marks = [Mark(key, f"{{{key}}}=TODAY()", "now") for key in CALENDAR]
    return Sheet("calendar", words.heading("calendar-title"), columns, blank=12, marks=marks, hint=hint(words), notes=[late(words)], wide=True)


def _days_from_training(days: int) -> Formula:
    return Formula(f"{{training}}{days:+}", lambda here: here.training + days, "training")
