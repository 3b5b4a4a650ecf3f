"""How records are kept on this computer."""
