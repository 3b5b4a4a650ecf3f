"""Exchange with the province as the window and the commands see it: joining, one exchange, where it stands."""
