"""Fills and checks the Excel tables behind Indonesia's yearly performance report (LKjIP)."""

__version__ = "0.1.0"
