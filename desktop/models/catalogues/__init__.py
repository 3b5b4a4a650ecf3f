"""Lists that change with the years: read from versioned data, never written into code."""

from desktop.models.catalogues import communes
from desktop.models.catalogues.catalogue import Catalogue, Entry
from desktop.models.catalogues.loading import catalogue, catalogue_names

__all__ = ["Catalogue", "Entry", "catalogue", "catalogue_names", "communes"]
