"""Rules for contacts: a working group can be reached, and through a role instead of a private person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from publisher.data.groups import Chapter
from publisher.data.models import Catalogue
from publisher.data.problems import Problem, quoted

# Services whose addresses mostly belong to one person.
PERSONAL_HOSTS = re.compile(
    r"(aol|fastmail|gmail|googlemail|gmx|hotmail|icloud|live|mac|mail|me|msn|outlook|pm|proton|protonmail|tutanota|web|yahoo|yandex"
    r"|126|163|qq)\.[a-z.]+"
)
# Words for roles in the site's languages, as they stand in addresses.
ROLES = re.compile(
    "admin|affiliate|assembl|branch|capitolo|capitulo|chapter|chapitre|collective|colectivo|collectif|contact|contatto|contato"
    "|coordina|federation|group|grupo|gruppe|hallo|hello|hei|hola|info|iops|kapitel|kollektiv|kontakt|lag|meeting|member|mail"
    "|newcomer|office|organi[sz]|post|press|salut|secret|sekret|skrivoss|team|welcome|xinxi"
)
TWO_NAMES = re.compile(r"[a-z]+[._-][a-z]{2,}[0-9]*|[a-z][._-][a-z]{3,}[0-9]*")


def can_be_reached(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each contact holds an address; a group at work that wrote its own entry has at least one."""
    for chapter in catalogue.chapters:
        for place, contact in enumerate(chapter.contacts):
            if not (contact.email or contact.url or contact.phone):
                message = "the contact has no address; add `email`, `url` or `phone`"
                yield catalogue.sources.problem(chapter.file, ("contacts", place), message)
        if not chapter.contacts and not chapter.source and chapter.state in ("forming", "active"):
            message = "nobody can reach this group; add `contacts` with the address of a role"
            yield catalogue.sources.problem(chapter.file, (), message)


def contact_is_a_role(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An e-mail address is a role's: it says a role, the place or the group, not a person's names."""
    for chapter in catalogue.chapters:
        for place, contact in enumerate(chapter.contacts):
            if contact.email and _looks_private(contact.email, chapter):
                role = f"{chapter.slug}@example.org"
                message = f"{quoted(contact.email)} looks like a private address; give a role's, such as {role}"
                yield catalogue.sources.problem(chapter.file, ("contacts", place, "email"), message)


def _looks_private(email: str, chapter: Chapter) -> bool:
    local, _, host = email.lower().partition("@")
    words = [word for word in chapter.slug.split("-") if len(word) > 2]
    if ROLES.search(local) or any(word in local for word in words):
        return False
    return bool(PERSONAL_HOSTS.fullmatch(host) or TWO_NAMES.fullmatch(local))
