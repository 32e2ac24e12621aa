"""When somebody is reminded, and when they are rather left alone.

`reminders` has the shapes, `planning` finds the next time a reminder is due, `deciding` says what becomes of it once that time has come.
"""
