"""Tables of documents."""

from linli.documents.models.finding import Finding
from linli.documents.models.paper import Clause, ClauseLink, PaperSource, PolicyPaper

__all__ = ["Clause", "ClauseLink", "Finding", "PaperSource", "PolicyPaper"]
