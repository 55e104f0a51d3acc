"""The gates over anybody's questions and answers, without a tree."""

from wikiseek.auditing.audit import AUDIT, Audit
from wikiseek.auditing.questions import Questions
from wikiseek.auditing.settings import AuditSettings, Fields
from wikiseek.auditing.summary import Summary

__all__ = ["AUDIT", "Audit", "AuditSettings", "Fields", "Questions", "Summary"]
