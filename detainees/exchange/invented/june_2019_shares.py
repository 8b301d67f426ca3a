"""Every number behind the invented cases of June 2019; `fixtures/README.md` lists them.

REPORT: stands in the report of the Open Dialogue Foundation of June 2019 (section in brackets).
INVENTED: chosen here, because the report gives no share.
"""

from datetime import date

from detainees.exchange.invented.cases import InventedRally
from detainees.exchange.invented.draw import Pool

ELECTION_DAY = date(2019, 6, 9)
# REPORT (2, 5): the report's own list, by rally. Aktobe: the four arrested are all that it lists.
RALLIES = (
    InventedRally("almaty-9", "almaty", date(2019, 6, 9), None, 203, 71, ("bostandyk", "turksib")),
    InventedRally(
        "nur-sultan-9", "nur-sultan", date(2019, 6, 9), None, 461, 379, ("yesil", "baikonur")
    ),
    InventedRally("aktobe-9", "aktobe", date(2019, 6, 9), None, 4, 4, ("aktobe-station",), 5),
    InventedRally(
        "almaty-10",
        "almaty",
        date(2019, 6, 10),
        date(2019, 6, 11),
        140,
        121,
        ("bostandyk", "turksib"),
    ),
    InventedRally(
        "nur-sultan-10", "nur-sultan", date(2019, 6, 10), None, 272, 63, ("yesil", "baikonur")
    ),
)
# INVENTED: how many of Almaty's 19 not arrested at the second rally were seized after midnight.
SEIZED_ON_11_JUNE = 8
# INVENTED, near the official 305 fined to 172 warned (REPORT 1): the 442 who were not arrested.
NOT_ARRESTED = {"fine": 214, "warning": 121, "released": 107}
# REPORT (8): sentences reduced from 10 to 19 June, the whole country.
REDUCED = 311
# REPORT (3): journalists and human rights defenders, at least. INVENTED: all other roles.
ROLES = {
    "journalist": 13,
    "human_rights_defender": 7,
    "observer": 9,
    "lawyer": 2,
    "passer_by": 97,
    "unknown": 86,
}
# INVENTED: people whom the law excludes from arrest and who were arrested all the same.
EXCLUDED_BUT_ARRESTED = 3
# REPORT (5): about 200 of Nur-Sultan's 9 June were taken to the Akmola and Karaganda regions, and
# some of Almaty's to the Almaty region. INVENTED: every number but the 200.
PLACES_OF_ARREST = {
    "almaty-9": {"almaty-reception": 45, "almaty-region-1": 16, "almaty-region-2": 10},
    "nur-sultan-9": {
        "nur-sultan-tdf": 179,
        "akmola-1": 60,
        "akmola-2": 40,
        "akmola-3": 20,
        "karaganda-1": 50,
        "karaganda-2": 30,
    },
    "aktobe-9": {"aktobe-reception": 4},
    "almaty-10": {"almaty-reception": 75, "almaty-region-1": 28, "almaty-region-2": 18},
    "nur-sultan-10": {"nur-sultan-tdf": 45, "akmola-1": 18},
}
OUT_OF_TOWN = ("akmola", "karaganda", "almaty-region")
# REPORT (5): most under art. 488, some under art. 667; up to 15 days. INVENTED: the shares.
CHARGES = Pool((("488", "1"), ("488", "3"), ("667", "")), (78, 14, 8))
DAYS_UP_TO_10 = Pool((1, 2, 3, 4, 5, 6, 7, 8, 10), (3, 5, 12, 6, 24, 5, 14, 6, 25))
DAYS_UP_TO_15 = Pool((7, 10, 12, 15), (15, 20, 15, 50))
# INVENTED: fines of the first part are 20 MCI, of the third up to 50.
FINES = {"1": Pool((20,), (1,)), "3": Pool((30, 40, 50), (3, 2, 5)), "": Pool((5, 10), (1, 1))}
# REPORT (1, 5): trials of less than five minutes. INVENTED: the shares.
MINUTES = Pool(((2, 5), (6, 9), (10, 25)), (60, 30, 10))
# INVENTED: of how many sources a case is made.
SOURCES = Pool((1, 2, 3, 4), (18, 38, 30, 14))
# INVENTED: cases in which two sources name different stations, or 10 and 15 days.
TWO_STATIONS = 9
TWO_TERMS = 12
# REPORT (4): two men were taken from a station in Nur-Sultan to a hospital.
IN_HOSPITAL = 2
# INVENTED: shares of violations, per hundred, after what the report (3, 4, 5) says of "many",
# "most" and "some". Keys of the first are conditions that `treatment` tests.
VIOLATIONS = {
    "everybody": {
        "phone_seized": 38,
        "political_questions": 30,
        "threatened": 5,
        "beaten": 3,
        "no_documents": 6,
    },
    "held_for_hours": {"over_limit": 85, "no_food": 24, "no_water": 18, "no_toilet": 15},
    "held_overnight": {"no_sleep": 9, "no_medicine": 2},
    "tried": {"no_lawyer": 24},
    "out_of_town": {"relatives_not_told": 55, "crowded_transport": 50},
    "beaten": {"injured": 45},
    "minor": {"minor_held": 100},
    "with_child": {"child_left_alone": 10},
    "journalist": {"material_destroyed": 40},
}
# INVENTED: how much of the date of birth the record knows; an estimate spans seven years.
BIRTH_DATES = Pool(("day", "year", "estimate", "nothing"), (65, 25, 6, 4))
