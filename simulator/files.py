"""Files that were sent: kept under the ids the bot gets, with what a picture's head says of its size."""

import secrets
from mimetypes import guess_type

from simulator.objects import Shape

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice", "sticker": "stickers"}


class Kept(Shape, frozen=True, kw_only=True):
    """A file; the path is what getFile answers with."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    path: str
    content: bytes
    width: int = 0
    height: int = 0


class Files:
    """All files of this Telegram."""

    def __init__(self) -> None:
        self._by_id: dict[str, Kept] = {}
        self._by_path: dict[str, Kept] = {}

    def keep(self, kind: str, content: bytes, name: str, mime: str | None = None) -> Kept:
        """Take a file in; its kind is document, photo, voice or sticker."""
        number = len(self._by_id)
        ending = name.rpartition(".")[2].lower() if "." in name else "bin"
        width, height = picture_size(content) or (0, 0)
        kept = Kept(
            file_id=f"{kind[0].upper()}{secrets.token_urlsafe(40)}",
            unique_id=f"{kind[0].upper()}{secrets.token_urlsafe(11)}",
            kind=kind,
            name=name,
            mime=mime or guess_type(name)[0] or "application/octet-stream",
            path=f"{FOLDERS[kind]}/file_{number}.{ending if ending.isalnum() else 'bin'}",
            content=content,
            width=width,
            height=height,
        )
        self._by_id[kept.file_id] = kept
        self._by_path[kept.path] = kept
        return kept

    def find(self, file_id: str) -> Kept | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> Kept | None:
        return self._by_path.get(path)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height = int.from_bytes(content[at + 5 : at + 7], "big")
            return int.from_bytes(content[at + 7 : at + 9], "big"), height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
