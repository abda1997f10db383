"""Workbooks for sharing tasks, skills and help: role rota, skills inventory, mutual-support list."""

from __future__ import annotations

from datetime import date, timedelta

from publisher.workbooks.plan import EPOCH, TICK, Book, Column, Field, Formula, Mark, Sheet, Sum, filled, text
from publisher.workbooks.reaching import hint, late
from publisher.workbooks.values import Here
from publisher.workbooks.words import Words

MEETINGS, MEMBERS = 12, 12
EXAMPLE = "PQRSTU"  # the six people of the page's example
HELPS = 3  # matches after which a helper rests
ANSWER = 2  # days within which a need is answered
LINES = 60


def role_rota(words: Words) -> Book:
    """Who does what at which meeting, by the two rules of the page, and how often each person did it."""
    _, (_first, *tasks) = words.gettext, words.head("rota")
    keys = [f"task{place}" for place in range(len(tasks))]
    monthly = Formula(
        "DATE(YEAR({start}),MONTH({start})+{meeting}-1,1)"
        "+MOD(WEEKDAY({start})-WEEKDAY(DATE(YEAR({start}),MONTH({start})+{meeting}-1,1)),7)+7*MIN(3,INT((DAY({start})-1)/7))",
        lambda here: _same_weekday(here.start, here.meeting - 1),
        "start",
    )
    names = words.heading("counts-title")
    rota = Sheet(
        "rota",
        words.title,
        [
            Column("meeting", _("Meeting"), "count", 10, fixed=True),
            Column("date", _("Date"), "date", 18, monthly),
            *(Column(key, head, width=17, formula=_turn(place, len(tasks))) for place, (key, head) in enumerate(zip(keys, tasks, strict=True))),
        ],
        fields=[Field("start", _("First meeting"), "date"), Field("people", _("People"), "count", formula=filled("names.person"))],
        rows=[{"meeting": number} for number in range(1, MEETINGS + 1)],
        marks=[Mark("date", "{date}=TODAY()", "now")],
        hint=hint(words),
        notes=[
            _("Write your names in the sheet “%(sheet)s”, in place of the letters, without a gap.") % {"sheet": names},
            _("When two people swap, write the names over the formulas. The counts follow."),
        ],
        wide=True,
    )
    return Book(words.title, [rota, _turns_taken(words, names, keys, tasks)])


def _turn(task: int, tasks: int) -> Formula:
    """Everyone moves one column on at each meeting; with more people than tasks, free columns stand between the tasks."""
    return Formula(
        f'IF({{people}}=0,"",INDEX({{names.person:all}},MOD(INT({2 * task + 1}*{{people}}/{2 * tasks})-{{meeting}}+1,{{people}})+1)&"")',
        lambda here: here.all("names.person")[((2 * task + 1) * here.people // (2 * tasks) - here.meeting + 1) % here.people] if here.people else "",
    )


def _same_weekday(start: int, months: int) -> int:
    """So many months on, on the same weekday of the month: the third Thursday; the fifth counts as the fourth."""
    first = EPOCH + timedelta(days=start)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    one = date(year, month + 1, 1)
    week = min(3, (first.day - 1) // 7)
    return (one - EPOCH).days + (first.weekday() - one.weekday()) % 7 + 7 * week


def _turns_taken(words: Words, name: str, keys: list[str], tasks: list[str]) -> Sheet:
    _, (person, empowering, routine, difference) = words.gettext, words.head("counts")
    (strong, _tasks), (weak, _others) = words.rows("kinds")
    least = {
        key: Formula(f'IFERROR(INDEX({{person:all}},MATCH(MIN({{{key}:all}}),{{{key}:all}},0)),"")', lambda here, key=key: _least(here, key))
        for key in keys
    }
    return Sheet(
        "names",
        name,
        [
            Column("person", person, width=24),
            *(Column(key, head, "count", 15, _held(key)) for key, head in zip(keys, tasks, strict=True)),
            Column("empowering", empowering, "count", 14, _of_kind(keys, strong)),
            Column("routine", routine, "count", 14, _of_kind(keys, weak)),
            Column("difference", difference, "count", 14, Formula("ABS({empowering}-{routine})", lambda here: abs(here.empowering - here.routine), "person")),
        ],
        fields=[Field(f"kind{key}", head, given=(strong, weak)[place % 2], choices=(strong, weak)) for place, (key, head) in enumerate(zip(keys, tasks, strict=True))],
        rows=[{"person": letter} for letter in EXAMPLE],
        blank=MEMBERS - len(EXAMPLE),
        sums=[Sum("least", _("Had it least often, so is next"), least)],
        marks=[Mark("difference", "AND(ISNUMBER({difference}),{difference}>=2)")],
        hint=hint(words),
        notes=[_("An exclamation mark: a difference of two or more. This person chooses first next time.")],
        wide=True,
    )


def _held(key: str) -> Formula:
    return Formula(f"COUNTIF({{rota.{key}:all}},{{person}})", lambda here: here.all(f"rota.{key}").count(here.person), "person")


def _of_kind(keys: list[str], kind: str) -> Formula:
    """The turns at all tasks of one kind."""
    parts = (f"({{kind{key}}}={text(kind)})*{{{key}}}" for key in keys)
    return Formula("+".join(parts), lambda here: sum(here[key] for key in keys if here[f"kind{key}"] == kind), "person")


def _least(here: Here, key: str) -> str:
    turns = [(count, place) for place, count in enumerate(here.all(key)) if count != ""]
    return here.all("person")[min(turns)[1]] if turns else ""


def skills_inventory(words: Words) -> Book:
    """One line for each skill of each person, and which skills too few people have."""
    _, heads, needed = words.gettext, words.head("list"), words.heading("needed-title")
    list_ = Sheet(
        "list",
        words.title,
        [
            Column("skill", heads[0], width=38, choices="{needed.skill:all}", free=True),
            Column("name", heads[1], width=20),
            *(Column(key, head, width=12, choices=[TICK]) for key, head in zip(("can", "teach", "learn"), heads[2:5], strict=True)),
            Column("hours", heads[5], "number", 12),
            Column("asked", heads[6], "date", 18),
        ],
        blank=LINES,
        hint=hint(words),
        notes=[_("Choose a skill from the list or write another one, and tick with %(sign)s.") % {"sign": TICK}],
        wide=True,
    )
    enough, one, nobody = _("Two or more can"), _("One can, and teaches next"), _("Nobody can: look outside")
    advice = Formula(
        f"IF({{can}}>=2,{text(enough)},IF({{can}}=1,{text(one)},{text(nobody)}))",
        lambda here: enough if here.can >= 2 else one if here.can == 1 else nobody,
        "skill",
    )
    counts = Sheet(
        "needed",
        needed,
        [
            Column("skill", heads[0], width=44, fixed=True),
            *(Column(key, head, "count", 14, _people(key)) for key, head in zip(("can", "teach", "learn"), heads[2:5], strict=True)),
            Column("advice", _("What follows"), width=34, formula=advice),
        ],
        rows=[{"skill": skill} for skill in words.lines("needed")],
        blank=12,
        hint=hint(words),
        wide=True,
    )
    return Book(words.title, [list_, counts])


def _people(key: str) -> Formula:
    """How many lines of the list say so of the skill in this row; programs do not tell capitals from small letters."""

    def count(here: Here) -> int:
        lines = zip(here.all("list.skill"), here.all(f"list.{key}"), strict=True)
        return sum(skill.casefold() == here.skill.casefold() and said != "" for skill, said in lines)

    return Formula(f'SUMPRODUCT(({{list.skill:all}}={{skill}})*({{list.{key}:all}}<>""))', count, "skill")


def mutual_support(words: Words) -> Book:
    """The matchers' list: until when a need is answered, and who has helped often enough; below it, people who are trained."""
    _, heads = words.gettext, words.head("list")
    offer, need = _("Offer"), _("Need")
    keys = ("kind", "what", "name", "when", "with", "done", "good")
    shapes = {
        "kind": {"choices": [offer, need], "width": 12},
        "what": {"width": 36},
        "done": {"kind": "date", "width": 18},
        "good": {"choices": [_("Yes"), _("No")], "width": 10},
    }
    answer = Formula(f'IF({{kind}}={text(need)},{{asked}}+{ANSWER},"")', lambda here: here.asked + ANSWER if here.kind == need else "", "asked")
    matches = Formula("COUNTIF({with:all},{with})", lambda here: here.all("with").count(here["with"]), "with")
    list_ = Sheet(
        "list",
        words.title,
        [
            *(Column(key, head, **{"width": 18} | shapes.get(key, {})) for key, head in zip(keys, heads, strict=True)),
            Column("asked", _("Written down on"), "date", 18),
            Column("answer", _("Answer by"), "date", 18, answer),
            Column("matches", _("Matches of this helper"), "count", 12, matches),
        ],
        fields=[
            Field("made", _("Matches made"), "count", formula=filled("with")),
            Field("offers", _("Open offers"), "count", formula=_open(offer)),
            Field("needs", _("Open needs"), "count", formula=_open(need)),
        ],
        blank=LINES,
        marks=[
            Mark("answer", 'AND(ISNUMBER({answer}),{with}="",{answer}<TODAY())'),
            Mark("answer", 'AND(ISNUMBER({answer}),{with}="",{answer}=TODAY())', "now"),
            Mark("with matches", f"AND(ISNUMBER({{matches}}),{{matches}}>={HELPS})"),
        ],
        hint=hint(words),
        notes=[late(words), _("A helper with three matches or more is marked too, and gets none until others have one.")],
        wide=True,
    )
    trained = words.head("trained")
    keys = ("need", "place", "free", "checked")
    help_ = Sheet(
        "trained",
        _("People who are trained"),
        [Column(key, head, "date" if key == "checked" else "text", 34 if key in ("need", "place") else 20, fixed=key == "need") for key, head in zip(keys, trained, strict=True)],
        rows=[{"need": row[0]} for row in words.rows("trained")],
        blank=5,
        hint=hint(words),
        wide=True,
    )
    return Book(words.title, [list_, help_])


def _open(kind: str) -> Formula:
    """Lines of one kind without a match."""
    return Formula(
        f'SUMPRODUCT(({{kind:all}}={text(kind)})*({{with:all}}=""))',
        lambda here: sum(is_ == kind and match == "" for is_, match in zip(here.all("kind"), here.all("with"), strict=True)),
    )
