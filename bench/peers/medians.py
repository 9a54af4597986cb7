"""Reads rows of numbers and prints the median, least and greatest of each column, named by the arguments."""

import statistics
import sys

columns = list(zip(*(map(float, line.split()) for line in sys.stdin)))
for name, values in zip(sys.argv[1:], columns):
    print(f"{name}: {statistics.median(values):.3f} ({min(values):.3f} to {max(values):.3f}, {len(values)} rounds)")
