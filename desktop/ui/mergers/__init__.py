"""Merging of branches and hamlets."""
