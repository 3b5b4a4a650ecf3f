"""Preview, printing and saving of papers."""
