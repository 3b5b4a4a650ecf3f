"""The home page: what needs her today."""
