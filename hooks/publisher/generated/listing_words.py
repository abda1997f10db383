"""What the form says of each field, and the sentences of its script. The English text is the message's id.

Where a field needs no other words, its help is the model's own description; a test holds both together.
"""

from __future__ import annotations


def N_(text: str) -> str:
    """Marks a text for translation, which happens when the form is rendered."""
    return text


FIELDS = {  # the field's path → its label and its help
    "slug": (N_("Name of the file"), N_("Small Latin letters, digits and hyphens. It becomes part of the page's address.")),
    "name": (N_("Name of the group"), N_("The group's name, as it writes it.")),
    "kind": (N_("Kind"), N_("A chapter, or an affiliate: an organisation that works by the principles without being a chapter.")),
    "state": (N_("State"), N_("How the group stands: forming, active, paused or closed.")),
    "since": (N_("In this state since"), N_("A year, a month or a day: 2026, 2026-10 or 2026-10-06.")),
    "founded": (N_("Founded"), N_("When it began: year, month or day.")),
    "place.country": (N_("Country"), ""),
    "place.city": (N_("City"), N_("The city or town.")),
    "place.region": (N_("Region"), N_("The state, province or region within the country.")),
    "place.latitude": (N_("Latitude"), N_("Degrees north of the equator; south is below zero. Two decimals are enough.")),
    "place.longitude": (N_("Longitude"), N_("Degrees east of Greenwich; west is below zero. Two decimals are enough.")),
    "place.precision": (N_("What the coordinates show"), N_("What the coordinates are the centre of.")),
    "languages": (N_("Languages spoken at meetings"), ""),
    "meeting.rule": (N_("Rule"), N_("When it comes back, as an RRULE (RFC 5545); FREQ=MONTHLY;BYDAY=1TU is every first Tuesday.")),
    "meeting.starts": (N_("First day"), N_("The day from which the rule counts.")),
    "meeting.time": (N_("Starting time"), N_("When it begins, by the clock of the place.")),
    "meeting.zone": (N_("Time zone"), N_("The nearest city with the same clock.")),
    "meeting.place": (N_("Meeting place"), N_("Where it is; never somebody's home.")),
    "meeting.cycle": (N_("Who may come"), ""),
    "meeting.minutes": (N_("Length in minutes"), ""),
    "members.count": (N_("Number of people"), N_("How many people belong to the chapter.")),
    "members.as_of": (N_("Counted in"), N_("When they were counted.")),
    "women": (N_("Share of women, in per cent"), N_("The share of women among those who take part, in per cent.")),
    "agreements": (N_("Common agreements"), N_("Whether it has common agreements; a link to them is better.")),
    "roles.names": (N_("Roles"), N_("One on each line, without the names of people.")),
    "roles.rotating": (N_("Taking turns"), N_("Whether people take turns in them.")),
    "contacts.role": (N_("Role"), N_("Who answers, as a role.")),
    "contacts.email": (N_("E-mail"), N_("An e-mail address that belongs to the role.")),
    "contacts.url": (N_("Page"), N_("A page with a contact form or chat.")),
    "contacts.phone": (N_("Phone"), N_("A phone number that belongs to the role, with the country's code.")),
    "links.title": (N_("Title"), N_("What the page is.")),
    "links.url": (N_("Address"), N_("Its address.")),
    "about": (N_("About the group"), N_("A few sentences in each language that you can write.")),
    "part_of": (N_("Part of"), N_("The federation or larger chapter that this one belongs to, by the name of its file.")),
    "verified": (N_("Confirmed on"), N_("The day on which the group last confirmed this entry.")),
    "source": (N_("Source"), N_("Where the entry comes from when the group did not write it.")),
    "as_of": (N_("Date of the source"), N_("When that source was true.")),
}
IN_OTHER_WORDS = {  # fields that the form asks for in another way than a file
    "slug", "since", "place.country", "languages", "meeting.zone", "meeting.cycle", "meeting.minutes", "roles.names",
    "about",
}  # fmt: skip

CHOICES = {  # the words for what a field may be, in the order of the schema
    "kind": {"chapter": N_("Chapter"), "affiliate": N_("Affiliate")},
    "state": {"forming": N_("Forming"), "active": N_("Active"), "paused": N_("Paused"), "closed": N_("Closed")},
    "place.precision": {"city": N_("The city"), "region": N_("The region"), "country": N_("The country")},
    "meeting.cycle": {
        "open": N_("Anyone: open meetings"),
        "closed": N_("Members: closed meetings"),
        "mixed": N_("Some meetings are open, some closed"),
    },
}
YES_NO = {"true": N_("Yes"), "false": N_("No")}

OFTEN = {  # how often a group meets → what the rule holds
    "FREQ=WEEKLY": N_("Every week"),
    "FREQ=WEEKLY;INTERVAL=2": N_("Every second week"),
    "FREQ=MONTHLY": N_("Every month, on a weekday"),
    "FREQ=MONTHLY;BYMONTHDAY": N_("Every month, on a date"),
    "other": N_("By another rule"),
}
WEEKS = {"1": N_("First"), "2": N_("Second"), "3": N_("Third"), "4": N_("Fourth"), "-1": N_("Last")}

MESSAGES = {  # what the script says; the words after `bad.` are kinds of fields
    "required": N_("Please fill this in."),
    "bad.number": N_("Please write a number from %(minimum)s to %(maximum)s."),
    "bad.name": N_("Please write at most %(maximum)s characters, without line breaks and hidden characters."),
    "bad.text": N_("This text holds a hidden character. Please type it again."),
    "bad.since": N_("Please write a year, a month or a day, such as 2026, 2026-10 or 2026-10-06."),
    "bad.day": N_("Please write a day: year-month-day, such as 2026-11-21."),
    "bad.clock": N_("Please write a time of day from 00:00 to 23:59, such as 18:30."),
    "bad.email": N_("Please write an e-mail address, such as info@example.org."),
    "bad.link": N_("Please write a web address, such as https://example.org/lima."),
    "bad.phone": N_("Please write a phone number with the country's code, such as +51 1 555 0100."),
    "bad.slug": N_("Please write small Latin letters and digits with hyphens, such as new-york-city."),
    "bad.language": N_("We do not know this language. Please choose one from the list."),
    "bad.choice": N_("Please choose one of the list."),
    "bad.rule": N_("We cannot follow this rule. FREQ=MONTHLY;BYDAY=1TU is every first Tuesday."),
    "twice": N_("This language stands twice. Please keep one."),
    "never": N_("By this rule there is no meeting. Please check the rule and the first day."),
    "future": N_("This date lies in the future."),
    "before": N_("This is before the group was founded. Please correct one of the dates."),
    "pair": N_("Please give both coordinates or none."),
    "address": N_("This contact needs an e-mail address, a page or a phone number."),
    "reach": N_("Nobody can reach this group. Please add a contact."),
    "private": N_("This looks like a private address. Please give one that belongs to a role or to the group."),
    "taken": N_("There is an entry with this file name already. Change that entry, or choose another name."),
    "met": N_("Yes"),
    "not-met": N_("Not yet"),
    "unknown": N_("Not known yet"),
    "verdict.met": N_("By this entry, the chapter is functional."),
    "verdict.not-met": N_("By this entry, the chapter is not functional yet. It is welcome all the same."),
    "verdict.unknown": N_("The entry does not say enough to tell whether the chapter is functional."),
    "comma": N_(", "),
    "copied": N_("Copied."),
    "not-copied": N_("The text is marked now. Copy it with your keyboard or menu."),
    "long": N_("The entry is too long for a link. Download the file and add it on the project's page by hand."),
    "new": N_("Open a pull request"),
    "edit": N_("Open the file for editing"),
    "paste": N_("On the next page, mark all the text and paste the new text in its place. Copy it here first."),
    "no-entries": N_("The list of entries cannot be loaded now. Please try again later."),
    "no-entry": N_("There is no entry “%(name)s”."),
}
