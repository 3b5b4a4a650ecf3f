"""Sổ Hội on the commune's computer."""
