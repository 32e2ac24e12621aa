"""Where interviews are kept: the only room with SQL. Rows never leave it; values of `interview_flow` and `Listed` do.

Start with `events.py`: `EventLog` appends what happened and loads what we know. Then:
`transcripts.py` asks questions over all interviews, `catalogue.py` lists them for whoever looks, `search.py` finds words in them, `shares.py` says
who else may read one, `reminders.py` and `occurrences.py` what comes back and when, `erasure.py` deletes for real. `tables.py` shows what is stored, `database.py` opens the file or the server,
`failures.py` holds everything that can go wrong, `schema.py` and `migrations/` bring an older database up to date.
"""
