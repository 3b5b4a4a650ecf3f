"""Plain data in, PDF bytes out."""
