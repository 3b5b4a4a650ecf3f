"""Meetings: who is called, the roster, who came, the minutes."""
