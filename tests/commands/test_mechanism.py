"""`lantian mechanism`: what it tells, in both languages and as JSON, and what it refuses."""
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import random
import shutil
import tempfile
import unittest

from town import ROOT, lantian

TEACHING = ROOT / "data" / "mechanisms" / "teaching.yaml"
KPP = """#INCLUDE atoms.kpp
#DEFVAR
NO = N + O; NO2 = N + 2O; O3 = 3O; O = O;
#DEFFIX
M = IGNORE; O2 = 2O;
#EQUATIONS
<R1> NO2 + hv = NO + O : J(NO2);
<R2> O + O2 + M = O3 + M : ARR_ac(6.0e-34, -2.4);
<R3> O3 + NO = NO2 : ARR_ab(3.0e-12, 1500.0);
"""


class Mechanism(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lantian_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def json_of(self, *arguments):
        done = lantian("--json", "mechanism", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(done.stdout)

    def mistakes_of(self, file):
        done = lantian("--json", "mechanism", file)
        self.assertEqual((done.returncode, done.stderr), (2, ""))
        return json.loads(done.stdout)["mistakes"]

    def test_a_shipped_mechanism_is_told_in_both_languages(self):
        english = lantian("--lang", "en", "mechanism", "cb6r3")
        chinese = lantian("--lang", "zh", "mechanism", "cb6r3")
        self.assertEqual((english.returncode, english.stderr, chinese.returncode), (0, "", 0))
        for word in ("79 integrated", "230 reactions", "949 nonzeros, 1077", "R160", "N+0.001"):
            self.assertIn(word, english.stdout)
        for word in ("积分 79 个", "反应 230 个", "1077", "不守恒"):
            self.assertIn(word, chinese.stdout)

    def test_json_has_species_reactions_and_imbalances(self):
        said = self.json_of("cb6r3")
        self.assertEqual(said["schema"], "lantian.mechanism/1")
        self.assertEqual(said["types"], {"ARRHENIUS": 178, "PHOTOLYSIS": 29, "TROE": 21, "USER_DEFINED": 2})
        self.assertEqual({one["id"] for one in said["imbalances"]}, {"R160", "R170"})
        self.assertEqual(said["solver"]["factor_nonzeros"], 1077)
        self.assertEqual(self.json_of("teaching")["imbalances"], [])

    def test_a_kpp_file_lists_its_own_imbalance_and_what_cannot_be_counted(self):
        said = self.json_of(self.write("leighton.eqn", KPP))
        self.assertEqual(said["format"], "KPP")
        self.assertEqual(said["imbalances"], [{"id": "R3", "atoms": {"O": -2.0}}])
        self.assertEqual(said["uncounted"], [])  # M comes out as it went in
        lumped = self.write("lumped.eqn", KPP.replace("NO2 = N + 2O", "NO2 = IGNORE"))
        self.assertEqual(self.json_of(lumped)["uncounted"], ["R1", "R3"])
        self.assertEqual(said["reactions"][0]["line"], 7)

    def test_mistakes_have_place_caret_and_nearest_name(self):
        done = lantian("--lang", "en", "mechanism", self.write("bad.eqn", KPP.replace("O3 + NO =", "O3 + NOO =")))
        self.assertEqual(done.returncode, 2)
        self.assertIn('bad.eqn:9:11: "NOO" is no species of the mechanism; did you mean `NO', done.stderr)
        self.assertIn("     9 | <R3> O3 + NOO = NO2"[1:], done.stderr)
        self.assertIn("1 mistake; nothing was run.", done.stderr)
        chinese = lantian("--lang", "zh", "mechanism", self.write("bad.eqn", KPP.replace("ARR_ab", "ARRab")))
        self.assertIn("不是速率式可用的函数；是否想写 `ARR_ab`？", chinese.stderr)

    def test_types_of_other_phases_are_refused_by_name(self):
        text = TEACHING.read_text(encoding="utf-8").replace("type: PHOTOLYSIS", "type: HENRYS_LAW", 1)
        found = self.mistakes_of(self.write("wet.yaml", text))
        self.assertEqual([(one["code"], one["arguments"]["value"]) for one in found], [("not_gas_phase", "HENRYS_LAW")])

    def test_other_files_are_refused(self):
        self.assertEqual(self.mistakes_of(self.folder / "none.yaml")[0]["code"], "file_missing")
        self.assertEqual(self.mistakes_of(self.write("mech.txt", ""))[0]["code"], "mechanism_ending")
        self.assertEqual(self.mistakes_of(self.folder)[0]["code"], "mechanism_ending")
        self.assertEqual(self.mistakes_of(self.write("empty.json", ""))[0]["code"], "not_a_map")

    def test_damaged_files_end_with_2_or_are_read(self):
        rng = random.Random(7)
        for ending, sound in ((".yaml", TEACHING.read_text(encoding="utf-8")), (".kpp", KPP)):
            for _ in range(25):
                at = rng.randrange(len(sound))
                file = self.write("damaged" + ending, sound[:at] + rng.choice("{}[]:;#<'\"x0\n") + sound[at + rng.randrange(4):])
                done = lantian("mechanism", file)
                self.assertIn(done.returncode, (0, 2), done.stderr)


if __name__ == "__main__":
    unittest.main()
