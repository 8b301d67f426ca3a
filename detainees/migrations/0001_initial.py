import detainees.models.account
import detainees.models.person
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import registry.lib.dates
import registry.lib.history
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("registry", "0001_partial_dates"),
        ("stations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=detainees.models.person.make_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="public id",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("listed", "listed: on the public list"),
                            ("findable", "findable: by name and year of birth only"),
                            ("confidential", "confidential: stays at the desk"),
                        ],
                        default="confidential",
                        help_text="A moderator sets it. “Listed” needs a recorded consent of scope “list”.",
                        max_length=12,
                        verbose_name="who may see",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "female"), ("male", "male"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="sex",
                    ),
                ),
                (
                    "birth_date",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As much as is known: 1987 is enough. The public sees a five-year band.",
                        max_length=16,
                        verbose_name="date of birth",
                    ),
                ),
                (
                    "birth_year_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="born not before (estimate)"
                    ),
                ),
                (
                    "birth_year_to",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="born not after (estimate)"
                    ),
                ),
                (
                    "looks_minor",
                    models.BooleanField(
                        default=False,
                        help_text="When the age is not known.",
                        verbose_name="looks under 18",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="For somebody unidentified: “woman about 30, red jacket, bus 4”. Never public.",
                        verbose_name="description",
                    ),
                ),
                (
                    "occupation",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=200,
                        verbose_name="occupation",
                    ),
                ),
                (
                    "citizenship",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=100,
                        verbose_name="citizenship",
                    ),
                ),
                (
                    "identity_number",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=30,
                        verbose_name="identity number",
                    ),
                ),
                (
                    "home_address",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=300,
                        verbose_name="home address",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, help_text="Never public.", max_length=100, verbose_name="phone"
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="invented for the demo"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made at"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="detainees.person",
                        verbose_name="merged into",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["id"],
                "permissions": [("set_level", "Can set who may see a person")],
                "indexes": [models.Index(fields=["level"], name="person_level")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_date", ""),
                            (
                                "birth_date__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="person_birth_date_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="person_not_merged_into_itself",
                        violation_error_message="A person cannot be merged into the same person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year_to__gte", models.F("birth_year_from")),
                            ("birth_year_from", None),
                            ("birth_year_to", None),
                            _connector="OR",
                        ),
                        name="person_birth_estimate_in_order",
                        violation_error_message="The estimate of the year of birth ends before it begins.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_personhistoryevent" ("birth_date", "birth_year_from", "birth_year_to", "citizenship", "description", "home_address", "id", "identity_number", "is_invented", "level", "looks_minor", "made_at", "merged_into_id", "note", "occupation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "sex") VALUES (NEW."birth_date", NEW."birth_year_from", NEW."birth_year_to", NEW."citizenship", NEW."description", NEW."home_address", NEW."id", NEW."identity_number", NEW."is_invented", NEW."level", NEW."looks_minor", NEW."made_at", NEW."merged_into_id", NEW."note", NEW."occupation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."public_id", NEW."sex"); RETURN NULL;',
                    hash="a9f21bf717319171a0aabff917e4b0333fb1faae",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_033d1",
                    table="detainees_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_personhistoryevent" ("birth_date", "birth_year_from", "birth_year_to", "citizenship", "description", "home_address", "id", "identity_number", "is_invented", "level", "looks_minor", "made_at", "merged_into_id", "note", "occupation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "sex") VALUES (NEW."birth_date", NEW."birth_year_from", NEW."birth_year_to", NEW."citizenship", NEW."description", NEW."home_address", NEW."id", NEW."identity_number", NEW."is_invented", NEW."level", NEW."looks_minor", NEW."made_at", NEW."merged_into_id", NEW."note", NEW."occupation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."public_id", NEW."sex"); RETURN NULL;',
                    hash="6de3ba7815282aee68db02956cc85e0106b56926",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_03520",
                    table="detainees_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_personhistoryevent" ("birth_date", "birth_year_from", "birth_year_to", "citizenship", "description", "home_address", "id", "identity_number", "is_invented", "level", "looks_minor", "made_at", "merged_into_id", "note", "occupation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "sex") VALUES (OLD."birth_date", OLD."birth_year_from", OLD."birth_year_to", OLD."citizenship", OLD."description", OLD."home_address", OLD."id", OLD."identity_number", OLD."is_invented", OLD."level", OLD."looks_minor", OLD."made_at", OLD."merged_into_id", OLD."note", OLD."occupation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."public_id", OLD."sex"); RETURN NULL;',
                    hash="3864acbbaa9d65322b276ec53662058ca835ee83",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e1396",
                    table="detainees_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Health",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_pregnant",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="pregnant",
                    ),
                ),
                (
                    "has_child_under_14",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="has a child under 14",
                    ),
                ),
                (
                    "raises_child_alone",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="raises the child alone",
                    ),
                ),
                (
                    "disability",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("1", "group I"),
                            ("2", "group II"),
                            ("3", "group III"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=7,
                        verbose_name="disability",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="illness, medicine, injuries")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="health",
                        to="detainees.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "health",
                "verbose_name_plural": "health",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="health",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_healthhistoryevent" ("disability", "has_child_under_14", "id", "is_pregnant", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raises_child_alone") VALUES (NEW."disability", NEW."has_child_under_14", NEW."id", NEW."is_pregnant", NEW."note", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."raises_child_alone"); RETURN NULL;',
                    hash="4c8d15e05171a29ab2249f63c7337cd034b82820",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6c6d8",
                    table="detainees_health",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="health",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_healthhistoryevent" ("disability", "has_child_under_14", "id", "is_pregnant", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raises_child_alone") VALUES (NEW."disability", NEW."has_child_under_14", NEW."id", NEW."is_pregnant", NEW."note", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."raises_child_alone"); RETURN NULL;',
                    hash="da15da607c01b204dfc659c939a37055ac67b9f2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c3d4",
                    table="detainees_health",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="health",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_healthhistoryevent" ("disability", "has_child_under_14", "id", "is_pregnant", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raises_child_alone") VALUES (OLD."disability", OLD."has_child_under_14", OLD."id", OLD."is_pregnant", OLD."note", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."raises_child_alone"); RETURN NULL;',
                    hash="f20c10b796918865ff2b8d6dfa8716d869adae6e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3d2d6",
                    table="detainees_health",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="HealthHistoryevent",
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
                    "is_pregnant",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="pregnant",
                    ),
                ),
                (
                    "has_child_under_14",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="has a child under 14",
                    ),
                ),
                (
                    "raises_child_alone",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="raises the child alone",
                    ),
                ),
                (
                    "disability",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("1", "group I"),
                            ("2", "group II"),
                            ("3", "group III"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=7,
                        verbose_name="disability",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="illness, medicine, injuries")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.health",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonHistoryevent",
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
                    "public_id",
                    models.CharField(
                        default=detainees.models.person.make_public_id,
                        editable=False,
                        max_length=12,
                        verbose_name="public id",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("listed", "listed: on the public list"),
                            ("findable", "findable: by name and year of birth only"),
                            ("confidential", "confidential: stays at the desk"),
                        ],
                        default="confidential",
                        help_text="A moderator sets it. “Listed” needs a recorded consent of scope “list”.",
                        max_length=12,
                        verbose_name="who may see",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "female"), ("male", "male"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="sex",
                    ),
                ),
                (
                    "birth_date",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="As much as is known: 1987 is enough. The public sees a five-year band.",
                        max_length=16,
                        verbose_name="date of birth",
                    ),
                ),
                (
                    "birth_year_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="born not before (estimate)"
                    ),
                ),
                (
                    "birth_year_to",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="born not after (estimate)"
                    ),
                ),
                (
                    "looks_minor",
                    models.BooleanField(
                        default=False,
                        help_text="When the age is not known.",
                        verbose_name="looks under 18",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="For somebody unidentified: “woman about 30, red jacket, bus 4”. Never public.",
                        verbose_name="description",
                    ),
                ),
                (
                    "occupation",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=200,
                        verbose_name="occupation",
                    ),
                ),
                (
                    "citizenship",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=100,
                        verbose_name="citizenship",
                    ),
                ),
                (
                    "identity_number",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=30,
                        verbose_name="identity number",
                    ),
                ),
                (
                    "home_address",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=300,
                        verbose_name="home address",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, help_text="Never public.", max_length=100, verbose_name="phone"
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="invented for the demo"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made at"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.person",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "surname",
                    models.CharField(
                        blank=True,
                        help_text="Public when the person is listed.",
                        max_length=200,
                        verbose_name="surname",
                    ),
                ),
                (
                    "given",
                    models.CharField(
                        blank=True,
                        help_text="Public when the person is listed.",
                        max_length=200,
                        verbose_name="given name",
                    ),
                ),
                (
                    "patronymic",
                    models.CharField(
                        blank=True,
                        help_text="Public when the person is listed.",
                        max_length=200,
                        verbose_name="patronymic",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("legal", "in documents"),
                            ("heard", "as heard"),
                            ("also", "also known as"),
                            ("former", "former name"),
                            ("nickname", "nickname"),
                        ],
                        default="heard",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "script",
                    models.CharField(
                        choices=[
                            ("kk", "Kazakh letters"),
                            ("ru", "Russian letters"),
                            ("la", "Latin letters"),
                            ("other", "other letters"),
                        ],
                        default="ru",
                        max_length=5,
                        verbose_name="letters",
                    ),
                ),
                ("is_main", models.BooleanField(default=False, verbose_name="shown first")),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Lower(
                                django.db.models.functions.text.Concat(
                                    "surname",
                                    models.Value(" "),
                                    "given",
                                    models.Value(" "),
                                    "patronymic",
                                )
                            ),
                            models.Value("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
                            models.Value("абвгдежзийклмнопрстуфхцчшщъыьэюяёіғқңүұһәө"),
                            function="translate",
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="detainees.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "name",
                "verbose_name_plural": "names",
                "ordering": ["-is_main", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given", ""), ("patronymic", ""), ("surname", ""), _negated=True
                        ),
                        name="personname_not_empty",
                        violation_error_message="Write at least one part of the name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_main", True)),
                        fields=("person",),
                        name="personname_one_main",
                        violation_error_message="Only one name can be shown first.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_personnamehistoryevent" ("given", "id", "is_main", "kind", "patronymic", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "surname") VALUES (NEW."given", NEW."id", NEW."is_main", NEW."kind", NEW."patronymic", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."script", NEW."surname"); RETURN NULL;',
                    hash="c46fc708eaa092fdde8f1e8f48a39319b9e7d485",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dece5",
                    table="detainees_personname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personname",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."given" IS DISTINCT FROM (NEW."given") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_main" IS DISTINCT FROM (NEW."is_main") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."patronymic" IS DISTINCT FROM (NEW."patronymic") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."script" IS DISTINCT FROM (NEW."script") OR OLD."surname" IS DISTINCT FROM (NEW."surname"))',
                    func='INSERT INTO "detainees_personnamehistoryevent" ("given", "id", "is_main", "kind", "patronymic", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "surname") VALUES (NEW."given", NEW."id", NEW."is_main", NEW."kind", NEW."patronymic", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."script", NEW."surname"); RETURN NULL;',
                    hash="79e3f7c84d02914a5cd2dc82c2697c500455bc50",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ee4bd",
                    table="detainees_personname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_personnamehistoryevent" ("given", "id", "is_main", "kind", "patronymic", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "surname") VALUES (OLD."given", OLD."id", OLD."is_main", OLD."kind", OLD."patronymic", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."script", OLD."surname"); RETURN NULL;',
                    hash="5b3c58e1493e63ac081ab74581dfe2ce68ec3613",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0c86b",
                    table="detainees_personname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PersonNameHistoryevent",
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
                    "surname",
                    models.CharField(
                        blank=True,
                        help_text="Public when the person is listed.",
                        max_length=200,
                        verbose_name="surname",
                    ),
                ),
                (
                    "given",
                    models.CharField(
                        blank=True,
                        help_text="Public when the person is listed.",
                        max_length=200,
                        verbose_name="given name",
                    ),
                ),
                (
                    "patronymic",
                    models.CharField(
                        blank=True,
                        help_text="Public when the person is listed.",
                        max_length=200,
                        verbose_name="patronymic",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("legal", "in documents"),
                            ("heard", "as heard"),
                            ("also", "also known as"),
                            ("former", "former name"),
                            ("nickname", "nickname"),
                        ],
                        default="heard",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "script",
                    models.CharField(
                        choices=[
                            ("kk", "Kazakh letters"),
                            ("ru", "Russian letters"),
                            ("la", "Latin letters"),
                            ("other", "other letters"),
                        ],
                        default="ru",
                        max_length=5,
                        verbose_name="letters",
                    ),
                ),
                ("is_main", models.BooleanField(default=False, verbose_name="shown first")),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.personname",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="date")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Public: square, street, park.",
                        max_length=300,
                        verbose_name="place",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="invented for the demo"
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rallies",
                        to="stations.city",
                        verbose_name="city",
                    ),
                ),
            ],
            options={
                "verbose_name": "rally",
                "verbose_name_plural": "rallies",
                "ordering": ["-starts_on", "city"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("ends_on", None),
                            _connector="OR",
                        ),
                        name="rally_ends_after_start",
                        violation_error_message="A rally cannot end before it begins.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rally",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_rallyhistoryevent" ("city_id", "ends_on", "id", "is_invented", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_on") VALUES (NEW."city_id", NEW."ends_on", NEW."id", NEW."is_invented", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."starts_on"); RETURN NULL;',
                    hash="2bc17738bc9f0f0c59c9e218ebf285706612537e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_def0c",
                    table="detainees_rally",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rally",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_rallyhistoryevent" ("city_id", "ends_on", "id", "is_invented", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_on") VALUES (NEW."city_id", NEW."ends_on", NEW."id", NEW."is_invented", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."starts_on"); RETURN NULL;',
                    hash="3618d7442930bae749bd64e920136fe70870dd64",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7b40",
                    table="detainees_rally",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rally",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_rallyhistoryevent" ("city_id", "ends_on", "id", "is_invented", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts_on") VALUES (OLD."city_id", OLD."ends_on", OLD."id", OLD."is_invented", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."starts_on"); RETURN NULL;',
                    hash="900fa0f50e0964d0344af039813b6beb5b2b8627",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_47dd0",
                    table="detainees_rally",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="RallyHistoryevent",
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
                ("starts_on", models.DateField(verbose_name="date")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Public: square, street, park.",
                        max_length=300,
                        verbose_name="place",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="invented for the demo"
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="detainees.rally",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Source",
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
                            ("detainee", "the detained person"),
                            ("relative", "relative"),
                            ("witness", "witness"),
                            ("lawyer", "lawyer"),
                            ("volunteer", "volunteer or activist"),
                            ("organisation", "organisation"),
                            ("official", "authority"),
                            ("document", "document"),
                            ("media", "media"),
                            ("social_media", "social network or chat"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="So that the desk knows it again: “sister of A.”. Never public.",
                        max_length=200,
                        verbose_name="label",
                    ),
                ),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("reliable", "reliable"),
                            ("usually", "usually reliable"),
                            ("sometimes", "sometimes reliable"),
                            ("unreliable", "unreliable"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="reliability",
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Only if somebody must call back. Never public.",
                        max_length=200,
                        verbose_name="contact",
                    ),
                ),
                (
                    "url",
                    models.URLField(blank=True, max_length=500, verbose_name="address on the web"),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["label", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True),
                        name="source_has_a_label",
                        violation_error_message="Give the source a label.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_sourcehistoryevent" ("contact", "id", "kind", "label", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "url") VALUES (NEW."contact", NEW."id", NEW."kind", NEW."label", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reliability", NEW."url"); RETURN NULL;',
                    hash="8c5e81f476305bc2fabd3c8db13f9736588824de",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_29644",
                    table="detainees_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_sourcehistoryevent" ("contact", "id", "kind", "label", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "url") VALUES (NEW."contact", NEW."id", NEW."kind", NEW."label", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reliability", NEW."url"); RETURN NULL;',
                    hash="13e83c4f0b6317a5e60d9621b0e669666f5e5eb7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_45fd8",
                    table="detainees_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_sourcehistoryevent" ("contact", "id", "kind", "label", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "url") VALUES (OLD."contact", OLD."id", OLD."kind", OLD."label", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reliability", OLD."url"); RETURN NULL;',
                    hash="e662ad6f471f97602b89a8599f768e75b2a6c10a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_459be",
                    table="detainees_source",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SourceHistoryevent",
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
                            ("detainee", "the detained person"),
                            ("relative", "relative"),
                            ("witness", "witness"),
                            ("lawyer", "lawyer"),
                            ("volunteer", "volunteer or activist"),
                            ("organisation", "organisation"),
                            ("official", "authority"),
                            ("document", "document"),
                            ("media", "media"),
                            ("social_media", "social network or chat"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="So that the desk knows it again: “sister of A.”. Never public.",
                        max_length=200,
                        verbose_name="label",
                    ),
                ),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("reliable", "reliable"),
                            ("usually", "usually reliable"),
                            ("sometimes", "sometimes reliable"),
                            ("unreliable", "unreliable"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="reliability",
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Only if somebody must call back. Never public.",
                        max_length=200,
                        verbose_name="contact",
                    ),
                ),
                (
                    "url",
                    models.URLField(blank=True, max_length=500, verbose_name="address on the web"),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "This pseudonym is taken."},
                        help_text="Never a real name. Letters, digits and @ . + - _ only.",
                        max_length=60,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="pseudonym",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("kk", "Kazakh"), ("ru", "Russian"), ("en", "English")],
                        default="ru",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_staff", models.BooleanField(default=True, verbose_name="may enter the desk")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Switch off instead of deleting an account.",
                        verbose_name="is active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made at"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "ordering": ["username"],
            },
            managers=[
                ("objects", detainees.models.account.AccountManager()),
            ],
        ),
        migrations.CreateModel(
            name="Detention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("participant", "took part"),
                            ("passer_by", "passer-by"),
                            ("journalist", "journalist"),
                            ("human_rights_defender", "human rights defender"),
                            ("observer", "observer"),
                            ("lawyer", "lawyer"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=30,
                        verbose_name="as",
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        help_text="Police, special unit, plain clothes.",
                        max_length=200,
                        verbose_name="who detained",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only when it was not at a rally.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="stations.city",
                        verbose_name="city",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="detainees.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "rally",
                    models.ForeignKey(
                        blank=True,
                        help_text="Public when the person is listed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="detainees.rally",
                        verbose_name="rally",
                    ),
                ),
            ],
            options={
                "verbose_name": "detention",
                "verbose_name_plural": "detentions",
                "ordering": ["person", "id"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="detention",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_detentionhistoryevent" ("authority", "city_id", "id", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rally_id", "role") VALUES (NEW."authority", NEW."city_id", NEW."id", NEW."note", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rally_id", NEW."role"); RETURN NULL;',
                    hash="e5ec1a3b009b8b7b10ea8f74fd9de1cb84589fe7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_05bea",
                    table="detainees_detention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="detention",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_detentionhistoryevent" ("authority", "city_id", "id", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rally_id", "role") VALUES (NEW."authority", NEW."city_id", NEW."id", NEW."note", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rally_id", NEW."role"); RETURN NULL;',
                    hash="418f9f0e627e013db8eac97f51f11267cae6341f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cccd3",
                    table="detainees_detention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="detention",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_detentionhistoryevent" ("authority", "city_id", "id", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rally_id", "role") VALUES (OLD."authority", OLD."city_id", OLD."id", OLD."note", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rally_id", OLD."role"); RETURN NULL;',
                    hash="b364d59e166a94eed9f100bc1610269098a208a0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d7ec8",
                    table="detainees_detention",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DetentionHistoryevent",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("participant", "took part"),
                            ("passer_by", "passer-by"),
                            ("journalist", "journalist"),
                            ("human_rights_defender", "human rights defender"),
                            ("observer", "observer"),
                            ("lawyer", "lawyer"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=30,
                        verbose_name="as",
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        help_text="Police, special unit, plain clothes.",
                        max_length=200,
                        verbose_name="who detained",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only when it was not at a rally.",
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
                        to="detainees.detention",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "rally",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Public when the person is listed.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.rally",
                        verbose_name="rally",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entered_by_name",
                    models.CharField(blank=True, max_length=60, verbose_name="pseudonym"),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="entered at"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("form", "form"), ("import", "import"), ("demo", "demo data")],
                        default="form",
                        max_length=10,
                        verbose_name="way in",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "ordering": ["-entered_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("guardian", "parent or guardian"),
                            ("relative", "relative"),
                            ("lawyer", "lawyer"),
                        ],
                        max_length=10,
                        verbose_name="given by",
                    ),
                ),
                (
                    "given_by_name",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=200,
                        verbose_name="name of the giver",
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("find", "find: answer to name and year"),
                                ("list", "list: public list and page"),
                                ("print", "print: printed lists"),
                                ("partner", "partner: files for partners"),
                                ("un", "un: communications to the UN"),
                                ("media", "media"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                        verbose_name="to what",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("spoken", "spoken"),
                            ("message", "message"),
                            ("written", "written"),
                        ],
                        default="spoken",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "given_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="given at"
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="detainees.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["-given_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scopes__len__gt", 0),
                            (
                                "scopes__contained_by",
                                ["find", "list", "print", "partner", "un", "media"],
                            ),
                        ),
                        name="consent_scopes_are_known",
                        violation_error_message="Choose at least one thing that is agreed to.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at__gt", models.F("given_at")),
                            ("expires_at", None),
                            _connector="OR",
                        ),
                        name="consent_expires_after_given",
                        violation_error_message="A consent cannot end before it is given.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_consenthistoryevent" ("channel", "entry_id", "expires_at", "given_at", "given_by", "given_by_name", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "withdrawn_at") VALUES (NEW."channel", NEW."entry_id", NEW."expires_at", NEW."given_at", NEW."given_by", NEW."given_by_name", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."scopes", NEW."withdrawn_at"); RETURN NULL;',
                    hash="bc320670469055d678dade62890a40d9041b063d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_72b96",
                    table="detainees_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_consenthistoryevent" ("channel", "entry_id", "expires_at", "given_at", "given_by", "given_by_name", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "withdrawn_at") VALUES (NEW."channel", NEW."entry_id", NEW."expires_at", NEW."given_at", NEW."given_by", NEW."given_by_name", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."scopes", NEW."withdrawn_at"); RETURN NULL;',
                    hash="28a8ee4cf5743dab979ee1f04547bb35943ec4bb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5bae0",
                    table="detainees_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_consenthistoryevent" ("channel", "entry_id", "expires_at", "given_at", "given_by", "given_by_name", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "withdrawn_at") VALUES (OLD."channel", OLD."entry_id", OLD."expires_at", OLD."given_at", OLD."given_by", OLD."given_by_name", OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."scopes", OLD."withdrawn_at"); RETURN NULL;',
                    hash="f33e10d0c3f064c7a3e582b36259255af091554d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5ba07",
                    table="detainees_consent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "from_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time of the facility.",
                        max_length=16,
                        verbose_name="from",
                    ),
                ),
                (
                    "to_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Empty while the person is there.",
                        max_length=16,
                        verbose_name="to",
                    ),
                ),
                (
                    "ruling_shown",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        help_text="Law 353-I, art. 46-6.",
                        max_length=7,
                        verbose_name="ruling, signed and sealed, shown on admission",
                    ),
                ),
                (
                    "search_protocol_shown",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="search protocol shown",
                    ),
                ),
                (
                    "identity_shown",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="identity papers shown",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: nobody knows where. Public when the person is listed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="stations.facility",
                        verbose_name="facility",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "placement",
                "verbose_name_plural": "placements",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_at", ""),
                            (
                                "from_at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="placement_from_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_at", ""),
                            (
                                "to_at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="placement_to_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_at", ""),
                            ("to_at", ""),
                            django.db.models.lookups.LessThan(
                                registry.lib.dates.PartialStart("from_at"),
                                registry.lib.dates.PartialEnd("to_at"),
                            ),
                            _connector="OR",
                        ),
                        name="placement_ends_after_start",
                        violation_error_message="A placement cannot end before it begins.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_placementhistoryevent" ("certainty", "detention_id", "entry_id", "facility_id", "from_at", "heard_at", "id", "identity_shown", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ruling_shown", "search_protocol_shown", "source_id", "to_at") VALUES (NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."from_at", NEW."heard_at", NEW."id", NEW."identity_shown", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."ruling_shown", NEW."search_protocol_shown", NEW."source_id", NEW."to_at"); RETURN NULL;',
                    hash="bc7649e2ef880bc52ee8b2b6a1006a06a8bb602b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7711f",
                    table="detainees_placement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_placementhistoryevent" ("certainty", "detention_id", "entry_id", "facility_id", "from_at", "heard_at", "id", "identity_shown", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ruling_shown", "search_protocol_shown", "source_id", "to_at") VALUES (NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."from_at", NEW."heard_at", NEW."id", NEW."identity_shown", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."ruling_shown", NEW."search_protocol_shown", NEW."source_id", NEW."to_at"); RETURN NULL;',
                    hash="5b6a669100c8172c4ac1232db3467cbde09ef5cc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_26e4c",
                    table="detainees_placement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_placementhistoryevent" ("certainty", "detention_id", "entry_id", "facility_id", "from_at", "heard_at", "id", "identity_shown", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ruling_shown", "search_protocol_shown", "source_id", "to_at") VALUES (OLD."certainty", OLD."detention_id", OLD."entry_id", OLD."facility_id", OLD."from_at", OLD."heard_at", OLD."id", OLD."identity_shown", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."ruling_shown", OLD."search_protocol_shown", OLD."source_id", OLD."to_at"); RETURN NULL;',
                    hash="ee14ddc48bdf6ccb0873ffe5d1893e67fcc16950",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d6dff",
                    table="detainees_placement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PlacementHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "from_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time of the facility.",
                        max_length=16,
                        verbose_name="from",
                    ),
                ),
                (
                    "to_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Empty while the person is there.",
                        max_length=16,
                        verbose_name="to",
                    ),
                ),
                (
                    "ruling_shown",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        help_text="Law 353-I, art. 46-6.",
                        max_length=7,
                        verbose_name="ruling, signed and sealed, shown on admission",
                    ),
                ),
                (
                    "search_protocol_shown",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="search protocol shown",
                    ),
                ),
                (
                    "identity_shown",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="identity papers shown",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: nobody knows where. Public when the person is listed.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.facility",
                        verbose_name="facility",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.placement",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("released", "released"),
                            ("escaped", "escaped"),
                            ("freed", "freed by others"),
                            ("expelled", "expelled from the country"),
                            ("died", "died"),
                        ],
                        default="released",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "released_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time. Public when the person is listed.",
                        max_length=16,
                        verbose_name="when",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "release",
                "verbose_name_plural": "releases",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at", ""),
                            (
                                "released_at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="release_released_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="release",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_releasehistoryevent" ("certainty", "detention_id", "entry_id", "heard_at", "id", "manner", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "source_id") VALUES (NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."heard_at", NEW."id", NEW."manner", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."released_at", NEW."source_id"); RETURN NULL;',
                    hash="007fa5bc51c754abdc459fde24ac20239b9195dd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64f94",
                    table="detainees_release",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="release",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_releasehistoryevent" ("certainty", "detention_id", "entry_id", "heard_at", "id", "manner", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "source_id") VALUES (NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."heard_at", NEW."id", NEW."manner", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."released_at", NEW."source_id"); RETURN NULL;',
                    hash="6f59c4133aabc76f86b986432727121693978777",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eeed6",
                    table="detainees_release",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="release",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_releasehistoryevent" ("certainty", "detention_id", "entry_id", "heard_at", "id", "manner", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "source_id") VALUES (OLD."certainty", OLD."detention_id", OLD."entry_id", OLD."heard_at", OLD."id", OLD."manner", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."released_at", OLD."source_id"); RETURN NULL;',
                    hash="3ba33ce539f6bc86caf73dd6c993a9c6c92d8db2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0e013",
                    table="detainees_release",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ReleaseHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("released", "released"),
                            ("escaped", "escaped"),
                            ("freed", "freed by others"),
                            ("expelled", "expelled from the country"),
                            ("died", "died"),
                        ],
                        default="released",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "released_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time. Public when the person is listed.",
                        max_length=16,
                        verbose_name="when",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.release",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "held_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time. Public when the person is listed.",
                        max_length=16,
                        verbose_name="when",
                    ),
                ),
                (
                    "inside_station",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="inside a police station",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="minutes it lasted"
                    ),
                ),
                ("judge", models.CharField(blank=True, max_length=200, verbose_name="judge")),
                (
                    "prosecutor",
                    models.CharField(blank=True, max_length=200, verbose_name="prosecutor"),
                ),
                (
                    "lawyer_present",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="lawyer present",
                    ),
                ),
                (
                    "closed_doors",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="behind closed doors",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trials",
                        to="stations.facility",
                        verbose_name="where",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "trial",
                "verbose_name_plural": "trials",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_at", ""),
                            (
                                "held_at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="trial_held_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trial",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_trialhistoryevent" ("certainty", "closed_doors", "detention_id", "entry_id", "facility_id", "heard_at", "held_at", "id", "inside_station", "judge", "lawyer_present", "minutes", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prosecutor", "source_id") VALUES (NEW."certainty", NEW."closed_doors", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."heard_at", NEW."held_at", NEW."id", NEW."inside_station", NEW."judge", NEW."lawyer_present", NEW."minutes", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prosecutor", NEW."source_id"); RETURN NULL;',
                    hash="fee6385c194490c9ba9e481c2b2ba19859081994",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4bb76",
                    table="detainees_trial",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trial",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_trialhistoryevent" ("certainty", "closed_doors", "detention_id", "entry_id", "facility_id", "heard_at", "held_at", "id", "inside_station", "judge", "lawyer_present", "minutes", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prosecutor", "source_id") VALUES (NEW."certainty", NEW."closed_doors", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."heard_at", NEW."held_at", NEW."id", NEW."inside_station", NEW."judge", NEW."lawyer_present", NEW."minutes", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prosecutor", NEW."source_id"); RETURN NULL;',
                    hash="554ff5327cb62a4ab0f95711c95cb2c6d6388141",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d8e19",
                    table="detainees_trial",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trial",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_trialhistoryevent" ("certainty", "closed_doors", "detention_id", "entry_id", "facility_id", "heard_at", "held_at", "id", "inside_station", "judge", "lawyer_present", "minutes", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prosecutor", "source_id") VALUES (OLD."certainty", OLD."closed_doors", OLD."detention_id", OLD."entry_id", OLD."facility_id", OLD."heard_at", OLD."held_at", OLD."id", OLD."inside_station", OLD."judge", OLD."lawyer_present", OLD."minutes", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prosecutor", OLD."source_id"); RETURN NULL;',
                    hash="b40467fc3b033e43656c6d53ad36682f38630e19",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0dec9",
                    table="detainees_trial",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Sentence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("administrative_arrest", "administrative arrest"),
                            ("fine", "fine"),
                            ("warning", "warning"),
                            ("house_arrest", "house arrest"),
                            ("remand", "remand in custody"),
                            ("criminal_arrest", "arrest as a criminal penalty"),
                            ("imprisonment", "imprisonment"),
                            ("expulsion", "expulsion"),
                            ("dismissed", "case dismissed"),
                            ("other", "other"),
                        ],
                        max_length=25,
                        verbose_name="kind",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="For an arrest: 1 to 90.",
                        null=True,
                        verbose_name="days",
                    ),
                ),
                (
                    "amount_mci",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="fine in MCI",
                    ),
                ),
                (
                    "ruled_at",
                    registry.lib.dates.PartialDateField(
                        blank=True, default="", max_length=16, verbose_name="date of the ruling"
                    ),
                ),
                (
                    "counted_from",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="The instant that the ruling names, local time.",
                        max_length=16,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sentences",
                        to="detainees.trial",
                        verbose_name="trial",
                    ),
                ),
            ],
            options={
                "verbose_name": "sentence",
                "verbose_name_plural": "sentences",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ruled_at", ""),
                            (
                                "ruled_at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="sentence_ruled_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counted_from", ""),
                            (
                                "counted_from__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="sentence_counted_from_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__range", (1, 90)), ("days", None), _connector="OR"
                        ),
                        name="sentence_days_1_to_90",
                        violation_error_message="Days of arrest lie between 1 and 90.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_mci__gt", 0), ("amount_mci", None), _connector="OR"
                        ),
                        name="sentence_fine_above_zero",
                        violation_error_message="A fine is more than nothing.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sentence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_sentencehistoryevent" ("amount_mci", "certainty", "counted_from", "days", "detention_id", "entry_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ruled_at", "source_id", "trial_id") VALUES (NEW."amount_mci", NEW."certainty", NEW."counted_from", NEW."days", NEW."detention_id", NEW."entry_id", NEW."heard_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."ruled_at", NEW."source_id", NEW."trial_id"); RETURN NULL;',
                    hash="ced6d87abc65d219664ff74c3926cca5408c2d30",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d874b",
                    table="detainees_sentence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sentence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_sentencehistoryevent" ("amount_mci", "certainty", "counted_from", "days", "detention_id", "entry_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ruled_at", "source_id", "trial_id") VALUES (NEW."amount_mci", NEW."certainty", NEW."counted_from", NEW."days", NEW."detention_id", NEW."entry_id", NEW."heard_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."ruled_at", NEW."source_id", NEW."trial_id"); RETURN NULL;',
                    hash="35cacb87d14386a1c7ca8657d60b20fea3bd86f7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_914d7",
                    table="detainees_sentence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sentence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_sentencehistoryevent" ("amount_mci", "certainty", "counted_from", "days", "detention_id", "entry_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ruled_at", "source_id", "trial_id") VALUES (OLD."amount_mci", OLD."certainty", OLD."counted_from", OLD."days", OLD."detention_id", OLD."entry_id", OLD."heard_at", OLD."id", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."ruled_at", OLD."source_id", OLD."trial_id"); RETURN NULL;',
                    hash="e2bdca5a8a1479e5c59533b4c41c7214b645617a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4d4b0",
                    table="detainees_sentence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SentenceChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reduced", "reduced"),
                            ("appeal", "decided on appeal"),
                            ("cancelled", "cancelled"),
                            ("early_end", "ended early"),
                        ],
                        default="reduced",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "decided_at",
                    registry.lib.dates.PartialDateField(
                        blank=True, default="", max_length=16, verbose_name="when"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The whole term after the change.",
                        null=True,
                        verbose_name="days now",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "sentence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="detainees.sentence",
                        verbose_name="sentence",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "sentence change",
                "verbose_name_plural": "sentence changes",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at", ""),
                            (
                                "decided_at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="sentencechange_decided_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__range", (0, 90)), ("days", None), _connector="OR"
                        ),
                        name="sentencechange_days_0_to_90",
                        violation_error_message="Days after a change lie between 0 and 90.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sentencechange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_sentencechangehistoryevent" ("certainty", "days", "decided_at", "detention_id", "entry_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence_id", "source_id") VALUES (NEW."certainty", NEW."days", NEW."decided_at", NEW."detention_id", NEW."entry_id", NEW."heard_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sentence_id", NEW."source_id"); RETURN NULL;',
                    hash="69a0a9f99e2b4f2d590497560b00b701ba8672b2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61ccd",
                    table="detainees_sentencechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sentencechange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_sentencechangehistoryevent" ("certainty", "days", "decided_at", "detention_id", "entry_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence_id", "source_id") VALUES (NEW."certainty", NEW."days", NEW."decided_at", NEW."detention_id", NEW."entry_id", NEW."heard_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sentence_id", NEW."source_id"); RETURN NULL;',
                    hash="273d52221982cf2a9fa5fda2f403f9260ce3ab62",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c458e",
                    table="detainees_sentencechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sentencechange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_sentencechangehistoryevent" ("certainty", "days", "decided_at", "detention_id", "entry_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence_id", "source_id") VALUES (OLD."certainty", OLD."days", OLD."decided_at", OLD."detention_id", OLD."entry_id", OLD."heard_at", OLD."id", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sentence_id", OLD."source_id"); RETURN NULL;',
                    hash="14c6a6bfb1882cf44552ea73df4367dc59113925",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2f278",
                    table="detainees_sentencechange",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SentenceChangeHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reduced", "reduced"),
                            ("appeal", "decided on appeal"),
                            ("cancelled", "cancelled"),
                            ("early_end", "ended early"),
                        ],
                        default="reduced",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "decided_at",
                    registry.lib.dates.PartialDateField(
                        blank=True, default="", max_length=16, verbose_name="when"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The whole term after the change.",
                        null=True,
                        verbose_name="days now",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.sentencechange",
                    ),
                ),
                (
                    "sentence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.sentence",
                        verbose_name="sentence",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentenceHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("administrative_arrest", "administrative arrest"),
                            ("fine", "fine"),
                            ("warning", "warning"),
                            ("house_arrest", "house arrest"),
                            ("remand", "remand in custody"),
                            ("criminal_arrest", "arrest as a criminal penalty"),
                            ("imprisonment", "imprisonment"),
                            ("expulsion", "expulsion"),
                            ("dismissed", "case dismissed"),
                            ("other", "other"),
                        ],
                        max_length=25,
                        verbose_name="kind",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="For an arrest: 1 to 90.",
                        null=True,
                        verbose_name="days",
                    ),
                ),
                (
                    "amount_mci",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        verbose_name="fine in MCI",
                    ),
                ),
                (
                    "ruled_at",
                    registry.lib.dates.PartialDateField(
                        blank=True, default="", max_length=16, verbose_name="date of the ruling"
                    ),
                ),
                (
                    "counted_from",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="The instant that the ruling names, local time.",
                        max_length=16,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.sentence",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.trial",
                        verbose_name="trial",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrialHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "held_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time. Public when the person is listed.",
                        max_length=16,
                        verbose_name="when",
                    ),
                ),
                (
                    "inside_station",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="inside a police station",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="minutes it lasted"
                    ),
                ),
                ("judge", models.CharField(blank=True, max_length=200, verbose_name="judge")),
                (
                    "prosecutor",
                    models.CharField(blank=True, max_length=200, verbose_name="prosecutor"),
                ),
                (
                    "lawyer_present",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="lawyer present",
                    ),
                ),
                (
                    "closed_doors",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=7,
                        verbose_name="behind closed doors",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.facility",
                        verbose_name="where",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.trial",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Violation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("over_limit", "held over the limit"),
                            ("no_lawyer", "no lawyer"),
                            ("relatives_not_told", "relatives not told"),
                            ("no_food", "no food"),
                            ("no_water", "no water"),
                            ("no_toilet", "no toilet"),
                            ("no_sleep", "no sleep"),
                            ("no_medicine", "no medicine"),
                            ("beaten", "beaten"),
                            ("injured", "injured"),
                            ("phone_seized", "phone seized"),
                            ("political_questions", "asked about political views"),
                            ("no_documents", "no papers drawn up"),
                            ("material_destroyed", "photos or films erased"),
                            ("minor_held", "minor held"),
                            ("child_left_alone", "child left alone"),
                            ("threatened", "threatened"),
                            ("crowded_transport", "crowded transport"),
                            ("other", "other"),
                        ],
                        max_length=30,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "at",
                    registry.lib.dates.PartialDateField(
                        blank=True, default="", max_length=16, verbose_name="when"
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="violations",
                        to="stations.facility",
                        verbose_name="where",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "violation",
                "verbose_name_plural": "violations",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at", ""),
                            (
                                "at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="violation_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="violation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_violationhistoryevent" ("at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (NEW."at", NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."heard_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id"); RETURN NULL;',
                    hash="e8d4eb0f28cb52c82a59122c542bd23bda4602c9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d1099",
                    table="detainees_violation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="violation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_violationhistoryevent" ("at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (NEW."at", NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."heard_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id"); RETURN NULL;',
                    hash="2188e9f745edf8bfa13a8d3a3375f2040464e366",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25081",
                    table="detainees_violation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="violation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_violationhistoryevent" ("at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (OLD."at", OLD."certainty", OLD."detention_id", OLD."entry_id", OLD."facility_id", OLD."heard_at", OLD."id", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id"); RETURN NULL;',
                    hash="81d7779c2b28bec41f5c819c37c519b3ae270462",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_80747",
                    table="detainees_violation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ViolationHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("over_limit", "held over the limit"),
                            ("no_lawyer", "no lawyer"),
                            ("relatives_not_told", "relatives not told"),
                            ("no_food", "no food"),
                            ("no_water", "no water"),
                            ("no_toilet", "no toilet"),
                            ("no_sleep", "no sleep"),
                            ("no_medicine", "no medicine"),
                            ("beaten", "beaten"),
                            ("injured", "injured"),
                            ("phone_seized", "phone seized"),
                            ("political_questions", "asked about political views"),
                            ("no_documents", "no papers drawn up"),
                            ("material_destroyed", "photos or films erased"),
                            ("minor_held", "minor held"),
                            ("child_left_alone", "child left alone"),
                            ("threatened", "threatened"),
                            ("crowded_transport", "crowded transport"),
                            ("other", "other"),
                        ],
                        max_length=30,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "at",
                    registry.lib.dates.PartialDateField(
                        blank=True, default="", max_length=16, verbose_name="when"
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.facility",
                        verbose_name="where",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.violation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("CAO", "Code of Administrative Offences"),
                            ("CC", "Criminal Code"),
                        ],
                        default="CAO",
                        max_length=3,
                        verbose_name="code",
                    ),
                ),
                (
                    "article",
                    models.CharField(
                        help_text="For example 488.", max_length=10, verbose_name="article"
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=10, verbose_name="part")),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="detainees.trial",
                        verbose_name="trial",
                    ),
                ),
            ],
            options={
                "verbose_name": "charge",
                "verbose_name_plural": "charges",
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_chargehistoryevent" ("article", "certainty", "code", "detention_id", "entry_id", "heard_at", "id", "note", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "trial_id") VALUES (NEW."article", NEW."certainty", NEW."code", NEW."detention_id", NEW."entry_id", NEW."heard_at", NEW."id", NEW."note", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id", NEW."trial_id"); RETURN NULL;',
                    hash="e38445c770da593974a59a126e46f01d4607ea9e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_43b67",
                    table="detainees_charge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_chargehistoryevent" ("article", "certainty", "code", "detention_id", "entry_id", "heard_at", "id", "note", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "trial_id") VALUES (NEW."article", NEW."certainty", NEW."code", NEW."detention_id", NEW."entry_id", NEW."heard_at", NEW."id", NEW."note", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id", NEW."trial_id"); RETURN NULL;',
                    hash="88ec7a336136fd0a121f8df14ff37f4a964a5fe4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e677b",
                    table="detainees_charge",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_chargehistoryevent" ("article", "certainty", "code", "detention_id", "entry_id", "heard_at", "id", "note", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "trial_id") VALUES (OLD."article", OLD."certainty", OLD."code", OLD."detention_id", OLD."entry_id", OLD."heard_at", OLD."id", OLD."note", OLD."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id", OLD."trial_id"); RETURN NULL;',
                    hash="590eef5843fb1a0dcf327988fff5682fd7e1737e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_534ac",
                    table="detainees_charge",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "asked_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time. Public when the person is listed.",
                        max_length=16,
                        verbose_name="asked",
                    ),
                ),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("held", "held here"),
                            ("not_held", "told: not here"),
                            ("refused", "refused to say"),
                            ("no_answer", "no answer"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enquiries",
                        to="stations.facility",
                        verbose_name="facility",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "enquiry",
                "verbose_name_plural": "enquiries",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_at", ""),
                            (
                                "asked_at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="enquiry_asked_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_enquiryhistoryevent" ("asked_at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply", "source_id") VALUES (NEW."asked_at", NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."heard_at", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reply", NEW."source_id"); RETURN NULL;',
                    hash="c8445dd7fe6dc82b86bebccf350bfc4fa9651a83",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1a454",
                    table="detainees_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_enquiryhistoryevent" ("asked_at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply", "source_id") VALUES (NEW."asked_at", NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."heard_at", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reply", NEW."source_id"); RETURN NULL;',
                    hash="6330f01b0954821c506c672181f492691d73b4a0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7e460",
                    table="detainees_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_enquiryhistoryevent" ("asked_at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply", "source_id") VALUES (OLD."asked_at", OLD."certainty", OLD."detention_id", OLD."entry_id", OLD."facility_id", OLD."heard_at", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reply", OLD."source_id"); RETURN NULL;',
                    hash="2a17eadab0d1064d82254a2b8e7a96393e578128",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_709e6",
                    table="detainees_enquiry",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="EnquiryHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "asked_at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time. Public when the person is listed.",
                        max_length=16,
                        verbose_name="asked",
                    ),
                ),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("held", "held here"),
                            ("not_held", "told: not here"),
                            ("refused", "refused to say"),
                            ("no_answer", "no answer"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.facility",
                        verbose_name="facility",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.enquiry",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConsentHistoryevent",
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
                    "given_by",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("guardian", "parent or guardian"),
                            ("relative", "relative"),
                            ("lawyer", "lawyer"),
                        ],
                        max_length=10,
                        verbose_name="given by",
                    ),
                ),
                (
                    "given_by_name",
                    models.CharField(
                        blank=True,
                        help_text="Never public.",
                        max_length=200,
                        verbose_name="name of the giver",
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("find", "find: answer to name and year"),
                                ("list", "list: public list and page"),
                                ("print", "print: printed lists"),
                                ("partner", "partner: files for partners"),
                                ("un", "un: communications to the UN"),
                                ("media", "media"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                        verbose_name="to what",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("spoken", "spoken"),
                            ("message", "message"),
                            ("written", "written"),
                        ],
                        default="spoken",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "given_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="given at"
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.consent",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChargeHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("CAO", "Code of Administrative Offences"),
                            ("CC", "Criminal Code"),
                        ],
                        default="CAO",
                        max_length=3,
                        verbose_name="code",
                    ),
                ),
                (
                    "article",
                    models.CharField(
                        help_text="For example 488.", max_length=10, verbose_name="article"
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=10, verbose_name="part")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.charge",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.trial",
                        verbose_name="trial",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("seized", "seized"),
                            ("delivered", "brought to the station"),
                            ("protocol", "protocol drawn up"),
                            ("case_opened", "case opened"),
                            ("identified", "identified"),
                            ("prosecutor_told", "prosecutor told"),
                            ("relatives_told", "relatives told"),
                            ("embassy_told", "embassy told"),
                            ("copy_delivered", "copy of the ruling handed over"),
                        ],
                        max_length=20,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time. Public when the person is listed.",
                        max_length=16,
                        verbose_name="when",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="stations.facility",
                        verbose_name="where",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_claims",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at", ""),
                            (
                                "at__regex",
                                "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="event_at_is_partial_date",
                        violation_error_message="Write a date as 09.06.2019 18:30, or as much of it as is known: 09.06.2019, 06.2019, 2019.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_eventhistoryevent" ("at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (NEW."at", NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."heard_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source_id"); RETURN NULL;',
                    hash="17e48736be85ef6d657b499d09d91a147684bdf9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52fe3",
                    table="detainees_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_eventhistoryevent" ("at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (NEW."at", NEW."certainty", NEW."detention_id", NEW."entry_id", NEW."facility_id", NEW."heard_at", NEW."id", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source_id"); RETURN NULL;',
                    hash="054269b493ca10832c77e639023f838b6e15b714",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8bafd",
                    table="detainees_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_eventhistoryevent" ("at", "certainty", "detention_id", "entry_id", "facility_id", "heard_at", "id", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") VALUES (OLD."at", OLD."certainty", OLD."detention_id", OLD."entry_id", OLD."facility_id", OLD."heard_at", OLD."id", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source_id"); RETURN NULL;',
                    hash="7e627cccb2e86ebea8d2b2de7cb22e437466adeb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2cc2d",
                    table="detainees_event",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="EventHistoryevent",
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
                    "heard_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="heard at"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("doubtful", "doubtful"),
                            ("unknown", "not graded"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="certainty",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="Never public.", verbose_name="note"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("seized", "seized"),
                            ("delivered", "brought to the station"),
                            ("protocol", "protocol drawn up"),
                            ("case_opened", "case opened"),
                            ("identified", "identified"),
                            ("prosecutor_told", "prosecutor told"),
                            ("relatives_told", "relatives told"),
                            ("embassy_told", "embassy told"),
                            ("copy_delivered", "copy of the ruling handed over"),
                        ],
                        max_length=20,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "at",
                    registry.lib.dates.PartialDateField(
                        blank=True,
                        default="",
                        help_text="Local time. Public when the person is listed.",
                        max_length=16,
                        verbose_name="when",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.detention",
                        verbose_name="detention",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stations.facility",
                        verbose_name="where",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.event",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="detainees.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("exported_by_name", models.CharField(max_length=60, verbose_name="pseudonym")),
                (
                    "exported_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="taken out at"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "form",
                    models.CharField(
                        choices=[("xlsx", "XLSX"), ("csv", "CSV")],
                        max_length=5,
                        verbose_name="form",
                    ),
                ),
                ("filters", models.JSONField(default=dict, verbose_name="filters")),
                ("columns", models.JSONField(default=list, verbose_name="columns")),
                ("rows", models.PositiveIntegerField(verbose_name="rows")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "exported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken out by",
                    ),
                ),
            ],
            options={
                "verbose_name": "export",
                "verbose_name_plural": "exports",
                "ordering": ["-exported_at", "-id"],
                "default_permissions": ("add", "view"),
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("metric", models.SlugField(max_length=60, verbose_name="what is counted")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("date_from", models.DateField(verbose_name="from")),
                ("date_to", models.DateField(verbose_name="to")),
                (
                    "value",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="number"),
                ),
                (
                    "value_to",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="up to"),
                ),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "exactly"),
                            ("about", "about"),
                            ("at least", "at least"),
                            ("more than", "more than"),
                            ("between", "between"),
                            ("several dozen", "several dozen"),
                            ("several cases", "several cases"),
                        ],
                        max_length=20,
                        verbose_name="how exact",
                    ),
                ),
                ("claimed_by", models.CharField(max_length=200, verbose_name="claimed by")),
                (
                    "claimant_kind",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("independent", "independent"),
                            ("registry", "registry"),
                        ],
                        max_length=20,
                        verbose_name="kind of claimant",
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="section of the report"
                    ),
                ),
                ("footnote", models.CharField(blank=True, max_length=20, verbose_name="footnote")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("date_to__gte", models.F("date_from"))),
                        name="figure_ends_after_start",
                        violation_error_message="The period ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_to__gte", models.F("value")),
                            ("value_to", None),
                            _connector="OR",
                        ),
                        name="figure_range_in_order",
                        violation_error_message="The range ends below its beginning.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_figurehistoryevent" ("claimant_kind", "claimed_by", "date_from", "date_to", "footnote", "id", "metric", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "qualifier", "section", "value", "value_to") VALUES (NEW."claimant_kind", NEW."claimed_by", NEW."date_from", NEW."date_to", NEW."footnote", NEW."id", NEW."metric", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."qualifier", NEW."section", NEW."value", NEW."value_to"); RETURN NULL;',
                    hash="5ea7945b88ba44d28ef97b7fa66a85a5c5ae8404",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0af01",
                    table="detainees_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "detainees_figurehistoryevent" ("claimant_kind", "claimed_by", "date_from", "date_to", "footnote", "id", "metric", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "qualifier", "section", "value", "value_to") VALUES (NEW."claimant_kind", NEW."claimed_by", NEW."date_from", NEW."date_to", NEW."footnote", NEW."id", NEW."metric", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."qualifier", NEW."section", NEW."value", NEW."value_to"); RETURN NULL;',
                    hash="91d4c18c526df664c52bb9f2ed31b4824eeb4075",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7aefd",
                    table="detainees_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "detainees_figurehistoryevent" ("claimant_kind", "claimed_by", "date_from", "date_to", "footnote", "id", "metric", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "qualifier", "section", "value", "value_to") VALUES (OLD."claimant_kind", OLD."claimed_by", OLD."date_from", OLD."date_to", OLD."footnote", OLD."id", OLD."metric", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."qualifier", OLD."section", OLD."value", OLD."value_to"); RETURN NULL;',
                    hash="e68b2254ea04fd36b08b71895655c3b3ee7f450b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a05c",
                    table="detainees_figure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="FigureHistoryevent",
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
                    "metric",
                    models.SlugField(db_index=False, max_length=60, verbose_name="what is counted"),
                ),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("date_from", models.DateField(verbose_name="from")),
                ("date_to", models.DateField(verbose_name="to")),
                (
                    "value",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="number"),
                ),
                (
                    "value_to",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="up to"),
                ),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "exactly"),
                            ("about", "about"),
                            ("at least", "at least"),
                            ("more than", "more than"),
                            ("between", "between"),
                            ("several dozen", "several dozen"),
                            ("several cases", "several cases"),
                        ],
                        max_length=20,
                        verbose_name="how exact",
                    ),
                ),
                ("claimed_by", models.CharField(max_length=200, verbose_name="claimed by")),
                (
                    "claimant_kind",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("independent", "independent"),
                            ("registry", "registry"),
                        ],
                        max_length=20,
                        verbose_name="kind of claimant",
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="section of the report"
                    ),
                ),
                ("footnote", models.CharField(blank=True, max_length=20, verbose_name="footnote")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="detainees.figure",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
