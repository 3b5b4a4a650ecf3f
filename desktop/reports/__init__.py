"""Indicators and the rows behind each figure."""
