"""The rows: one function each, a reference beside every measure."""
