"""Argon2 at its least cost: the tests log people in a thousand times, and the work would be the tests' only work."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The product's algorithm and format; the cost that stops a thief stops nobody here.

    What the product itself takes is asserted in ``tests/people/test_log_in.py``; installations that tests start as
    processes of their own (command line, crashes, browser) hash at the product's cost.
    """

    time_cost = 1
    memory_cost = 8  # KiB, the least that Argon2 takes for one lane
    parallelism = 1
