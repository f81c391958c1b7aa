"""Tests of the label: charters, verdicts, reports, the life of a label; values only, and a moving `as_of`."""
