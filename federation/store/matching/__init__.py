"""One event, one entry, in the store: after a change only the entries it can touch are rebuilt.

    occurrence -> marks -> postings -> shelf -> `domain.matching.regroup` -> groups -> `domain.merging.merge` -> entries

Most events are told by nobody else: they share no mark, are never read again, and cost a few probes of one tree. The
cost of a change is that of the statements which share a mark with it, whatever else the store holds.
"""
