"""Whether a file that somebody sent is a workbook that can be read without danger.

Looked at before anything of it is unpacked: its size, what its directory says, and that it
holds nothing that acts (macros, links to other files). What a part unpacks to is held to what
the directory says of it, so that a small file cannot grow without end.
"""

import zipfile
import zlib
from pathlib import Path

from positions.errors import BadInput, Fault

LARGEST = 20_000_000
"""Bytes of a file."""
LARGEST_UNPACKED = 64_000_000
"""Bytes of all its parts together."""
MOST_PARTS = 1_000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "xl/workbook.xml"
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as a workbook (.xlsx)."
_ACTS = (
    ("xl/vbaproject.bin", "it holds macros", "Save it as a workbook without macros (.xlsx)."),
    ("xl/macrosheets/", "it holds macros", "Save it as a workbook without macros (.xlsx)."),
    ("xl/externallinks/", "it links to other workbooks", "Break the links, then save it again."),
    ("xl/connections.xml", "it takes data from elsewhere", "Remove the connections, then save it."),
    ("xl/embeddings/", "it holds another file", "Remove what is embedded, then save it again."),
)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # another way of packing
    RuntimeError,
    ValueError,
    EOFError,
)
_CHUNK = 1 << 20
_TYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def check_workbook(path: Path) -> None:
    """See that a file is a workbook of a size that can be read, and nothing else.

    Raises:
        BadInput: with the reason and the cure.
    """
    if not path.is_file():
        what = "this is a folder" if path.is_dir() else "there is no such file"
        raise _bad(path, what, "Name the workbook that you want to import.")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            what = f"it has {size / 1_000_000:.0f} MB, and the limit is {LARGEST // 1_000_000}"
            raise _bad(path, what, "Remove what is not needed, pictures for example.")
        with path.open("rb") as file:
            _check_kind(path, file.read())
        with zipfile.ZipFile(path) as parts:
            _check_parts(path, parts)
    except OSError as error:
        what = f"it cannot be read ({error.strerror or error})"
        raise _bad(path, what, "See that it is a file which you may read.") from None
    except _DAMAGE as error:
        raise _bad(path, f"it is no whole workbook ({error})", _SAVE_AGAIN) from None


def _check_kind(path: Path, content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise _bad(path, "it is protected by a password", "Save it without one.")
        raise _bad(path, "it is a workbook of an old kind (.xls)", _SAVE_AGAIN)
    if not content.startswith(b"PK"):
        raise _bad(path, "it is no workbook", _SAVE_AGAIN)


def _check_parts(path: Path, parts: zipfile.ZipFile) -> None:
    infos = parts.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_PARTS:
        raise _bad(path, f"it has {len(infos)} parts, more than {MOST_PARTS}", _SAVE_AGAIN)
    if _WORKBOOK not in names:
        raise _bad(path, "it is no workbook", _SAVE_AGAIN)
    if len(set(names)) < len(names):
        raise _bad(path, "two of its parts have the same name", _SAVE_AGAIN)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > LARGEST_UNPACKED:
        what = f"unpacked it has {unpacked / 1_000_000:.0f} MB"
        cure = f"The limit is {LARGEST_UNPACKED // 1_000_000}; remove what is not needed."
        raise _bad(path, what, cure)
    for start, what, cure in _ACTS:
        if any(name.casefold().startswith(start) for name in names):
            raise _bad(path, what, cure)
    for info in infos:
        if info.flag_bits & 1:
            raise _bad(path, "it is protected by a password", "Save it without one.")
        _check_part(path, parts, info)


def _check_part(path: Path, parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """See that a part is whole and declares no types, which a workbook never does.

    By such declarations a text of a few lines can grow to gigabytes where it is read.
    """
    before = b""
    with parts.open(info) as part:
        while chunk := part.read(_CHUNK):
            found = before + chunk
            if any(mark in found for mark in _TYPES):
                raise _bad(path, f"its part {info.filename} declares types", _SAVE_AGAIN)
            before = chunk[-32:]


def _bad(path: Path, what: str, cure: str) -> BadInput:
    return BadInput(Fault(place=str(path), what=what, cure=f"{cure} Nothing was changed."))
