"""The pages of a rekap: one to present and one per office, without network and complete without their script."""

from lkjip_xl.report.html_rekap.index import index_html
from lkjip_xl.report.html_rekap.kantor import kantor_html

__all__ = ["index_html", "kantor_html"]
