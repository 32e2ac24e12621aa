"""What can be taken home from an interview: a document in Markdown or as a PDF (`pdf`), the report as JSON, and all of it in one file (`files`)."""
