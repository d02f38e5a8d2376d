"""Every number of the off-peak evaluation is that of the run's files; its season is that of the rules."""
# SPDX-License-Identifier: Apache-2.0
import unittest

from report_numbers import SHOWN, DocumentNumbers
from run_tables import rows
from town import ROOT


class OffPeak(DocumentNumbers):
    def test_offpeak(self):
        ids = [part["id"] for part in self.document("offpeak")["parts"]]
        self.assertEqual(ids, ["calendar", "months", "season", "equity", "output", "makeup", "annex"])
        self.check("offpeak")
