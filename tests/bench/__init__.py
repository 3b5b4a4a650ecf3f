"""Measurements: what the program takes beside what one would use instead, in the same run."""
