"""The version of the hub: the one place it is written."""

VERSION = "0.1.0"
