"""The measures a charter may ask for: each is a frozen value of its parameters that reads a case.

`KINDS` in `charter_schemas` is their register; a network chooses and composes them in its file, and writes no code.
"""
