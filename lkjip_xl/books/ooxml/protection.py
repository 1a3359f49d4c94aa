"""Which sheets are protected, and which of them with a password."""

from lkjip_xl.books.ooxml.xml import Part, is_true, mentions, namespace

_TAG = "sheetProtection"
_SECRETS = ("password", "hashValue")


def protection(part: Part) -> bool | None:
    """Return whether a sheet's protection asks for a password, None where it has none."""
    if not mentions(part.data, _TAG):
        return None
    root = part.tree()
    found = root.find(f"{namespace(root)}{_TAG}")
    if found is None or not is_true(found, "sheet"):
        return None
    return any(found.get(secret) for secret in _SECRETS)
