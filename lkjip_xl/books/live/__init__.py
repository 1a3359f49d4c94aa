"""The open workbook in Excel as a book, through xlwings."""
