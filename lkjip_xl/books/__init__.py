"""Where cells are kept: in a file or in memory."""
