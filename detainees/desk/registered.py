"""Which records have pages at the desk."""

from detainees.desk.accounts import AccountAdmin
from detainees.desk.call_log import CallAdmin
from detainees.desk.detentions import DetentionAdmin
from detainees.desk.exports import ExportAdmin
from detainees.desk.figures import FigureAdmin
from detainees.desk.helplines import HelplineAdmin
from detainees.desk.people import PersonAdmin
from detainees.desk.places import CityAdmin, FacilityAdmin, RallyAdmin, RegionAdmin
from detainees.desk.site import records
from detainees.desk.sources import SourceAdmin
from detainees.models import (
    Account,
    Call,
    Detention,
    Export,
    Figure,
    Helpline,
    Person,
    Rally,
    Source,
)
from stations.models import City, Facility, Region

records.register(Person, PersonAdmin)
records.register(Detention, DetentionAdmin)
records.register(Source, SourceAdmin)
records.register(Rally, RallyAdmin)
records.register(Facility, FacilityAdmin)
records.register(City, CityAdmin)
records.register(Region, RegionAdmin)
records.register(Figure, FigureAdmin)
records.register(Helpline, HelplineAdmin)
records.register(Account, AccountAdmin)
records.register(Export, ExportAdmin)
records.register(Call, CallAdmin)

__all__ = ["records"]
