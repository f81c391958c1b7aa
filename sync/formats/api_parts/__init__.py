"""What the readers of event platforms' APIs share: careful fields, records, times, places, prices, addresses."""
