"""Builds the workbooks of ./workbooks from code and from the package's own copy of the data."""
