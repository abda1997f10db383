"""Writes realistic chapters, for measuring: `python tests/bench/synthetic.py FOLDER COUNT`. None of them exists.

Places come from the time zone database, so that countries, coordinates and zones fit together.
"""

import random
import re
import sys
from importlib import resources
from pathlib import Path

import yaml

STATES = ["active"] * 6 + ["forming"] * 2 + ["paused", "closed"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
LANGUAGES = ["en", "ar", "zh", "fr", "de", "el", "it", "nb", "pt", "es", "tr", "sw", "hi"]


def places() -> list[tuple[str, float, float, str, str]]:
    """(country, latitude, longitude, zone, town) of every town in zone.tab."""
    found = []
    for line in (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, spot, zone = line.split("\t")[:3]
            latitude, longitude = (degrees(angle) for angle in re.findall(r"[+-]\d+", spot))
            found.append((country, latitude, longitude, zone, zone.rpartition("/")[2].replace("_", " ")))
    return [place for place in found if place[0] != "AQ"]


def degrees(angle: str) -> float:
    whole = len(angle) - (4 if len(angle) > 6 else 2)
    value = int(angle[1:whole]) + int(angle[whole : whole + 2]) / 60
    return round(-value if angle[0] == "-" else value, 2)


def chapter(number: int, chance: random.Random, towns: list) -> dict:
    country, latitude, longitude, zone, town = chance.choice(towns)
    latitude = max(-89.0, min(89.0, latitude + chance.uniform(-0.8, 0.8)))
    longitude = max(-179.9, min(179.9, longitude + chance.uniform(-0.8, 0.8)))
    return {
        "name": f"{town} {number}",
        "kind": "chapter" if chance.random() < 0.9 else "affiliate",
        "state": chance.choice(STATES),
        "place": {"city": f"{town} {number}", "country": country, "latitude": round(latitude, 2), "longitude": round(longitude, 2)},
        "languages": chance.sample(LANGUAGES, chance.randint(1, 3)),
        "founded": f"{chance.randint(2012, 2025)}-{chance.randint(1, 12):02}",
        "members": {"count": chance.randint(3, 60), "as_of": "2026-06"},
        "meeting": {
            "rule": f"FREQ=MONTHLY;BYDAY={chance.randint(1, 4)}{chance.choice(DAYS)}",
            "starts": "2026-01-01",
            "time": f"{chance.randint(16, 20)}:30",
            "zone": zone,
            "place": "Town library",
            "cycle": chance.choice(["open", "closed", "mixed"]),
            "minutes": 90,
        },
        "agreements": chance.random() < 0.7,
        "roles": {"names": ["facilitator", "timekeeper", "note-taker"], "rotating": True},
        "women": chance.randint(20, 60),
        "contacts": [{"role": "newcomers", "email": f"hello@chapter{number}.example"}],
        "about": {"en": f"Chapter number {number} of a made-up list, for measuring."},
        "verified": f"2026-{chance.randint(1, 11):02}-{chance.randint(1, 20):02}",
    }


def write(folder: Path, count: int) -> None:
    chance, towns = random.Random(count), places()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = yaml.safe_dump(chapter(number, chance, towns), allow_unicode=True, sort_keys=False)
        (folder / f"synthetic-{number}.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
