"""The edges: everything that reads a clock, a terminal, a file or the network.

Start with `conversation.py`, the walk of one message; a reminder walks from `dispatch.py`, which finds it, to a channel's job, and `reminders.py` is what people ask of theirs. `app.py` builds everything, `__main__.py` is the command line,
`channels/` holds where a conversation can be had, `commands/` what the command line can do.
"""
