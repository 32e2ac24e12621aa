"""Reminders on the pages and in the API.

`shown` puts them into words for a page, `whom` says who is reminded, `liking` reads how somebody likes to be reminded.
"""
