"""The words of entries that readers search."""
