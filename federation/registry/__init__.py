"""The files that people write for a network, read and written: places, sources, taxonomy; mistakes with lines."""
