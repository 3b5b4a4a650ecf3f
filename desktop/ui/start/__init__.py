"""Before the work: the first run, signing in, and a forgotten password."""
