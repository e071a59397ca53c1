"""What tables of municipalities hold beside them: totals, larger areas, and no place at all.

National tables have rows of regions, provinces and arrondissements between those of
municipalities, and rows for people of whom the place is not known or who live abroad.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from attrs import field, frozen

from elzmodel.territory import Municipality
from elzmodel.values.text import fold

__all__: list[str] = []

AreaKind = Literal["country", "region", "province", "arrondissement"]


@frozen
class Area:
    """An area of several municipalities, as lists of codes have it.

    *name* is that of the register, *names* are others under which people meet it. An area
    *is_outside* whose municipalities all lie outside the record.

    Example:
        >>> from elzmodel import flanders
        >>> area = next(area for area in BELGIUM if area.code == "72000")
        >>> area.kind, [str(m) for m in flanders().register.versions if area.holds(m)][0]
        ('arrondissement', 'Bocholt (72003)')
    """

    kind: AreaKind
    code: str
    name: str
    names: tuple[str, ...] = field(default=(), repr=False)
    is_outside: bool = False

    def __str__(self) -> str:
        """Show name and code."""
        return f"{self.name} ({self.code})" if self.code else self.name

    def holds(self, municipality: Municipality) -> bool:
        """Tell whether a municipality is one of this area."""
        match self.kind:
            case "region":
                return municipality.region == self.name
            case "province":
                return municipality.province == self.name
            case "arrondissement":
                return municipality.arrondissement in {self.code, self.name}
        return not self.is_outside


def _areas(
    kind: AreaKind, named: Mapping[str, str], outside: Iterable[str] = ()
) -> tuple[Area, ...]:
    """Return areas by code: the name of the register first, others after bars."""
    found = ((code, *names.split("|")) for code, names in named.items())
    is_out = frozenset(outside)
    return tuple(Area(kind, code, name, tuple(also), code in is_out) for code, name, *also in found)


_WALLOON: Final = ("20002", "50000", "60000", "80000", "90000")
_FLEMISH_AND_BRUSSELS: Final = {
    "11000": "Antwerpen|Anvers",
    "12000": "Mechelen|Malines",
    "13000": "Turnhout",
    "21000": "Brussel|Brussel-Hoofdstad|Bruxelles|Bruxelles-Capitale",
    "23000": "Halle-Vilvoorde|Hal-Vilvorde",
    "24000": "Leuven|Louvain",
    "31000": "Brugge|Bruges",
    "32000": "Diksmuide|Dixmude",
    "33000": "Ieper|Ypres",
    "34000": "Kortrijk|Courtrai",
    "35000": "Oostende|Ostende",
    "36000": "Roeselare|Roulers",
    "37000": "Tielt",
    "38000": "Veurne|Furnes",
    "41000": "Aalst|Alost",
    "42000": "Dendermonde|Termonde",
    "43000": "Eeklo",
    "44000": "Gent|Gand",
    "45000": "Oudenaarde|Audenarde",
    "46000": "Sint-Niklaas|Saint-Nicolas",
    "71000": "Hasselt",
    "72000": "Maaseik",
    "73000": "Tongeren|Tongres",
}
_OF_WALLONIA: Final = {  # Codes of former lists too, since tables of earlier years have them.
    "25000": "Nijvel|Nivelles",
    "51000": "Aat|Ath",
    "52000": "Charleroi",
    "53000": "Bergen|Mons",
    "54000": "Moeskroen|Mouscron",
    "55000": "Zinnik|Soignies",
    "56000": "Thuin",
    "57000": "Doornik|Doornik-Moeskroen|Tournai|Tournai-Mouscron",
    "58000": "La Louvière",
    "61000": "Hoei|Huy",
    "62000": "Luik|Liège",
    "63000": "Verviers",
    "64000": "Borgworm|Waremme",
    "81000": "Aarlen|Arlon",
    "82000": "Bastenaken|Bastogne",
    "83000": "Marche-en-Famenne",
    "84000": "Neufchâteau",
    "85000": "Virton",
    "91000": "Dinant",
    "92000": "Namen|Namur",
    "93000": "Philippeville",
}
BELGIUM: Final = (
    *_areas("country", {"01000": "België|Belgium|Belgique|Belgien|het Rijk|le Royaume"}),
    *_areas(
        "region",
        {
            "02000": "Vlaams Gewest|Vlaanderen|Vlaamse Gewest|Vlaamse Gemeenschap|Flanders|Flandre"
            "|Région flamande|Flemish Region",
            "03000": "Waals Gewest|Wallonië|Waalse Gewest|Wallonie|Wallonia|Région wallonne"
            "|Walloon Region",
            "04000": "Brussels Hoofdstedelijk Gewest|Brussels Gewest|BHG"
            "|Brussels Hoofdstedelijke Gewest|Région de Bruxelles-Capitale|Région bruxelloise"
            "|Brussels-Capital Region|Brussels Capital Region",
        },
        ("03000",),
    ),
    *_areas(
        "province",
        {
            "10000": "Antwerpen|Anvers|Antwerp",
            "20001": "Vlaams-Brabant|Brabant flamand|Flemish Brabant",
            "20002": "Waals-Brabant|Brabant wallon|Walloon Brabant",
            "30000": "West-Vlaanderen|Flandre occidentale|West Flanders",
            "40000": "Oost-Vlaanderen|Flandre orientale|East Flanders",
            "50000": "Henegouwen|Hainaut",
            "60000": "Luik|Liège",
            "70000": "Limburg|Limbourg",
            "80000": "Luxemburg|Luxembourg",
            "90000": "Namen|Namur",
        },
        _WALLOON,
    ),
    *_areas("arrondissement", _FLEMISH_AND_BRUSSELS),
    *_areas("arrondissement", _OF_WALLONIA, _OF_WALLONIA),
)
"""The country, its regions, provinces and arrondissements, by their codes (REFNIS)."""

_KINDS: Final[Mapping[str, AreaKind]] = {
    "region": "region",
    "regio": "region",
    "gewest": "region",
    "province": "province",
    "provincie": "province",
    "prov": "province",
    "arrondissement": "arrondissement",
    "arr": "arrondissement",
}
_BARE: Final[tuple[AreaKind, ...]] = ("country", "region", "province")
_OF: Final = frozenset({"de", "du", "d", "van", "of"})


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_PLACES: Final = _phrases("gemeente|woonplaats|plaats|adres|nis|commune|municipality|place|lieu")
_NOT_KNOWN: Final = _phrases(
    "onbekend|onbekende|ongekend|inconnu|inconnue|inconnus|unknown|unbekannt|onbepaald|indetermine"
    "|missing|blanco|niet gekend|niet bekend|niet beschikbaar|niet toegewezen|niet ingevuld"
    "|niet gelokaliseerd|niet lokaliseerbaar|niet te bepalen|non attribue|non localise"
    "|non disponible|not available|not assigned|not known"
)
_NO_PLACE: Final = _phrases(
    "andere|overige|autre|autres|other|others|rest|andere gemeenten|overige gemeenten"
    "|autres communes|other municipalities|nvt|n v t|na|n a|n b|nan|null|none"
)
_ABROAD: Final = _phrases(
    "buitenland|het buitenland|in het buitenland|buitenlander|buitenlanders|buiten belgie"
    "|niet in belgie|etranger|a l etranger|hors belgique|hors de belgique|hors de la belgique"
    "|abroad|foreign|outside belgium|ausland|andere landen|overige landen|autres pays"
    "|other countries|europese unie|rest van de wereld|nederland|pays bas|netherlands"
    "|the netherlands|frankrijk|france|duitsland|allemagne|germany|groothertogdom luxemburg"
    "|ght luxemburg|grand duche de luxembourg|verenigd koninkrijk|royaume uni|united kingdom"
)
_ELSEWHERE: Final = _phrases(
    "buiten vlaanderen|niet in vlaanderen|buiten het vlaams gewest|rest van belgie"
    "|hors flandre|hors de flandre|andere gewesten|autres regions"
)
_SUMS: Final = _phrases("t|tot|som|somme|sum|alle gemeenten|toutes les communes|algemeen totaal")
_SAID: Final[Mapping[str, str]] = {
    **dict.fromkeys(_ELSEWHERE, "outside"),
    **dict.fromkeys(_ABROAD, "abroad"),
    **dict.fromkeys(_SUMS, "total"),
    **dict.fromkeys((*_NOT_KNOWN, *_NO_PLACE), "unknown place"),
    **{f"{place} {word}": "unknown place" for place in _PLACES for word in _NOT_KNOWN},
    **{f"{word} {place}": "unknown place" for place in _PLACES for word in _NOT_KNOWN},
    **{f"{no} {p}": "unknown place" for p in _PLACES for no in ("geen", "zonder", "no", "sans")},
}
_TOTAL: Final = frozenset(_phrases("totaal|total|totaux|subtotaal|subtotal|eindtotaal"))
_FIRST: Final[Mapping[str, str]] = {
    **dict.fromkeys(("buitenland", "buitenlands", "buitenlandse", "foreign", "abroad"), "abroad"),
    **dict.fromkeys(
        _phrases(
            "eerstelijnszone|elz|politiezone|pz|logo|vervoerregio|referentieregio|zorgregio"
            "|kanton|kieskring|hulpverleningszone|regio|region"
        ),
        "larger area",
    ),
}


@frozen
class LargerAreas:
    """Larger areas by code and by name, with those that a register names.

    Example:
        >>> areas = LargerAreas(BELGIUM)
        >>> [str(areas.called(name)) for name in ("prov limburg", "wallonie", "hasselt arr")]
        ['Limburg (70000)', 'Waals Gewest (03000)', 'Hasselt (71000)']
    """

    areas: tuple[Area, ...]
    by_code: Mapping[str, Area] = field(init=False, eq=False, repr=False)
    _by_name: Mapping[tuple[AreaKind, str], Area] = field(init=False, eq=False, repr=False)
    _by_bare: Mapping[str, Area] = field(init=False, eq=False, repr=False)

    @by_code.default  # pyright: ignore[reportAttributeAccessIssue] - attrs' own
    def _coded(self) -> Mapping[str, Area]:
        return {area.code: area for area in self.areas if area.code}

    @_by_name.default  # pyright: ignore[reportAttributeAccessIssue] - attrs' own
    def _named(self) -> Mapping[tuple[AreaKind, str], Area]:
        named = ((a, name) for a in reversed(self.areas) for name in (a.name, a.code, *a.names))
        return {(area.kind, fold(name)): area for area, name in named if name}

    @_by_bare.default  # pyright: ignore[reportAttributeAccessIssue] - attrs' own
    def _bare(self) -> Mapping[str, Area]:
        found = ((name, area) for (kind, name), area in self._by_name.items() if kind in _BARE)
        return dict(sorted(found, key=lambda each: _BARE.index(each[1].kind), reverse=True))

    def coded(self, digits: str) -> Area | None:
        """Return the area of a code, also where its zero is lost or there are too many."""
        code = digits.lstrip("0").zfill(5) if len(digits) > 5 else digits.zfill(5)
        return self.by_code.get(code)

    def called(self, folded: str) -> Area | None:
        """Return the area of a name; an arrondissement has to say that it is one."""
        if area := self._by_bare.get(folded):
            return area
        words = folded.removeprefix("administratief ").split()
        if words[0] in _KINDS:
            rest = words[1:]
            while rest and rest[0] in _OF:
                del rest[0]
            return self._by_name.get((_KINDS[words[0]], " ".join(rest)))
        if words[-1] in _KINDS:
            return self._by_name.get((_KINDS[words[-1]], " ".join(words[:-1])))
        return None


def beside(folded: str) -> tuple[str, str]:
    """Return what a row is that is none of a municipality, and of what it says to be that.

    Its kind is ``unknown place``, ``abroad``, ``outside``, ``total`` or ``larger area``, and
    empty where it is none of these.

    Example:
        >>> beside("onbekende gemeente"), beside("totaal vlaams gewest"), beside("gent")
        (('unknown place', ''), ('total', 'vlaams gewest'), ('', ''))
    """
    if kind := _SAID.get(folded):
        return kind, ""
    folded = folded.replace("sub tota", "subtota")
    first, _, rest = folded.partition(" ")
    before, _, last = folded.rpartition(" ")
    if first in _TOTAL or last in _TOTAL:
        return "total", rest if first in _TOTAL else before
    return (_FIRST.get(first, ""), folded) if rest else ("", "")


def larger_areas(known: Iterable[Area], versions: Iterable[Municipality]) -> LargerAreas:
    """Return known areas, and those that municipalities name beside them."""
    named: dict[tuple[AreaKind, str], Area] = {}
    given = tuple(known)
    have = {(area.kind, name) for area in given for name in (area.name, area.code)}
    for version in versions:
        says: tuple[tuple[AreaKind, str | None], ...] = (
            ("region", version.region),
            ("province", version.province),
            ("arrondissement", version.arrondissement),
        )
        named |= {(kind, name): Area(kind, "", name) for kind, name in says if name}
    return LargerAreas((*given, *(area for key, area in named.items() if key not in have)))
