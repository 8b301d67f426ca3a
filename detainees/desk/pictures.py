"""What a file is by its content, and a copy of a picture that tells nothing but what it shows.

Nothing here trusts a name, a declared type or metadata, and nothing is written anywhere.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from detainees.models import File

LONGEST_SIDE = 2_000
# A telephone's largest photo has about 50 million; a bomb of a few kilobytes has billions.
MOST_PIXELS = 60_000_000
READ = {"JPEG": File.MediaType.JPEG, "PNG": File.MediaType.PNG, "WEBP": File.MediaType.WEBP}


class RefusedError(ValueError):
    """The file is not what it should be; ``code`` says why: type, pixels or broken."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def examine(content):
    """Return (media type, bytes of the copy without metadata; empty for a PDF).

    Raises RefusedError. The copy is a JPEG of at most LONGEST_SIDE pixels, upright.
    """
    if content.startswith(b"%PDF-"):
        return File.MediaType.PDF, b""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=list(READ))
    except UnidentifiedImageError as error:
        raise RefusedError("type") from error
    except Image.DecompressionBombError as error:
        raise RefusedError("pixels") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise RefusedError("broken") from error
    with picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise RefusedError("pixels")
        return READ[picture.format], copy_of(picture)


def copy_of(picture):
    """Return the bytes of the copy; RefusedError when the picture cannot be read to its end."""
    media = io.BytesIO()
    try:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = upright.convert("RGBA")
        # Drawn on a new sheet: comments, profiles and places stay behind with the old one.
        sheet = Image.new("RGB", upright.size, "white")
        sheet.paste(upright, mask=upright)
        sheet.save(media, "JPEG", quality=85, optimize=True)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise RefusedError("broken") from error
    return media.getvalue()
