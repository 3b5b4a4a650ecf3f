"""What one can do with records."""
