"""What a person shows, reads out or sends to whoever helps her."""
