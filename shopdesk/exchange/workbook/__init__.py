"""The month's Excel workbook: openpyxl makes the book, its styles, charts and print setup; rows are streamed in."""

from shopdesk.exchange.workbook.book import BookInfo, write_month

__all__ = ["BookInfo", "write_month"]
