"""Which states can a run of a track stand in, and which acts lead from one to another?

Nothing here re-states the table of moves: ``walking`` walks made-up cases through the rules and writes down
what was allowed. The printed tables, the diagrams and the page for staff are all drawn from what it found.
"""
