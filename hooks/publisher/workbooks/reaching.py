"""Workbooks of the first year and of reaching people: checklist, sign-up sheet, contact tracker, reach calculator."""

from __future__ import annotations

from publisher.data.outreach import AFTER, BACK, ONE_CALL, REMINDER
from publisher.data.values import PartialDate
from publisher.generated.reach import expected, needed
from publisher.workbooks.plan import TICK, Book, Column, Field, Formula, Mark, Sheet, Sum, day, filled, text
from publisher.workbooks.words import Words, without_letter

PEOPLE = 40  # lines of a sign-up sheet
CONTACTS = 59  # rows 2 to 60, as the page says


def checklist(words: Words) -> Book:
    """Every task with its date, counted from day 0; a task whose day has passed is marked until it is done."""
    _, (first, place, fixed), heads = words.gettext, words.head("ours"), words.head("tasks")
    rows = [
        {"day": numbers[0], "task": task, "who": who, "minutes": numbers[3]}
        for (_day, task, who, _minutes), numbers in zip(words.rows("tasks"), words.numbers("tasks"), strict=True)
    ]
    sheet = Sheet(
        "tasks",
        words.title,
        [
            Column("day", heads[0], "count", 7),
            Column("date", _("Date"), "date", 18, Formula("{start}+{day}", lambda here: here.start + here.day, "start day")),
            Column("task", heads[1], width=58, fixed=True),
            Column("who", heads[2], width=14, fixed=True),
            Column("minutes", heads[3], "count", 10),
            Column("name", _("Name"), width=18),
            Column("done", _("Done"), width=9, choices=[TICK]),
        ],
        fields=[Field("start", first, "date"), Field("place", place), Field("fixed", fixed)],
        rows=rows,
        blank=10,
        marks=[
            Mark("date", 'AND(ISNUMBER({date}),{done}="",{date}<TODAY())'),
            Mark("date", 'AND({done}="",{date}=TODAY())', "now"),
        ],
        hint=hint(words),
        notes=[late(words)],
        wide=True,
    )
    return Book(words.title, [sheet])


def sign_up(words: Words) -> Book:
    """The lines of the paper, and the three numbers that the page asks for."""
    _, (group, place, when), heads = words.gettext, words.head("ours"), words.head("list")
    callable_ = Formula(
        'SUMPRODUCT(({name:all}<>"")*({reach:all}<>"")*({yes:all}<>""))',
        lambda here: sum("" not in line for line in zip(here.all("name"), here.all("reach"), here.all("yes"), strict=True)),
    )
    share = Formula("IF({spoken}>0,{signed}/{spoken},0)", lambda here: here.signed / here.spoken if here.spoken else 0, "spoken")
    sheet = Sheet(
        "list",
        words.title,
        [
            Column("number", heads[0], "count", 6, fixed=True),
            Column("name", heads[1], width=20),
            Column("reach", heads[2], width=34),
            Column("way", heads[3], width=16, choices=[_("Call"), _("Text"), _("E-mail")], free=True),
            Column("hour", heads[4], width=14),
            Column("yes", heads[5], width=20),
        ],
        fields=[
            Field("group", group),
            Field("place", place),
            Field("when", when, "date"),
            Field("spoken", _("People spoken to"), "count"),
            Field("signed", _("People who signed"), "count", formula=filled("reach")),
            Field("callable", _("People who can be called"), "count", formula=callable_),
            Field("share", _("Share who signed"), "share", formula=share),
        ],
        rows=[{"number": number} for number in range(1, PEOPLE + 1)],
        hint=hint(words),
        notes=[" ".join(words.lines("consent"))],
        wide=True,
        height=24,
    )
    return Book(words.title, [sheet])


def contact_tracker(words: Words) -> Book:
    """The list of the page, cell by cell; the days follow from two dates, and what is late is marked."""
    _, states = words.gettext, words.rows("states")
    list_ = Sheet(
        "list",
        words.title,
        _contacts(words),
        blank=CONTACTS,
        marks=_contact_marks([row[0] for row in states]),
        hint=hint(words),
        notes=[late(words)],
        wide=True,
        head_first=True,
    )
    state, meaning, following = words.head("states")
    count = Formula("COUNTIF({list.state:all},{state})", lambda here: here.all("list.state").count(here.state))
    sums = [Sum("together", _("All names in the list"), {"count": Formula('SUMPRODUCT(({list.name:all}<>"")*1)', filled("list.name").value)})]
    legend = Sheet(
        "states",
        state,
        [
            Column("state", state, width=24, fixed=True),
            Column("meaning", meaning, width=34, fixed=True),
            Column("next", following, width=44, fixed=True),
            Column("count", _("Number of names"), "count", 12, count),
        ],
        rows=[dict(zip(("state", "meaning", "next"), row, strict=True)) for row in states],
        sums=sums,
        hint=hint(words),
        notes=[late(words)],
    )
    meeting = day(2027, 1, 21)  # the two people of the page's example
    rows = [{"name": "P", "met": day(2027, 1, 9), "meeting": meeting}, {"name": "Q", "met": day(2027, 1, 18), "meeting": meeting}]
    example = Sheet("example", _("Example"), _contacts(words), rows=rows, notes=[_("This example is invented.")], wide=True, head_first=True)
    return Book(words.title, [list_, legend, example])


def _contacts(words: Words) -> list[Column]:
    _, heads = words.gettext, without_letter(words.head("list"))
    one = _("one call")
    back = Formula(f"MAX({{met}},MIN({{met}}+{BACK},{{meeting}}-1))", lambda here: max(here.met, min(here.met + BACK, here.meeting - 1)), "met meeting")
    reminder = Formula(
        f"IF({{meeting}}-{{met}}<={ONE_CALL},{text(one)},{{meeting}}-{REMINDER})",
        lambda here: one if here.meeting - here.met <= ONE_CALL else here.meeting - REMINDER,
        "met meeting",
    )
    return [
        Column("name", heads[0], width=16),
        Column("reach", heads[1], width=20),
        Column("met", heads[2], "date", 17),
        Column("meeting", heads[3], "date", 17),
        Column("back", heads[4], "date", 17, back),
        Column("reminder", heads[5], "date", 17, reminder),
        Column("text", heads[6], "date", 17, Formula("{meeting}", lambda here: here.meeting, "meeting")),
        Column("after", heads[7], "date", 17, Formula(f"{{meeting}}+{AFTER}", lambda here: here.meeting + AFTER, "meeting")),
        Column("caller", heads[8], width=14),
        Column("state", heads[9], width=8, choices=[row[0] for row in words.rows("states")]),
        Column("tries", _("Tries without an answer"), "count", 12),
        Column("need", _("Need for this meeting"), width=22),
        Column("last", _("Last answer on"), "date", 17),
    ]


def _contact_marks(states: list[str]) -> list[Mark]:
    """A step is late while the state of the contact says that it has not been done."""
    new, yes, perhaps, came, missed, _resting, no = map(text, states)
    steps = {
        "back": f'OR({{state}}="",{{state}}={new})',
        "reminder": f"OR({{state}}={yes},{{state}}={perhaps})",
        "text": f"{{state}}={yes}",
        "after": f"OR({{state}}={came},{{state}}={missed})",
    }
    open_ = {"reminder": "{meeting}>TODAY()", "text": "FALSE"}  # after the meeting these two are past
    marks = [Mark("name reach state", f"{{state}}={no}", "out")]
    for step, waits in steps.items():
        marks.append(Mark(step, f"AND(ISNUMBER({{{step}}}),{{{step}}}<TODAY(),{waits},{open_.get(step, 'TRUE')})"))
        marks.append(Mark(step, f"AND(ISNUMBER({{{step}}}),{{{step}}}=TODAY(),{waits})", "now"))
    return [*marks, Mark("tries", "{tries}>=3")]


def reach_calculator(words: Words) -> Book:
    """Both sums of the page with shares to change, and its table for one's own numbers."""
    _, reach = words.gettext, words.renderer.site.catalogue.reach
    low, high = _("Lower share that answers, in per cent"), _("Higher share, in per cent")
    said = source(words, reach.source, reach.as_of)
    answered = Sheet(
        "answers",
        words.title,
        [
            Column("messages", _("Messages"), "count", 40),
            Column("low", _("People who answer: lower number"), "count", 24, _expected("low")),
            Column("high", _("People who answer: higher number"), "count", 24, _expected("high")),
        ],
        fields=[Field("low_share", low, "share", reach.low / 100), Field("high_share", high, "share", reach.high / 100)],
        rows=[{"messages": number} for number in reach.messages],
        blank=5,
        hint=hint(words),
        notes=[said],
    )
    wanted = Sheet(
        "needed",
        _("Messages needed"),
        [
            Column("people", _("People wanted"), "count", 40),
            Column("low", _("Messages needed: lower number"), "count", 24, _needed("high")),
            Column("high", _("Messages needed: higher number"), "count", 24, _needed("low")),
        ],
        rows=[{"people": number} for number in reach.people],
        blank=5,
        hint=hint(words),
        notes=[said],
    )
    return Book(words.title, [answered, wanted, _own_numbers(words)])


def _expected(share: str) -> Formula:
    return Formula(f"ROUND({{messages}}*{{{share}_share}},0)", lambda here: expected(here.messages, _percent(here[f"{share}_share"])), f"messages {share}_share")


def _needed(share: str) -> Formula:
    """Rounded twice: 3 ÷ 0.1 is a little more than 30 in a computer."""
    name = f"answers.{share}_share"
    return Formula(f"ROUNDUP(ROUND({{people}}/{{{name}}},6),0)", lambda here: needed(here.people, _percent(here[name])), f"people {name}")


def _percent(share: float) -> int:
    return round(share * 100)


def _own_numbers(words: Words) -> Sheet:
    heads, rows = without_letter(words.head("own")), words.rows("own")
    keys = ("way", "asked", "answered", "yes", "came")
    shares = [
        Column(f"{of}_share", head, "share", 16, Formula(f'IF({{asked}}>0,{{{of}}}/{{asked}},"")', lambda here, of=of: (here[of] or 0) / here.asked if here.asked else ""))
        for of, head in zip(("answered", "came"), heads[5:], strict=True)
    ]
    columns = [Column(keys[0], heads[0], width=36, fixed=True), *(Column(key, head, "count", 12) for key, head in zip(keys[1:], heads[1:], strict=False)), *shares]
    return Sheet("own", words.heading("own-title"), columns, rows=[{"way": row[0]} for row in rows], blank=6, hint=hint(words), wide=True, head_first=True)


def hint(words: Words) -> str:
    return words.gettext("Write in the yellow cells. The other cells work themselves out.")


def late(words: Words) -> str:
    return words.gettext("An exclamation mark says that a date has passed, an arrow that it is today.")


def source(words: Words, said: str, when: PartialDate) -> str:
    """Where numbers come from, and of when they are, unless the name of the source tells."""
    day = words.renderer.day(when)
    return f"{words.gettext('Source:')} {said}{'' if day in said else f', {day}'}."
