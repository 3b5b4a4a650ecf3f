"""The demo commune: invented people from a seeded generator."""
