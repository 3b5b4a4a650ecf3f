"""Sending to the province and receiving from it."""
