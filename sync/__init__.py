"""The exchange core: pure, or on a plain SQLAlchemy connection."""
