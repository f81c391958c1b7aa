"""What an entry was found to be: the facets that readers choose by."""
