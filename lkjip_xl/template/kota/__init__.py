"""Folders of invented offices to try the batch on: workbooks, their known faults, and a manifest of both."""
