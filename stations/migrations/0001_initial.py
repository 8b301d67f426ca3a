import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import registry.lib.history
import stations.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Almaty",
                        max_length=40,
                        validators=[stations.models.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regions",
                "ordering": ["code"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="region",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_regionhistoryevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."time_zone"); RETURN NULL;',
                    hash="887546add2e4917a24a0036f16fdfabbe6848f1d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dc88b",
                    table="stations_region",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="region",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stations_regionhistoryevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."time_zone"); RETURN NULL;',
                    hash="5956c2eaad78ebfc05d14c307dd796f0e15573b1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c9e9a",
                    table="stations_region",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="region",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_regionhistoryevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (OLD."code", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."time_zone"); RETURN NULL;',
                    hash="a21b08136502bb34b3aa8f3f73e9e1a6c9ec7513",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5dcbe",
                    table="stations_region",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="City",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Almaty",
                        max_length=40,
                        validators=[stations.models.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cities",
                        to="stations.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "city",
                "verbose_name_plural": "cities",
                "ordering": ["code"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="city",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_cityhistoryevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "time_zone") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."region_id", NEW."time_zone"); RETURN NULL;',
                    hash="4d7bef5ebba3d6010e0abaddd622ae4439cc15b8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_70499",
                    table="stations_city",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="city",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stations_cityhistoryevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "time_zone") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."region_id", NEW."time_zone"); RETURN NULL;',
                    hash="e027e8f599fe455520b38537b8f16393f52de4cc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e33e9",
                    table="stations_city",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="city",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_cityhistoryevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "time_zone") VALUES (OLD."code", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."region_id", OLD."time_zone"); RETURN NULL;',
                    hash="4a66d4baa3a81841b96a2bf1ed247cb9529e04f8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6996e",
                    table="stations_city",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="RegionHistoryevent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_db_user",
                    models.CharField(
                        db_default=registry.lib.history.SessionUser(), editable=False, max_length=63
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, verbose_name="code")),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Almaty",
                        max_length=40,
                        validators=[stations.models.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="stations.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegionName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("official", "official"), ("other", "name that people use")],
                        default="official",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name_kk",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Kazakh"),
                ),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Russian"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="stations.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "name of a region",
                "verbose_name_plural": "names of regions",
                "ordering": ["kind", "-valid_from", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en", ""), ("name_kk", ""), ("name_ru", ""), _negated=True
                        ),
                        name="regionname_has_a_name",
                        violation_error_message="Give the name in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__gte", models.F("valid_from")),
                            ("valid_to", None),
                            ("valid_from", None),
                            _connector="OR",
                        ),
                        name="regionname_ends_after_start",
                        violation_error_message="A name cannot end before it begins.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_regionnamehistoryevent" ("id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."kind", NEW."name_en", NEW."name_kk", NEW."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."region_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="2fe3a5e9e8a3aca71cf1b2c005c500850a6a24a9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ddc27",
                    table="stations_regionname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionname",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stations_regionnamehistoryevent" ("id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."kind", NEW."name_en", NEW."name_kk", NEW."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."region_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="26e7ff83d5bd4ba0af2f2e6eb34208fd1d4f44d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9b5a8",
                    table="stations_regionname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_regionnamehistoryevent" ("id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "valid_from", "valid_to") VALUES (OLD."id", OLD."kind", OLD."name_en", OLD."name_kk", OLD."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."region_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="9bd34375ccb5bb6abb46762123190a22c8b57624",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_640ab",
                    table="stations_regionname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="RegionNameHistoryevent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_db_user",
                    models.CharField(
                        db_default=registry.lib.history.SessionUser(), editable=False, max_length=63
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("official", "official"), ("other", "name that people use")],
                        default="official",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name_kk",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Kazakh"),
                ),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Russian"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="stations.regionname",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CityName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("official", "official"), ("other", "name that people use")],
                        default="official",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name_kk",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Kazakh"),
                ),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Russian"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="stations.city",
                    ),
                ),
            ],
            options={
                "verbose_name": "name of a city",
                "verbose_name_plural": "names of cities",
                "ordering": ["kind", "-valid_from", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en", ""), ("name_kk", ""), ("name_ru", ""), _negated=True
                        ),
                        name="cityname_has_a_name",
                        violation_error_message="Give the name in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__gte", models.F("valid_from")),
                            ("valid_to", None),
                            ("valid_from", None),
                            _connector="OR",
                        ),
                        name="cityname_ends_after_start",
                        violation_error_message="A name cannot end before it begins.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cityname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_citynamehistoryevent" ("city_id", "id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."city_id", NEW."id", NEW."kind", NEW."name_en", NEW."name_kk", NEW."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="74d8c3b9190a0d1f4c2d2521a8243447e154e8ef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f79d6",
                    table="stations_cityname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cityname",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stations_citynamehistoryevent" ("city_id", "id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."city_id", NEW."id", NEW."kind", NEW."name_en", NEW."name_kk", NEW."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="e6776497489782c416e8d004c0abeb84c3b64100",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3ee0f",
                    table="stations_cityname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cityname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_citynamehistoryevent" ("city_id", "id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (OLD."city_id", OLD."id", OLD."kind", OLD."name_en", OLD."name_kk", OLD."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="4a727910c94d6403ba0d5f2f85bf1a122f97cb95",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_71897",
                    table="stations_cityname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="CityNameHistoryevent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_db_user",
                    models.CharField(
                        db_default=registry.lib.history.SessionUser(), editable=False, max_length=63
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("official", "official"), ("other", "name that people use")],
                        default="official",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name_kk",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Kazakh"),
                ),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Russian"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "city",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.city",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="stations.cityname",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Facility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("special_reception", "special reception centre"),
                            ("temporary_detention", "temporary detention facility"),
                            ("remand", "remand centre"),
                            ("reception_distribution", "reception and distribution centre"),
                            ("special_room", "special room at the police"),
                            ("guardhouse", "guardhouse"),
                            ("police_station", "police station"),
                            ("bus", "police bus"),
                            ("court", "court"),
                            ("hospital", "hospital"),
                            ("minors_centre", "centre for minors"),
                            ("unofficial", "unofficial place"),
                            ("unknown", "kind not known"),
                        ],
                        default="unknown",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=100, verbose_name="phone")),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="places for people"
                    ),
                ),
                (
                    "visiting_hours",
                    models.CharField(blank=True, max_length=300, verbose_name="visiting hours"),
                ),
                (
                    "parcel_hours",
                    models.CharField(blank=True, max_length=300, verbose_name="parcel hours"),
                ),
                (
                    "verified_on",
                    models.DateField(blank=True, null=True, verbose_name="verified on"),
                ),
                (
                    "verified_by",
                    models.CharField(
                        blank=True,
                        help_text="The public sees this. Name a document or an office, never a private person.",
                        max_length=300,
                        verbose_name="verified by which source",
                    ),
                ),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False,
                        help_text="The public page says so.",
                        verbose_name="invented for the demo",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facilities",
                        to="stations.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facilities",
                        to="stations.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "facility",
                "verbose_name_plural": "facilities",
                "ordering": ["region__code", "kind", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__range", (-90, 90)), ("latitude", None), _connector="OR"
                        ),
                        name="facility_latitude_is_on_earth",
                        violation_error_message="A latitude lies between -90 and 90.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("longitude__range", (-180, 180)), ("longitude", None), _connector="OR"
                        ),
                        name="facility_longitude_is_on_earth",
                        violation_error_message="A longitude lies between -180 and 180.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_facilityhistoryevent" ("address", "capacity", "city_id", "id", "is_invented", "kind", "latitude", "longitude", "parcel_hours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "verified_by", "verified_on", "visiting_hours") VALUES (NEW."address", NEW."capacity", NEW."city_id", NEW."id", NEW."is_invented", NEW."kind", NEW."latitude", NEW."longitude", NEW."parcel_hours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."region_id", NEW."verified_by", NEW."verified_on", NEW."visiting_hours"); RETURN NULL;',
                    hash="9226c98d8974ffa4b9190311311cd9a2a6208fb3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_73c68",
                    table="stations_facility",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stations_facilityhistoryevent" ("address", "capacity", "city_id", "id", "is_invented", "kind", "latitude", "longitude", "parcel_hours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "verified_by", "verified_on", "visiting_hours") VALUES (NEW."address", NEW."capacity", NEW."city_id", NEW."id", NEW."is_invented", NEW."kind", NEW."latitude", NEW."longitude", NEW."parcel_hours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."region_id", NEW."verified_by", NEW."verified_on", NEW."visiting_hours"); RETURN NULL;',
                    hash="73cd873cb488a9e7dddc4c483a4c87d310076163",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0f157",
                    table="stations_facility",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_facilityhistoryevent" ("address", "capacity", "city_id", "id", "is_invented", "kind", "latitude", "longitude", "parcel_hours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "verified_by", "verified_on", "visiting_hours") VALUES (OLD."address", OLD."capacity", OLD."city_id", OLD."id", OLD."is_invented", OLD."kind", OLD."latitude", OLD."longitude", OLD."parcel_hours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."region_id", OLD."verified_by", OLD."verified_on", OLD."visiting_hours"); RETURN NULL;',
                    hash="3458dca925222ac4ef53e93efa99d1b0b263d961",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_91e61",
                    table="stations_facility",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="FacilityName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("official", "official"), ("other", "name that people use")],
                        default="official",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name_kk",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Kazakh"),
                ),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Russian"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="stations.facility",
                    ),
                ),
            ],
            options={
                "verbose_name": "name of a facility",
                "verbose_name_plural": "names of facilities",
                "ordering": ["kind", "-valid_from", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_en", ""), ("name_kk", ""), ("name_ru", ""), _negated=True
                        ),
                        name="facilityname_has_a_name",
                        violation_error_message="Give the name in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__gte", models.F("valid_from")),
                            ("valid_to", None),
                            ("valid_from", None),
                            _connector="OR",
                        ),
                        name="facilityname_ends_after_start",
                        violation_error_message="A name cannot end before it begins.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilityname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_facilitynamehistoryevent" ("facility_id", "id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."facility_id", NEW."id", NEW."kind", NEW."name_en", NEW."name_kk", NEW."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="733b2b2928c0e9fcf8712488e00ed6abf73210e1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2220a",
                    table="stations_facilityname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilityname",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stations_facilitynamehistoryevent" ("facility_id", "id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."facility_id", NEW."id", NEW."kind", NEW."name_en", NEW."name_kk", NEW."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="daa1223553479a41bdcfd0ae388a4d4a6301b586",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4649a",
                    table="stations_facilityname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilityname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stations_facilitynamehistoryevent" ("facility_id", "id", "kind", "name_en", "name_kk", "name_ru", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (OLD."facility_id", OLD."id", OLD."kind", OLD."name_en", OLD."name_kk", OLD."name_ru", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="24f62ba37cd3e1fc288a51446a8fadec72a2c740",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f1399",
                    table="stations_facilityname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="FacilityNameHistoryevent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_db_user",
                    models.CharField(
                        db_default=registry.lib.history.SessionUser(), editable=False, max_length=63
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("official", "official"), ("other", "name that people use")],
                        default="official",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name_kk",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Kazakh"),
                ),
                (
                    "name_ru",
                    models.CharField(blank=True, max_length=200, verbose_name="name in Russian"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "facility",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.facility",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="stations.facilityname",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FacilityHistoryevent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_db_user",
                    models.CharField(
                        db_default=registry.lib.history.SessionUser(), editable=False, max_length=63
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("special_reception", "special reception centre"),
                            ("temporary_detention", "temporary detention facility"),
                            ("remand", "remand centre"),
                            ("reception_distribution", "reception and distribution centre"),
                            ("special_room", "special room at the police"),
                            ("guardhouse", "guardhouse"),
                            ("police_station", "police station"),
                            ("bus", "police bus"),
                            ("court", "court"),
                            ("hospital", "hospital"),
                            ("minors_centre", "centre for minors"),
                            ("unofficial", "unofficial place"),
                            ("unknown", "kind not known"),
                        ],
                        default="unknown",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=100, verbose_name="phone")),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="places for people"
                    ),
                ),
                (
                    "visiting_hours",
                    models.CharField(blank=True, max_length=300, verbose_name="visiting hours"),
                ),
                (
                    "parcel_hours",
                    models.CharField(blank=True, max_length=300, verbose_name="parcel hours"),
                ),
                (
                    "verified_on",
                    models.DateField(blank=True, null=True, verbose_name="verified on"),
                ),
                (
                    "verified_by",
                    models.CharField(
                        blank=True,
                        help_text="The public sees this. Name a document or an office, never a private person.",
                        max_length=300,
                        verbose_name="verified by which source",
                    ),
                ),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False,
                        help_text="The public page says so.",
                        verbose_name="invented for the demo",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="stations.facility",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CityHistoryevent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_db_user",
                    models.CharField(
                        db_default=registry.lib.history.SessionUser(), editable=False, max_length=63
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, verbose_name="code")),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Almaty",
                        max_length=40,
                        validators=[stations.models.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="stations.city",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
