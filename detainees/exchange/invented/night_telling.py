"""How the stories of the night are told: claims by hours after the seizure or before now."""

from datetime import datetime, timedelta, timezone

from detainees.exchange.invented.cases import InventedClaim, InventedSource

MINUTE, HOUR, DAY = 16, 13, 10  # letters of a partial date

# The night's sources: kind, label, reliability; most tell of one person, some of many.
SOURCES = {
    "relative": ("relative", "родственница № {} (вымышлено)", "usually"),
    "friend": ("witness", "друг № {} (вымышлено)", "sometimes"),
    "self": ("detainee", "сам задержанный или сама задержанная, № {} (вымышлено)", "reliable"),
    "lawyer": ("lawyer", "адвокат, был в отделе (вымышлено)", "reliable"),
    "list": ("volunteer", "список волонтёров (вымышлено)", "usually"),
    "chat": ("social_media", "чат «Площадь Примерная» (вымышлено)", "sometimes"),
    "ruling": ("document", "копия постановления № {} (вымышлено)", "reliable"),
    "media": ("media", "репортаж (вымышлено)", "usually"),
}


class Teller:
    """The claims of one story as they gather; nothing is heard after now."""

    def __init__(self, number: int, seized_at: datetime, now: datetime, hours_from_utc: int):
        self.number = number
        self.seized_at = seized_at
        self.now = now
        self.zone = timezone(timedelta(hours=hours_from_utc))
        self.claims: list[InventedClaim] = []

    def after(self, hours: float) -> datetime:
        """So many hours after the seizure, on local clocks; it must have passed."""
        moment = self.seized_at + timedelta(hours=hours)
        if moment > self.now:
            raise ValueError(f"{hours} hours after the seizure lie ahead")
        return moment

    def ago(self, hours: float) -> datetime:
        """So many hours before now, on local clocks; the seizure must have been."""
        moment = self.now - timedelta(hours=hours)
        if moment < self.seized_at:
            raise ValueError(f"{hours} hours ago lie before the seizure")
        return moment

    def aware(self, moment: datetime) -> datetime:
        """The local moment with its zone."""
        return moment.replace(tzinfo=self.zone)

    def say(self, noun, source, heard, *, certainty="probable", about=None, **fields) -> int:
        """Add what ``source`` (a key of SOURCES) says; return its place among the claims."""
        kind, label, reliability = SOURCES[source]
        who = InventedSource(kind, label.format(self.number), reliability)
        claim = InventedClaim(noun, who, self.aware(heard), certainty, fields, about)
        self.claims.append(claim)
        return len(self.claims) - 1

    # What most stories consist of.

    def seized(self, source="friend", *, heard=1, letters=HOUR, **grade) -> None:
        """Seized on the square."""
        at = self.seized_at.isoformat()[:letters]
        self.say("event", source, self.after(heard), kind="seized", at=at, **grade)

    def held(self, facility, source="lawyer", *, start=1, heard=3, end=None, **grade) -> None:
        """Held in a facility from - to, in hours after the seizure."""
        fields = {"facility": facility, "from_at": self.when(start)}
        if end is not None:
            fields["to_at"] = self.when(end)
        self.say("placement", source, self.after(heard), **fields, **grade)

    def when(self, hours, letters=HOUR) -> str:
        """A partial date so many hours after the seizure."""
        return self.after(hours).isoformat()[:letters]

    def tried(self, source="lawyer", *, hours=8, article=("CAO", "488", "1")) -> int:
        """A session at night inside the station, with its charge; return the trial's place."""
        code, number, part = article
        trial = self.say(
            "trial",
            source,
            self.after(hours + 2),
            held_at=self.when(hours, MINUTE),
            facility="station",
            inside_station="yes",
            lawyer_present="no",
            closed_doors="yes",
            minutes=4,
        )
        charge = {"code": code, "article": number, "part": part}
        self.say("charge", source, self.after(hours + 2), about=trial, **charge)
        return trial

    def sentenced(self, kind, source="lawyer", *, hours=8, about=None, **fields) -> int:
        """A sentence, ruled at the session and heard two hours later."""
        ruled = self.when(hours, MINUTE)
        heard = self.after(hours + 2)
        return self.say("sentence", source, heard, about=about, kind=kind, ruled_at=ruled, **fields)

    def out(self, hours, source="self", *, manner="released", certainty="confirmed") -> None:
        """Out so many hours after the seizure, heard an hour later."""
        at = self.when(hours)
        heard = self.after(hours + 1)
        self.say("release", source, heard, certainty=certainty, manner=manner, released_at=at)

    def asked(self, reply, source="relative", *, facility="station", hours=12) -> None:
        """Somebody asked a facility."""
        at = self.when(hours)
        heard = self.after(hours)
        self.say("enquiry", source, heard, facility=facility, asked_at=at, reply=reply)
