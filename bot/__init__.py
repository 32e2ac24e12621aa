"""The edges: everything that reads a clock, a terminal, a file or the network.

Start with `conversation.py`, the walk of one message. `app.py` builds everything, `__main__.py` is the command line,
`channels/` holds where a conversation can be had, `commands/` what the command line can do.
"""
