"""The tables: a nullable column says what null means, an index says which question it serves.

Ids of records, occurrences and entries are digests of where they were first said (`domain.identity`), so that
a row can be written without asking the database for its number. Event values are one JSON text
(`domain.payload`); what is queried is a column beside it.
"""

from federation.store.models.agenda import CoHostRow, EntryRow, PublishedRow
from federation.store.models.base import Base, db
from federation.store.models.decided import DecisionRow
from federation.store.models.facets import FacetRow, IndexedRow, PointRow
from federation.store.models.happened import HappenedRow
from federation.store.models.label import (
    AssessmentRow,
    CharterProposalRow,
    CharterRow,
    LabelDecisionRow,
    MessageRow,
    RulingsRow,
    SightingRow,
    StatementRow,
    VisitDayRow,
)
from federation.store.models.network import NetworkRow, PullRow, SiteRow, SourceRow
from federation.store.models.told import MarkRow, OccurrenceRow, RecordRow, SpaceRow
from federation.store.models.words import OfferedRow, WordsRow

__all__ = [
    "AssessmentRow",
    "Base",
    "CharterProposalRow",
    "CharterRow",
    "CoHostRow",
    "DecisionRow",
    "EntryRow",
    "FacetRow",
    "HappenedRow",
    "IndexedRow",
    "LabelDecisionRow",
    "MarkRow",
    "MessageRow",
    "NetworkRow",
    "OccurrenceRow",
    "OfferedRow",
    "PointRow",
    "PublishedRow",
    "PullRow",
    "RecordRow",
    "RulingsRow",
    "SightingRow",
    "SiteRow",
    "SourceRow",
    "SpaceRow",
    "StatementRow",
    "VisitDayRow",
    "WordsRow",
    "db",
]
