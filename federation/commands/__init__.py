"""The commands of `cantines`, a module each; the top floor, beside `federation.__main__`."""
