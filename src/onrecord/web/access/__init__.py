"""Who may do what: users, sessions, tokens, and what every request must pass before a page sees it.

`policy.Access` says how the server is used (by one person on this machine, by users who sign in, or only to be read).
`rules.RULES` gives each address the least role; one that is not in the table is never reached. `gate.guarded` puts all
of it in front of the application. Users are kept in a file of their own beside the record (`store`), which is published
with no record.
"""
