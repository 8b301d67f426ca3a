"""Take out the encrypted original of a file."""

import sys

from django.core.management.base import BaseCommand, CommandError

from detainees.models import File


class Command(BaseCommand):
    """Writes the original as it is stored: encrypted. Only the offline half of the key opens it:

    ``manage.py take_out_file 12 > 12.age``, then elsewhere ``age -d -i key 12.age > ruling.jpg``.
    If the police read what this writes they have bytes that nobody opens without that key.
    """

    help = "Write the encrypted original of a file to the standard output."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, help="the number that the desk shows")

    def handle(self, *, number, **_options):
        original = File.objects.filter(pk=number).values_list("original", flat=True).first()
        if original is None:
            raise CommandError(f"There is no file {number}.")
        sys.stdout.buffer.write(bytes(original))
