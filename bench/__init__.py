"""Measures the hub beside a reference in the same run; `docs/benchmarks.md` holds the last table."""
