"""What changed in the agenda, for those who follow changes."""
