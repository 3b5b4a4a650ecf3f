"""Users, roles, key wraps, locking, and the log of views and prints."""
