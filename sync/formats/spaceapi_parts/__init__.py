"""The parts of reading SpaceAPI."""
