"""What is written for the reports, the editions made of them, and what they keep of their own."""

from reports.models.benefit import MarketPrice
from reports.models.dashboard import YearFigures
from reports.models.edition import Edition
from reports.models.report_text import ReportText
from reports.models.survey import (
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyReply,
    SurveyRequest,
)

__all__ = [
    "Edition",
    "MarketPrice",
    "ReportText",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyReply",
    "SurveyRequest",
    "YearFigures",
]
