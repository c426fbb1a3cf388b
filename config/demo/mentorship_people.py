"""Managers who ask for mentors and offer to be one. All are invented."""

from datetime import date

from config.demo.cast import PERSONAS
from config.demo.seeding import Demo, add_person
from members.models import Person

# member -> (key, title, leads staff since: year before this one and month)
MANAGERS: dict[str, tuple[tuple[str, str, str, int, int], ...]] = {
    "bolagsverket": (
        ("anders.nyberg", "Anders Nyberg", "Avdelningschef", 14, 2),
        ("ulf.hamrin", "Ulf Hamrin", "Enhetschef", 9, 9),
        ("emma.ribbing", "Emma Ribbing", "Gruppchef", 2, 3),
        ("david.lindh", "David Lindh", "Enhetschef", 3, 1),
        ("asa.wik", "Åsa Wik", "Sektionschef", 1, 8),
        ("greta.sandell", "Greta Sandell", "Gruppchef", 2, 10),
        ("simon.eklund", "Simon Eklund", "Gruppchef", 3, 2),
        ("rebecka.holm", "Rebecka Holm", "Enhetschef", 3, 5),
        ("ella.wiklund", "Ella Wiklund", "Enhetschef", 2, 4),
    ),
    "csn": (
        ("lars.backman", "Lars Backman", "Avdelningschef", 12, 4),
        ("pernilla.stark", "Pernilla Stark", "Enhetschef", 8, 1),
        ("hedvig.nylen", "Hedvig Nylén", "Enhetschef", 2, 1),
        ("fatima.osman", "Fatima Osman", "Gruppchef", 1, 10),
        ("joel.stenman", "Joel Stenman", "Gruppchef", 2, 6),
        ("cecilia.wallin", "Cecilia Wallin", "Gruppchef", 2, 8),
        ("noah.berglund", "Noah Berglund", "Enhetschef", 4, 2),
        ("hugo.lext", "Hugo Lext", "Gruppchef", 2, 3),
        ("moa.lidman", "Moa Lidman", "Gruppchef", 4, 5),
    ),
    "spv": (
        ("birgitta.ros", "Birgitta Ros", "Avdelningschef", 17, 3),
        ("linda.forsberg", "Linda Forsberg", "Enhetschef", 2, 2),
        ("sanna.moberg", "Sanna Moberg", "Gruppchef", 1, 9),
        ("kent.viberg", "Kent Viberg", "Gruppchef", 3, 8),
        ("inga.holst", "Inga Holst", "Gruppchef", 2, 9),
    ),
    "lansstyrelsen": (
        ("stefan.ahl", "Stefan Ahl", "Avdelningschef", 13, 5),
        ("johan.edlund", "Johan Edlund", "Gruppchef", 2, 4),
        ("ida.selin", "Ida Selin", "Enhetschef", 3, 11),
        ("marcus.thun", "Marcus Thun", "Enhetschef", 2, 11),
        ("elsa.norrman", "Elsa Norrman", "Enhetschef", 4, 9),
    ),
    "fk-it": (
        ("camilla.sund", "Camilla Sund", "Enhetschef", 10, 8),
        ("nadia.karimi", "Nadia Karimi", "Gruppchef", 2, 5),
        ("patrik.hell", "Patrik Hell", "Gruppchef", 1, 11),
        ("samuel.tesfaye", "Samuel Tesfaye", "Gruppchef", 2, 9),
        ("veronica.lager", "Veronica Lager", "Gruppchef", 3, 3),
        ("adam.sjoblom", "Adam Sjöblom", "Sektionschef", 3, 6),
        ("jon.aspell", "Jon Aspell", "Gruppchef", 4, 2),
    ),
    "miun": (
        ("magnus.thelin", "Magnus Thelin", "Prefekt", 13, 7),
        ("henrik.lov", "Henrik Lööv", "Avdelningschef", 11, 1),
        ("jenny.norberg", "Jenny Norberg", "Enhetschef", 2, 7),
        ("malin.brun", "Malin Brun", "Avdelningschef", 1, 7),
        ("tove.astrand", "Tove Åstrand", "Enhetschef", 4, 1),
        ("petra.noren", "Petra Norén", "Enhetschef", 2, 5),
    ),
    "skatteverket": (
        ("eva.holmgren", "Eva Holmgren", "Sektionschef", 13, 10),
        ("bjorn.agren", "Björn Ågren", "It-chef", 14, 1),
        ("monica.bylund", "Monica Bylund", "Enhetschef", 10, 3),
        ("mikael.strand", "Mikael Strand", "Sektionschef", 2, 2),
        ("robert.kallin", "Robert Kallin", "Enhetschef", 3, 4),
        ("klara.vest", "Klara Vest", "Gruppchef", 2, 9),
        ("isak.domeij", "Isak Domeij", "Sektionschef", 4, 3),
        ("wilma.stahl", "Wilma Ståhl", "Enhetschef", 3, 9),
    ),
    "harnosand": (
        ("kerstin.westin", "Kerstin Westin", "Skolchef", 16, 8),
        ("agneta.fors", "Agneta Fors", "Socialchef", 18, 1),
        ("oskar.hedman", "Oskar Hedman", "Gruppchef", 2, 12),
        ("viktor.as", "Viktor Ås", "Rektor", 2, 8),
        ("karolina.dahlin", "Karolina Dahlin", "Enhetschef", 3, 2),
        ("liv.hogberg", "Liv Högberg", "Rektor", 3, 1),
        ("ture.malm", "Ture Malm", "Enhetschef", 4, 10),
        ("frida.rask", "Frida Rask", "Gruppchef", 1, 1),
        ("alva.lund", "Alva Lund", "Gruppchef", 2, 5),
    ),
}
# Who answers for them, where it is somebody whom one may sign in as.
UNDER = {"johan.edlund": "per"}
SOFIA_SINCE = (2, 1)


def add_managers(demo: Demo) -> None:
    """Put the managers into the register, each at their authority."""
    for member, people in MANAGERS.items():
        for key, name, title, years, month in people:
            person = add_person(demo, key, name, title, member, UNDER.get(key, ""))
            _lead(person, demo.today.year - years, month)
    sofia = next(persona for persona in PERSONAS if persona.key == "sofia")
    person = add_person(demo, sofia.key, sofia.name, sofia.title, sofia.member, sofia.manager)
    years, month = SOFIA_SINCE
    _lead(person, demo.today.year - years, month)


def _lead(person: Person, year: int, month: int) -> None:
    person.manager_since = date(year, month, 1)
    person.save(update_fields=["manager_since"])
