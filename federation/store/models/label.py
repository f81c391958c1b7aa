"""The life of labels: assessments, decisions, attestations, exemptions."""
