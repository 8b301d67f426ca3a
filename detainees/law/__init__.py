"""The law as data: limits, terms, exclusions and rates, each with its article, dates and source."""
