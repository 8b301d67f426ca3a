"""Invented people and invented cases: pure Python, no Django, no file, no network.

Nobody here exists. Everything is drawn from pools of common names and from rules, so that
demonstrations, tests and benchmarks never need a real person's data. Somebody who seizes
what this package makes learns nothing about anybody.
"""
