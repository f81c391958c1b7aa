"""The label for the public, for operators and for programs."""
