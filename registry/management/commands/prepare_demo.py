"""``manage.py prepare_demo``: what the demo needs of Django before it can be served."""

from django.core.management import BaseCommand, call_command

from registry.launch import step


class Command(BaseCommand):
    """Brings tables, demo data and static files up to date; one process, for a quick start.

    Not for production, where each has its own command and login.
    """

    help = "Bring the demo's tables, data and static files up to date."

    def add_arguments(self, parser):
        parser.add_argument(
            "--empty", action="store_true", help="load facilities and accounts only"
        )

    def handle(self, *, empty, **options):
        step("tables", lambda: call_command("migrate", database="owner", verbosity=0))
        step("demo data", lambda: call_command("load_demo", empty=empty))
        step("static files", lambda: call_command("collectstatic", interactive=False, verbosity=0))
