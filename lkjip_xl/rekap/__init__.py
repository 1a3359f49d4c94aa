"""All workbooks of a batch side by side: pure, from their summaries."""
