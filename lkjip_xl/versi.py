"""Which version of the package this is."""

VERSI = "0.1.0"
