"""The label over a store: statuses, evidence, decisions, the scenarios of these places."""
