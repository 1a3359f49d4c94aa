"""Files that are no workbook: broken, protected by a password, Excel's lock; and a workbook with macros allowed."""

import struct

from lkjip_xl.template.kota.cetakan import bongkar, kemas

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TYPES = "[Content_Types].xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def terpotong(data: bytes) -> bytes:
    """Return a workbook whose download broke off: the zip has no directory at its end."""
    return data[: len(data) * 2 // 3]


def berkata_sandi() -> bytes:
    """Return what Excel writes for a workbook with a password, its two streams left empty: an OLE2 file."""
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    difat = struct.pack("<109I", 0, *[_FREE] * 108)
    fat = struct.pack("<128I", _FAT, _END, *[_FREE] * 126)
    entries = (("Root Entry", 5, 1), ("EncryptedPackage", 2, _FREE), ("EncryptionInfo", 2, _FREE), ("", 0, _FREE))
    folder = b"".join(_entry(name, kind, child) for name, kind, child in entries)
    return header + difat + fat + folder


def _entry(name: str, kind: int, child: int) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    right = 2 if name == "EncryptedPackage" else _FREE
    head = struct.pack("<64sHBBIII", text, length, kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", _END if kind else 0, 0)


def kunci(pemakai: str) -> bytes:
    """Return the file Excel keeps beside a workbook that is open: who has it."""
    short, wide = pemakai[:54].encode("ascii"), pemakai[:54].encode("utf-16-le")
    return bytes([len(short)]) + short.ljust(54) + struct.pack("<H", len(wide) // 2) + wide.ljust(108, b" \0"[:1])


def dengan_makro(data: bytes) -> bytes:
    """Return a workbook as Excel saves it under .xlsm when it holds no macro: only its content type differs."""
    parts = bongkar(data)
    return kemas(parts | {_TYPES: parts[_TYPES].replace(_PLAIN, _MACROS)})
