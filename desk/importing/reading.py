"""Files to sheets: which kind each file is, whatever its name says."""

from collections.abc import Sequence

from desk.importing import limits
from desk.importing.lists import NamedFile, Sheet
from desk.importing.text import read_text
from desk.importing.workbook import is_workbook, read_workbook
from store.records import Refused

_NOT_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"II*\0",
    b"MM\0*",
    b"{\\rtf",
)


def read_sheets(files: Sequence[NamedFile]) -> tuple[Sheet, ...]:
    """Every sheet of every file; raises Refused with the sentence for the first file that cannot be read."""
    return tuple(sheet for file in files for sheet in _sheets_of(file))


def _sheets_of(file: NamedFile) -> tuple[Sheet, ...]:
    if len(file.body) > limits.FILE_BYTES:
        raise Refused("import.too_large", file=file.name)
    if not file.body.strip():
        raise Refused("import.empty", file=file.name)
    if is_workbook(file.body):
        return read_workbook(file.name, file.body)
    if _is_no_text(file.body):
        raise Refused("import.not_a_list", file=file.name)
    return (read_text(file.name, file.body),)


def _is_no_text(body: bytes) -> bool:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    start = body[:4096]
    control = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return (
        _is_picture(body)
        or body.startswith(_NOT_TEXT)
        or start.lstrip().startswith(b"<")
        or control * 20 > len(start)
    )


def _is_picture(body: bytes) -> bool:
    """Pictures whose first bytes a text might begin with too: BMP, WebP, HEIC and films."""
    bitmap = body.startswith(b"BM") and body[6:10] == bytes(4)
    webp = body.startswith(b"RIFF") and body[8:12] == b"WEBP"
    return bitmap or webp or body[4:8] == b"ftyp"
