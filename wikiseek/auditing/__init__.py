"""The gates over anybody's questions and answers, without a tree."""

from wikiseek.auditing.audit import Audit
from wikiseek.auditing.questions import Questions
from wikiseek.auditing.settings import AuditSettings, Fields
from wikiseek.auditing.summary import Summary

__all__ = ["Audit", "AuditSettings", "Fields", "Questions", "Summary"]
