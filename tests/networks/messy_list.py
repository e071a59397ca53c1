"""A messy list of attendance as care councils keep them: invented, the same at each run."""

from __future__ import annotations

from random import Random

from attrs import frozen

PLACES = (
    *("Alken", "Bilzen", "Borgloon", "Genk", "Gingelom", "Halen", "Ham", "Hasselt", "Heers"),
    *("Herstappe", "Hoeselt", "Kortessem", "Lanaken", "Lummen", "Nieuwerkerken", "Riemst"),
    *("Tongeren", "Voeren", "Wellen", "Zonhoven"),
)
KINDS = {
    "OCMW": ("local", "Openbaar Centrum voor Maatschappelijk Welzijn"),
    "CAW": ("welfare", "Centrum Algemeen Welzijnswerk"),
    "WZC": ("care", "Woonzorgcentrum"),
    "LDC": ("welfare", "Lokaal Dienstencentrum"),
    "Huisartsenkring": ("care", "Huisartsenkring"),
}
EMPTY = ("", "", "-", "n.v.t.", "  ")
HEADER = "datum;vergadering;organisatie;kbo-nummer;naam;cluster"


@frozen
class Messy:
    """The text of a list, the partner that each written name means, and what was put in."""

    text: str
    partner: dict[str, str]
    met: set[tuple[str, str, str]]
    rows: int
    gaps: int


def spellings(kind: str, place: str) -> tuple[str, ...]:
    """Return a name as it should be, and other ways in which people write it."""
    slip = place[:2] + place[3] + place[2] + place[4:] if len(place) > 4 else place
    return (
        f"{kind} {place}",
        f"{kind.lower()} {place.upper()}",
        f"{KINDS[kind][1]} {place}",
        f"{place} - {kind} vzw",
        f"{'.'.join(kind)}. {place}" if kind.isupper() else f"{kind}-{place}",
        f"{kind} {slip}",
    )


def messy_list(rows: int = 3_000, seed: int = 16) -> Messy:
    """Return a list of that many rows below its header, in CSV."""
    random = Random(seed)
    partners = [(kind, place) for kind in KINDS for place in PLACES]
    written = {name: f"{k} {p}" for k, p in partners for name in spellings(k, p)}
    days = [f"{day}/{month}/2024" for month in range(1, 13) for day in (4, 11, 18, 25)]
    lines, met, gaps = [HEADER], set(), 0
    for _ in range(rows):
        day, group = random.choice(days), f"Werkgroep {random.randrange(1, 9)}"
        here = [partners[int(random.triangular(0, len(partners), 9))]]
        if random.random() < 0.1:
            here.append(random.choice(partners))
        names = [random.choice(spellings(*each)[: random.choice((1, 3, 6))]) for each in here]
        number = kbo(partners.index(here[0])) if len(here) == 1 and random.random() < 0.2 else ""
        person = f"Persoon {random.randrange(900)}"
        cells = [belgian(day, random), group, "; ".join(names), number, person]
        cells.append(KINDS[here[0][0]][0] if len(here) == 1 and random.random() < 0.7 else "")
        gap = random.random()
        if gap < 0.06:
            gaps += 1
            cells[1 if gap < 0.02 else 2] = random.choice(EMPTY)
        else:
            met |= {(f"{kind} {place}", group, day) for kind, place in here}
        lines.append(";".join(f'"{cell}"' if ";" in cell else cell for cell in cells))
    return Messy("\n".join(lines) + "\n", written, met, rows, gaps)


MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
    *("september", "oktober", "november", "december"),
)


def kbo(position: int) -> str:
    """Return an invented number of the KBO, as people write it."""
    first = 2_000_000 + position
    digits = f"{first:08}{97 - first % 97:02}"
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def belgian(day: str, random: Random) -> str:
    """Return a day in one of the ways in which Belgians write it."""
    of_month, month, year = day.split("/")
    forms = (
        day,
        f"{of_month:0>2}-{month:0>2}-{year}",
        f"{of_month}.{month}.{year[2:]}",
        f"{of_month} {MONTHS[int(month) - 1]} {year}",
        f"{year}-{month:0>2}-{of_month:0>2}",
    )
    return random.choice(forms)
