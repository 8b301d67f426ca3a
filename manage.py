#!/usr/bin/env python
"""Django's commands. Without database addresses in the environment they work on the demo."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from registry.lib.environment import load_demo_environment

if __name__ == "__main__":
    load_demo_environment(Path(__file__).resolve().parent, os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    execute_from_command_line(sys.argv)
