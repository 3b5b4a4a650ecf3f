"""The province: what takes in the communes' changes and answers them."""
