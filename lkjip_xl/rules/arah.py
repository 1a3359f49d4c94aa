"""Which way an indicator is better, as its tables say, and which of two figures is the worse."""

from lkjip_xl.ketentuan import Arah
from lkjip_xl.model import Nilai
from lkjip_xl.rules.kebiasaan import tampak_rendah
from lkjip_xl.rules.konteks import Konteks, Sebaris


def stated_arah(konteks: Konteks, sebaris: Sebaris) -> Arah | None:
    """Return the direction some table states for an indicator, "tinggi" where none does; None where it is in doubt."""
    stated = {konteks.ketentuan.arah_of(row.arah) for row in sebaris.rows if row.arah}
    if stated:
        return stated.pop() if len(stated) == 1 else None
    return None if tampak_rendah(konteks, sebaris.rows) else "tinggi"


def is_worse(new: Nilai, old: Nilai, arah: Arah | None) -> bool:
    """Tell whether a number is worse than another; ranges, and where the direction is open, are not compared."""
    if new.nilai is None or old.nilai is None or new.atas is not None or old.atas is not None:
        return False
    return (arah == "tinggi" and new.nilai < old.nilai) or (arah == "rendah" and new.nilai > old.nilai)
