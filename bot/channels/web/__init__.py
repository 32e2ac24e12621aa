"""The pages, the practice room and the API.

Read `site` first (what there is), then `viewer` (who looks), `access` (what they may see) and `routes/` (one file a subject). `pages` renders
`templates/`; no text a person reads stands in Python.
"""
