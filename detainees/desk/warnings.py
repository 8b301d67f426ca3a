"""What is unlikely in a form but may be so: shown beside the field, saved over if confirmed.

Pure functions on cleaned data. Each returns [(field name, message)].
"""


def about_person(person):
    """Return what is unlikely about a person alone."""
    return []
