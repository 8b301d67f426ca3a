"""Photos and papers: what is taken, what is shown to whom, and what is left of it."""

import hashlib
import io
import struct
import zlib

import pyrage
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from detainees.desk.filing import MOST_OF_A_DETENTION, take_in
from detainees.desk.pictures import LONGEST_SIDE, RefusedError, examine
from detainees.history.removal import remove_person
from detainees.models import Entry, File
from registry.settings import files_key
from tests.desk.conftest import logged_in
from tests.killing import kill_at
from tests.makers import make_account, make_detention, make_source

IDENTITY = pyrage.x25519.Identity.generate()
SECRET = b"taken at 43.2389 by telephone 4411"


@pytest.fixture(autouse=True)
def key(settings):
    settings.FILES_KEY = str(IDENTITY.to_public())


def photo(size=(300, 200), form="JPEG", **kwargs):
    """A photo that tells where it was taken, lying on its side."""
    picture, sent = Image.new("RGB", size, "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, SECRET.decode()
    picture.save(sent, form, exif=exif, **kwargs)
    return sent.getvalue()


def bomb(side=100_000):
    """A small PNG that says it is ten thousand million pixels, and holds none of them."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def chunk(name, content):
    """One part of a PNG."""
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def send(client, detention, content, **changes):
    """Hand a file in as a browser does."""
    sent = {
        "file": SimpleUploadedFile("../Иванов ruling.jpg", content, "image/jpeg"),
        "kind": "ruling",
        "new_source_kind": "relative",
        "new_source_label": "Sister of I.",
        **changes,
    }
    return client.post(reverse("desk:files", args=[detention.pk]), sent)


def telling(entry):
    return {"source": make_source()}


def test_a_copy_is_upright_small_and_tells_nothing_but_the_picture():
    for form in ("JPEG", "PNG", "WEBP"):
        content = photo((3000, 1500), form)
        media_type, copy = examine(content)
        assert media_type == f"image/{form.lower()}"
        shown = Image.open(io.BytesIO(copy))
        assert (shown.format, shown.size) == ("JPEG", (LONGEST_SIDE // 2, LONGEST_SIDE))
        assert not shown.getexif()
        assert SECRET not in copy
    assert b"a comment" not in examine(photo(comment=b"a comment"))[1]
    assert examine(b"%PDF-1.7 /JS (app.alert)") == ("application/pdf", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "type"),
        (b"GIF89a" + bytes(50), "type"),
        (b"", "type"),
        (bomb(), "pixels"),
        (bomb(9_000), "pixels"),
        (bomb(100), "broken"),
        (photo()[:600], "broken"),
    ],
)
def test_what_is_no_picture_a_bomb_or_damaged_is_refused(content, code):
    with pytest.raises(RefusedError) as refused:
        examine(content)
    assert refused.value.code == code


def test_the_original_opens_with_the_offline_key_alone(volunteer, moderator):
    detention, content = make_detention(), photo()
    assert send(volunteer, detention, content).status_code == 302
    file = File.objects.get()
    assert pyrage.decrypt(bytes(file.original), [IDENTITY]) == content
    assert (file.sha256, file.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (file.media_type, file.source.label) == ("image/jpeg", "Sister of I.")
    assert content[:100] not in bytes(file.original)
    stranger = pyrage.x25519.Identity.generate()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(bytes(file.original), [stranger])
    page = moderator.get(reverse("desk:files", args=[detention.pk])).content.decode()
    assert file.sha256 in page
    assert "ruling.jpg" not in page
    shown = moderator.get(reverse("desk:file_copy", args=[file.pk]))
    assert Image.open(io.BytesIO(shown.content)).size == (200, 300)
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"] == f'inline; filename="{file.pk}.jpg"'
    assert shown["Content-Security-Policy"].startswith("default-src 'none';")
    assert "; sandbox;" in shown["Content-Security-Policy"]
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Cache-Control"] == "no-store"


def test_who_sees_which_copy(volunteer, moderator, analyst, administrator):
    detention = make_detention()
    other = logged_in("volunteer")
    send(volunteer, detention, photo())
    send(volunteer, detention, photo((10, 10)), kind="medical")
    send(volunteer, detention, b"%PDF-1.7")
    ruling, medical, pdf = (
        reverse("desk:file_copy", args=[file.pk]) for file in File.objects.order_by("pk")
    )

    def codes(client):
        return [client.get(address).status_code for address in (ruling, medical, pdf)]

    assert codes(volunteer) == [200, 404, 404]
    assert codes(other) == [404, 404, 404]
    assert codes(moderator) == codes(analyst) == [200, 200, 404]
    assert codes(administrator) == [403, 403, 403]
    address = reverse("desk:files", args=[detention.pk])
    assert [len(each.get(address).context["files"]) for each in (volunteer, other, moderator)] == [
        2,
        0,
        3,
    ]
    assert send(analyst, detention, photo((9, 9))).status_code == 403
    assert administrator.get(address).status_code == 403


def test_refusals_say_why_and_keep_what_was_typed(volunteer, settings):
    detention = make_detention()
    entries = Entry.objects.count()
    for content, said in (
        (b"<html>", "Only JPEG, PNG and WebP"),
        (b"", "10 MB"),
        (b"%PDF-" + bytes(10 * 1024 * 1024), "at most 10 MB"),
        (b"%PDF-" + bytes(12 * 1024 * 1024), "at most 10 MB"),
        (photo()[:600], "damaged"),
    ):
        answer = send(volunteer, detention, content)
        assert answer.status_code == 400
        assert said in answer.content.decode()
        assert 'value="Sister of I."' in answer.content.decode()
    assert (File.objects.count(), Entry.objects.count()) == (0, entries)
    send(volunteer, detention, photo())
    assert "here already" in send(volunteer, detention, photo()).content.decode()
    for number in range(MOST_OF_A_DETENTION - 1):
        content = b"%%PDF-%d" % number
        take_in(content, detention, kind="other", telling=telling, account=volunteer.account)
    assert "20 files already" in send(volunteer, detention, b"%PDF-one more").content.decode()
    settings.FILES_KEY = ""
    page = volunteer.get(reverse("desk:files", args=[detention.pk])).content.decode()
    assert "the server has no key" in page
    assert send(volunteer, make_detention(), photo()).status_code == 403


def test_a_key_that_is_none_stops_the_start():
    assert files_key("") == ""
    assert files_key(str(IDENTITY.to_public())) == str(IDENTITY.to_public())
    with pytest.raises(ImproperlyConfigured):
        files_key("age1nothing")


def test_removal_takes_the_files_along(committed):
    detention = make_detention()
    account = make_account("volunteer")
    take_in(photo(), detention, kind="ruling", telling=telling, account=account)
    person = type(detention.person).objects.using("owner").get(pk=detention.person_id)
    remove_person(person, reason="asked by herself", using="owner")
    assert not File.objects.exists()
    assert not File.history.rel.related_model.objects.exists()


POINTS = {
    "before anything is written": "detainees_entry",
    "between entry and source": "detainees_source",
    "before the file itself": "detainees_file",
}


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_process_leaves_no_half_of_a_file(committed, point):
    detention, account = make_detention(), make_account("volunteer")
    told_at = timezone.now()

    def write():
        take_in(photo(), detention, kind="ruling", telling=telling, account=account)

    kill_at(POINTS[point], write)
    assert not File.objects.exists()
    assert not Entry.objects.filter(entered_at__gt=told_at).exists()
    write()
    assert File.objects.count() == 1
