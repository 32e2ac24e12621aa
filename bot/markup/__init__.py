"""Finished documents read as what they are: `reading` takes Markdown apart, `web` makes safe HTML of it; `bot.exports.pdf` makes Typst of the same."""
