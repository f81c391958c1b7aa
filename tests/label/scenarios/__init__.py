"""The scenarios of the label, one by one, each from the feeds of the sites to the pages of the hub."""
