"""The province on the network: the exchange's calls and the console."""
