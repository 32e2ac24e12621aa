"""The interviewer in Slack."""
