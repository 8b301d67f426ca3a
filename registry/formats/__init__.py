"""How dates are written and read in languages where Django knows no way or an American one.

Everywhere the day comes first, in what is shown and in what is typed: 09.06.2019 is 9 June in all
three languages, for two volunteers of one record may use two of them. Russian is Django's own.
"""
