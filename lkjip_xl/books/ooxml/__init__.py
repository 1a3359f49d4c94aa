"""The lossless editor of .xlsx and .xlsm files: what a plan does not name stays byte for byte."""
