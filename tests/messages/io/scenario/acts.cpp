#include <gtest/gtest.h>

#include <algorithm>

#include "io/messages.hpp"
#include "io/scenario/scenario.hpp"

namespace {

using namespace lantian;
constexpr model::LocalClock china{8 * 3600};

const std::string head =
    "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" }\n"  // 1-3
    "[measure.m]\nlabel = { en = \"M\", zh = \"措\" }\n"                                  // 4, 5
    "select = { where = { industry = [\"boiler\"] } }\n";                                 // 6

std::vector<std::string> mistakes_in(const std::string& text) {
  io::Diagnostics diagnostics;
  io::read_scenario_text(head + text, "s.toml", china, diagnostics);
  std::vector<std::string> found;
  for (const auto& item : diagnostics.items())
    found.push_back(item.code + " " + std::to_string(item.place.line) + ":" +
                    std::to_string(item.place.column));
  return found;
}
using Mistakes = std::vector<std::string>;

TEST(ActMessages, SoundOperationsHaveNone) {
  for (const std::string op :
       {"{ kind = \"relocate\", to = { region = \"west\", longitude = 112.0, latitude = 35.0 } }",
        "{ kind = \"add\", to = { region = \"west\" }, share = 0.5, stack = { height = \"45 m\", diameter = "
        "\"2 m\", exit_temperature = \"80 degC\", exit_velocity = \"10 m/s\" } }",
        "{ kind = \"stop\", unit = \"line\", share = 0.5, pattern = { period_d = 14, off_d = 7, phase_by = { "
        "attribute = \"rota_group\", values = [\"G1\", \"G2\"], offset_d = [0, 7] } } }",
        "{ kind = \"shift\", from = \"10-16\", to = \"20-06\", share = { process = { spray = 0.8 } }, "
        "max_rate "
        "= 1.5, reevaluate = [\"temperature_ef\"] }",
        "{ kind = \"cap\", mg_m3 = { NOx = 50, PM = 5 }, ref_o2 = 9 }", "{ kind = \"none\" }"})
    EXPECT_EQ(mistakes_in("op = " + op + "\n"), Mistakes{}) << op;
}

TEST(ActMessages, HoursThatGiveCannotTake) {
  EXPECT_EQ(
      mistakes_in("op = { kind = \"shift\", from = \"10-16\", to = \"15-20\", share = 1, max_rate = 2 }\n"),
      Mistakes{"hours_overlap 7:45"});
}

TEST(ActMessages, AStackNeedsUnits) {
  EXPECT_EQ(
      mistakes_in("op = { kind = \"relocate\", to = { region = \"west\" }, stack = { height = 45, diameter "
                  "= \"2 t\", exit_temperature = \"80 degC\", exit_velocity = \"10 m/s\" } }\n"),
      (Mistakes{"no_unit 7:72", "wrong_dimension 7:87"}));
}

TEST(ActMessages, TheShareOfATurnIsThatOfItsDays) {
  EXPECT_EQ(mistakes_in("op = { kind = \"stop\", share = 0.6, pattern = { period_d = 14, off_d = 7 } }\n"),
            Mistakes{"share_not_pattern 7:31"});
}

TEST(ActMessages, AMakeUpNeedsRoomAndTime) {
  const auto makeup = [](const std::string& keys) {
    return mistakes_in("op = { kind = \"stop\", makeup = { " + keys + " } }\n");
  };
  EXPECT_EQ(makeup("share = 0.5, max_rate = 1.2, within_d = 120"), Mistakes{});
  EXPECT_EQ(makeup("max_rate = 1, within_d = 120"), Mistakes{"makeup_without_room 7:45"});
  EXPECT_EQ(makeup("share = 0.5"), (Mistakes{"missing_key 7:32", "missing_key 7:32"}));
  EXPECT_EQ(makeup("share = 1.5, max_rate = 0.9, within_d = 0"),
            (Mistakes{"out_of_range 7:42", "out_of_range 7:58", "out_of_range 7:74"}));
  EXPECT_EQ(makeup("max_rate = 1.2, within_d = 120, unplaced = \"gone\""), Mistakes{"not_one_of 7:77"});
}

TEST(ActMessages, CostsNeedACurrencyAndKeepToIt) {
  const std::string cost =
      "op = { kind = \"stop\" }\ncost = { per_output = { value = 60.0, unit = \"EUR/t\" } }\n";
  EXPECT_EQ(mistakes_in(cost), Mistakes{"cost_without_currency 8:1"});
  io::Diagnostics diagnostics;
  io::read_scenario_text("currency = { code = \"CNY\", price_year = 2023 }\n" + head + cost, "s.toml", china,
                         diagnostics);
  ASSERT_EQ(diagnostics.items().size(), 1u);
  io::set_language("zh");
  EXPECT_EQ(io::headline(diagnostics.items()[0]),
            "s.toml:9:46: measure.m.cost.per_output.unit：EUR 不是本情景的币种 CNY");
  io::set_language("en");
  EXPECT_EQ(io::headline(diagnostics.items()[0]),
            "s.toml:9:46: measure.m.cost.per_output.unit: EUR is not the scenario's currency, CNY");
}

TEST(ActMessages, AFuelMustStandInItsTable) {
  EXPECT_EQ(mistakes_in("op = { kind = \"replace_fuel\", to = \"gass\", ef_table = \"ef\" }\n"
                        "[table.ef]\nlabel = { en = \"F\", zh = \"燃\" }\nkey = [\"fuel\", \"pollutant\"]\n"
                        "unit = \"kg/GJ\"\ncoal = { NOx = 0.2 }\ngas = { CO = 0.1, NOx = 0.05 }\n"),
            (Mistakes{"fuel_not_in_table 7:36", "fuel_table_gap 12:1"}));
}

TEST(ActMessages, KeysThatOnlySomeOperationsHave) {
  EXPECT_EQ(
      mistakes_in("op = { kind = \"scale\", factor = 0.5 }\npriority = 3\nphysics = { min_load = 0.5 }\n"),
      (Mistakes{"key_needs_operation 9:11", "key_needs_operation 8:12"}));
}

}  // namespace
