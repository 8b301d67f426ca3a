-- What the public login may read: here the places; of people a later migration says more. Every
-- column is named: a new field of the record stays inside until a view names it.

CREATE SCHEMA public_api;

CREATE VIEW public_api.applied_migration AS
    SELECT app, name FROM public.django_migrations;

CREATE VIEW public_api.stations_region AS
    SELECT id, code, time_zone FROM public.stations_region;
CREATE VIEW public_api.stations_regionname AS
    SELECT id, region_id, kind, name_kk, name_ru, name_en, valid_from, valid_to
    FROM public.stations_regionname;
CREATE VIEW public_api.stations_city AS
    SELECT id, region_id, code, time_zone FROM public.stations_city;
CREATE VIEW public_api.stations_cityname AS
    SELECT id, city_id, kind, name_kk, name_ru, name_en, valid_from, valid_to
    FROM public.stations_cityname;
CREATE VIEW public_api.stations_facility AS
    SELECT id, kind, region_id, city_id, address, phone, latitude, longitude, capacity,
        visiting_hours, parcel_hours, verified_on, verified_by, is_invented
    FROM public.stations_facility;
CREATE VIEW public_api.stations_facilityname AS
    SELECT id, facility_id, kind, name_kk, name_ru, name_en, valid_from, valid_to
    FROM public.stations_facilityname;
