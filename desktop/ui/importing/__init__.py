"""The page that brings a spreadsheet into a register in four steps."""
