"""The registry's own settings, with one more address: the bare view that pages are compared to."""

from registry.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
