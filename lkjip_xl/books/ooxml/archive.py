"""A workbook's zip: read within limits from bytes held in memory, and packed anew."""

import struct
import zlib
from collections.abc import Iterator, Mapping, Set
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from lkjip_xl.pesan import UnusableFileError

MAX_EXPANDED = 512 << 20
MAX_PARTS = 20_000
MAX_HELD = 4 << 20
"""So much is kept expanded: a workbook's parts are read, changed and compared, and most workbooks are smaller."""
LARGE_PART, MAX_RATIO = 8 << 20, 250  # sheets reach about 60; deflate itself ends at 1032
LARGE_WHOLE, MAX_WHOLE_RATIO = 32 << 20, 100  # a sheet of nothing but styled blank rows reaches 25

_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW, _UTF8_NAME = 0x01, 0x08, 0x800
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")

Packed = bytes | memoryview


class Archive:
    """The entries of one zip, in file order.

    Raises UnusableFileError ("rusak", "bom_zip", "berkata_sandi") before anything is expanded.
    """

    def __init__(self, berkas: str, data: bytes) -> None:
        self.berkas = berkas
        self.data = data
        self.entries = {info.filename: info for info in self._directory()}
        self._held: dict[str, bytes] = {}
        self._room = MAX_HELD

    def _directory(self) -> list[ZipInfo]:
        if self.data.count(b"PK\x01\x02") > MAX_PARTS:
            raise UnusableFileError("bom_zip", berkas=self.berkas, sebab=f"lebih dari {MAX_PARTS} bagian")
        try:
            with ZipFile(BytesIO(self.data)) as archive:
                infos = archive.infolist()
        except (BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, OSError) as fault:
            raise self._damaged("daftar isi berkas (mungkin terpotong saat disalin)") from fault
        self._check_names(infos)
        self._check_sizes(infos)
        return infos

    def _check_names(self, infos: list[ZipInfo]) -> None:
        if len({info.filename for info in infos}) < len(infos):
            raise self._damaged("daftar isi berkas (ada nama bagian yang ganda)")
        for info in infos:
            path = PurePosixPath(info.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts:
                raise self._damaged("daftar isi berkas (ada nama bagian yang tidak sah)")
            if info.flag_bits & _ENCRYPTED:
                raise UnusableFileError("berkata_sandi", berkas=self.berkas)

    def _check_sizes(self, infos: list[ZipInfo]) -> None:
        total = sum(info.file_size for info in infos)
        if total > MAX_EXPANDED:
            raise UnusableFileError("bom_zip", berkas=self.berkas, sebab=f"menjadi {total >> 20} MB")
        packed = sum(info.compress_size for info in infos)
        for info in infos:
            if info.file_size > LARGE_PART:
                self._check_ratio(info.file_size, info.compress_size, MAX_RATIO)
        if total > LARGE_WHOLE:
            self._check_ratio(total, packed, MAX_WHOLE_RATIO)
        if packed > len(self.data):
            raise self._damaged("daftar isi berkas (bagian-bagiannya bertumpuk)")

    def _check_ratio(self, size: int, packed: int, limit: int) -> None:
        if size > limit * packed:
            sebab = f"{size // max(1, packed)} kali lipat"
            raise UnusableFileError("bom_zip", berkas=self.berkas, sebab=sebab)

    def _damaged(self, bagian: str) -> UnusableFileError:
        return UnusableFileError("rusak", berkas=self.berkas, bagian=bagian)

    def packed(self, name: str) -> memoryview:
        """Return an entry's bytes as they lie in the zip, compressed or not; raises UnusableFileError."""
        info = self.entries[name]
        head = self.data[info.header_offset : info.header_offset + _LOCAL.size]
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            raise self._damaged(name)
        name_length, extra_length = _LOCAL.unpack(head)[-2:]
        start = info.header_offset + _LOCAL.size + name_length + extra_length
        packed = memoryview(self.data)[start : start + info.compress_size]
        if len(packed) < info.compress_size:
            raise self._damaged(name)
        return packed

    def content(self, name: str, label: str | None = None) -> bytes:
        """Return an entry's content, never expanding beyond its declared size.

        Raises UnusableFileError ("rusak") under the label, the entry's name by default.
        """
        if name in self._held:
            return self._held[name]
        info = self.entries[name]
        try:
            content = _expand(self.packed(name), info)
        except zlib.error as fault:
            raise self._damaged(label or name) from fault
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise self._damaged(label or name)
        if len(content) <= self._room:
            self._held[name] = content
            self._room -= len(content)
        return content

    def repacked(self, changed: Mapping[str, bytes], dropped: set[str]) -> bytes:
        """Return the zip with some contents changed and some entries dropped, all else in place; new ones go last."""
        return b"".join(self._pieces(changed, dropped))

    def _as_it_lies(self, name: str) -> tuple[int, Packed, int, int]:
        info = self.entries[name]
        return info.compress_type, self.packed(name), info.file_size, info.CRC

    def _pieces(self, changed: Mapping[str, bytes], dropped: set[str]) -> Iterator[Packed]:
        directory: list[bytes] = []
        offset = 0
        for name, info in (self.entries | _new_entries(changed.keys() - self.entries.keys(), changed)).items():
            if name in dropped:
                continue
            if name in changed:
                method, packed, size, crc = _compressed(changed[name])
            else:
                method, packed, size, crc = self._as_it_lies(name)
            shared = (*_heading(info, method), crc, len(packed), size, len(_raw_name(info)), 0)
            yield _LOCAL.pack(b"PK\x03\x04", *shared) + _raw_name(info)
            yield packed
            directory.append(_directory_entry(info, shared, offset))
            offset += _LOCAL.size + len(_raw_name(info)) + len(packed)
        yield from directory
        count, size = len(directory), sum(map(len, directory))
        yield _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)


def _new_entries(new: Set[str], changed: Mapping[str, bytes]) -> dict[str, ZipInfo]:
    """Return the heads of entries the zip had not: dated like Excel's own, the same on every system."""
    heads = {name: ZipInfo(name) for name in changed if name in new}
    for head in heads.values():
        head.create_system = 0
    return heads


def _expand(packed: memoryview, info: ZipInfo) -> bytes:
    if info.compress_type == _STORED:
        return bytes(packed)
    if info.compress_type != _DEFLATED:
        raise zlib.error(f"compression method {info.compress_type}")
    return zlib.decompressobj(-15).decompress(packed, info.file_size + 1)


def _compressed(content: bytes) -> tuple[int, Packed, int, int]:
    deflate = zlib.compressobj(method=zlib.DEFLATED, wbits=-15)
    return _DEFLATED, deflate.compress(content) + deflate.flush(), len(content), zlib.crc32(content)


def _raw_name(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437")


def _heading(info: ZipInfo, method: int) -> tuple[int, int, int, int, int]:
    """Version needed, flags, method, time and date: what both kinds of header begin with."""
    year, month, day, hour, minute, second = info.date_time
    flags = info.flag_bits & ~_SIZES_FOLLOW
    time, date = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    return info.extract_version, flags, method, time, date


def _directory_entry(info: ZipInfo, shared: tuple[int, ...], offset: int) -> bytes:
    made_by = info.create_system << 8 | info.create_version
    tail = (0, 0, info.internal_attr, info.external_attr, offset)
    return _CENTRAL.pack(b"PK\x01\x02", made_by, *shared, *tail) + _raw_name(info)
