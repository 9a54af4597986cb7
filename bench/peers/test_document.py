"""Tests of document.py and tables.py: `python3 -m unittest discover -s bench/peers`. Nothing is measured."""

import os
import stat
import subprocess
import sys
import tempfile
import unittest

import document
import tables

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = """# Performance

by hand, above
<!-- peers:views begin -->
old
<!-- peers:views end -->
by hand, between

<!-- peers:ranges begin -->
<!-- peers:ranges end -->
by hand, below
"""


class Markers(unittest.TestCase):
    def test_replaces_what_is_between_and_nothing_else(self):
        changed = document.put(PAGE, "views", "| new |\n")
        self.assertEqual(changed, PAGE.replace("old\n", "\n| new |\n\n"))

    def test_the_same_again_changes_nothing(self):
        once = document.put(PAGE, "ranges", "| new |")
        self.assertEqual(document.put(once, "ranges", "| new |"), once)

    def test_nothing_takes_the_old_away(self):
        emptied = document.put(PAGE, "views", "")
        self.assertEqual(emptied, PAGE.replace("old\n", ""))

    def test_refuses_markers_that_are_not_in_order(self):
        broken = {
            "there are no markers": PAGE.replace("peers:views", "peers:numpy"),
            "begins a second time": PAGE + PAGE,
            "does not end": PAGE.replace("<!-- peers:ranges end -->\n", ""),
            "ends without having begun": PAGE.replace("<!-- peers:ranges begin -->\n", ""),
            "before 'views' has ended": PAGE.replace("<!-- peers:views end -->\n", ""),
            "looks like a marker": PAGE.replace("peers:views begin -->", "peers:views begins -->"),
            "there is no group": PAGE.replace("peers:ranges", "peers:clips"),
        }
        for what, text in broken.items():
            with self.subTest(what), self.assertRaisesRegex(ValueError, what):
                document.put(text, "views", "| new |")

    def test_refuses_content_with_markers(self):
        with self.assertRaisesRegex(ValueError, "markers of its own"):
            document.put(PAGE, "views", "<!-- peers:views end -->")

    def test_the_page_itself_has_all_of_them(self):
        document.main(["check", os.path.join(HERE, "..", "..", "docs", "performance.md")])


class Command(unittest.TestCase):
    def run_on(self, text, *arguments, content="| new |"):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.md")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(path, 0o640)
            ran = subprocess.run(
                [sys.executable, os.path.join(HERE, "document.py"), arguments[0], path, *arguments[1:]],
                input=content, capture_output=True, text=True, timeout=60,
            )
            with open(path, encoding="utf-8") as file:
                return ran, file.read(), os.listdir(folder), stat.S_IMODE(os.stat(path).st_mode)

    def test_writes_the_file(self):
        ran, text, files, mode = self.run_on(PAGE, "put", "views")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual(text, document.put(PAGE, "views", "| new |"))
        self.assertEqual((files, mode), (["page.md"], 0o640))

    def test_leaves_a_file_that_is_not_in_order_as_it_is(self):
        broken = PAGE.replace("<!-- peers:ranges end -->\n", "")
        ran, text, files, _ = self.run_on(broken, "put", "views")
        self.assertNotEqual(ran.returncode, 0)
        self.assertIn("does not end", ran.stderr)
        self.assertEqual((text, files), (broken, ["page.md"]))


class Verdicts(unittest.TestCase):
    def test_losses_are_told_as_wins_are(self):
        self.assertEqual(tables.verdict(0.5), "0.50, win")
        self.assertEqual(tables.verdict(2), "**2.00, loss**")
        self.assertEqual(tables.verdict(1.04), "1.04, even")
        self.assertEqual(tables.verdict(0.5, more_is_better=True), "**0.50, loss**")
        self.assertEqual(tables.verdict(2, more_is_better=True), "2.00, win")

    def test_the_page_never_says_even_of_what_it_shows_as_more_than_a_twentieth(self):
        self.assertEqual(tables.verdict(1.0549), "1.05, even")
        self.assertEqual(tables.verdict(1.0551), "**1.06, loss**")
        self.assertEqual(tables.verdict(0.9449), "0.94, win")

    def test_small_ratios_keep_two_digits(self):
        self.assertEqual(tables.verdict(0.000061), "0.000061, win")
        self.assertEqual(tables.verdict(0.0123, more_is_better=True), "**0.012, loss**")
        self.assertEqual(tables.verdict(123.4), "**123.40, loss**")

    def test_ratios_are_those_of_pairs(self):
        self.assertEqual(tables.ratio_of_pairs([1, 2, 30], [2, 2, 3]), 1)

    def test_counts_what_was_said(self):
        self.assertEqual(
            tables.tally(["0.50, win", "**2.00, loss**", "1.00, even", "**3.00, loss**", "not installed"]),
            "1 won, 1 even, 2 lost",
        )


if __name__ == "__main__":
    unittest.main()
