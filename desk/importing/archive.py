"""Looks into a packed workbook before anything is unpacked: cut short, a bomb, or fit to be read."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError  # only their types; defusedxml parses

from defusedxml.ElementTree import fromstring

from desk.importing import limits
from desk.importing.lists import Merged
from store.records import Refused

_CHUNK = 1 << 20
_STARTS = re.compile(rb"<(?:\w+:)?(?:row(?:\s(?:[^>]{0,400}?\s)?r=[\"'](\d{1,9})[\"'])?|si)[^>]{0,400}>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What zipfile and its decompressors raise on spoiled bytes.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
# A tag may be cut by the end of a chunk; no tag we look for is longer.
_OVERLAP = 1024


def checked(file: str, body: bytes) -> zipfile.ZipFile:
    """The archive of a workbook whose parts all unpack within the limits; Refused names what is wrong."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except _BROKEN as cut:
        raise Refused("import.damaged", file=file) from cut
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused("import.encrypted", file=file)
    if sum(member.file_size for member in members) > limits.UNPACKED_BYTES:
        raise Refused("import.too_large", file=file)
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > limits.PACKED_RATIO_FROM and member.file_size / packed > limits.PACKED_RATIO:
            raise Refused("import.too_large", file=file)
    return archive


def merged_of(file: str, archive: zipfile.ZipFile) -> dict[str, tuple[Merged, ...]]:
    """The merged blocks of each part of the workbook, by the part's name; every part is unpacked once.

    Raises Refused for a part that cannot be unpacked, or whose XML would not fit into memory row by row.
    """
    return {
        member.filename: _look_through(file, archive, member)
        for member in archive.infolist()
        if not member.is_dir()
    }


def _look_through(file: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[Merged, ...]:
    look = _Look(file)
    for window, kept in _windows(file, archive, member):
        look.at(window, kept)
    return tuple(look.merged.values())


class _Look:
    """What a part's XML holds: where its rows start, in which order, how far apart; and its merged blocks."""

    def __init__(self, file: str) -> None:
        self.merged: dict[bytes, Merged] = {}
        self._file = file
        self._starts = 0
        self._row = 0
        self._last = 0
        self._passed = 0

    def at(self, window: bytes, kept: int) -> None:
        """The next piece, of which the first `kept` bytes have been looked at before."""
        begins = self._passed - kept
        for start in _STARTS.finditer(window):
            if start.end() > kept:
                self._start(begins + start.start(), int(start[1] or 0))
        self._passed = begins + len(window)
        self._not_too_far(self._passed)
        for found in _MERGED.finditer(window):
            if len(self.merged) < limits.MERGED:
                self.merged[found[0]] = _block(found)

    def _start(self, where: int, row: int) -> None:
        self._not_too_far(where)
        self._last = where
        self._starts += 1
        if row and row <= self._row:
            # openpyxl would leave out a row that stands behind a later one.
            raise Refused("import.damaged", file=self._file, row=row)
        self._row = row or self._row

    def _not_too_far(self, where: int) -> None:
        if where - self._last > limits.STRETCH_BYTES or self._starts > limits.CELLS:
            raise Refused("import.too_large", file=self._file)


def _windows(file: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    tail = b""
    try:
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                yield tail + chunk, len(tail)
                tail = (tail + chunk)[-_OVERLAP:]
    except _BROKEN as cut:
        raise Refused("import.damaged", file=file) from cut


def _block(found: re.Match[bytes]) -> Merged:
    left, top, right, bottom = found[1].decode(), int(found[2]), found[3].decode(), int(found[4])
    return Merged(
        top=top,
        left=_column(left),
        bottom=bottom,
        right=_column(right),
        shown=f"{left}{top}:{right}{bottom}",
    )


def _column(letters: str) -> int:
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part that each sheet lies in, by the sheet's name; empty where the workbook does not say."""
    try:
        book: Element = fromstring(archive.read("xl/workbook.xml"))
        relations: Element = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (ParseError, *_BROKEN):
        return {}
    targets = {part.get("Id", ""): part.get("Target", "") for part in relations}
    sheets = (sheet for sheet in book.iter() if sheet.tag.endswith("}sheet"))
    return {sheet.get("name", ""): _full(targets.get(sheet.get(_RELATION, ""), "")) for sheet in sheets}


def _full(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
