"""Tests of the example's own arithmetic: ``python -m unittest`` in the folder above."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
