"""The one register page, made from a sheet's declarations."""
