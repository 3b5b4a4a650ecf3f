"""What helps a person on the phone help: checks of this computer, the self-test, the log, the support file."""
