"""What is recorded: one file a register, each field declared once."""
