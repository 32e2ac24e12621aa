"""What `mock-interview doctor` looks at. Start at `examination`; each of the others looks at one thing, changes nothing, and never shows a secret."""
