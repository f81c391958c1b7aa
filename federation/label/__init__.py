"""The label: a charter as data, evidence, verdicts, reports and the life of a label; pure rules over values.

    charter file ─▶ Charter ─┐
                             ├─▶ Case ─▶ measures ─▶ Verdict ─▶ Report ─▶ what a status may become
    the store ──▶ Evidence ──┘

No store, no network, no clock: `as_of` is a parameter, and the same evidence, moment and charter give the same bytes.
"""
