"""Names, places, brands, dates and amounts in an English text."""
