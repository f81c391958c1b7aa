"""The label in the store: which charter and which status are in force, decisions, statements, evidence, reports.

rulebook      the charter in force and the lifecycle          charters.py
standing      which status a site has now, and since when     standings.py
decide        move a status, or say why not                   decisions.py, from the facts of facts.py
state         what people put on file                         statements.py
gather        all that is known of sites, as evidence         evidence.py
assessed      reports, made and kept; trends                  reports.py
messages      what operators are to be told                   messages.py
"""
