// `lantian explain` and ledgers on the embedded case: explained factors are the plan's, golden facts in both
// languages, sums that close against the emission account.
#include "run/explain.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "io/messages.hpp"
#include "run/emission_ledgers.hpp"
#include "run/engine.hpp"
#include "scenarios/explain/explainer.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian;
using scenarios::pollutant_count;

const io::CaseInputs& mengzhou() {
  static const io::CaseInputs inputs = [] {
    io::CaseChoice choice;
    choice.variant = "coarse";
    return run::read_sound_case(tests::source_root() / "cases" / "mengzhou", choice);
  }();
  return inputs;
}

std::size_t member(const std::string& id) {
  const auto& members = mengzhou().file.contents.members;
  return static_cast<std::size_t>(
      std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.id == id; }) -
      members.begin());
}

class Explain : public ::testing::Test {
 protected:
  void TearDown() override { io::set_language("en"); }
  static std::string told(const run::ExplainRequest& request, const char* language = "en") {
    io::set_language(language);
    return run::explain(mengzhou(), request);
  }
  static std::vector<io::Diagnostic> mistakes(const run::ExplainRequest& request) {
    try {
      run::explain(mengzhou(), request);
    } catch (const io::InputErrors& errors) {
      return errors.mistakes;
    }
    return {};
  }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(Explain, ExplainedFactorsAreThePlansForEverySourceHour) {
  const auto& inputs = mengzhou();
  for (const char* id : {"offpeak", "orange"}) {
    const auto scenarios = io::scenarios_of_member(inputs, member(id));
    const scenarios::EmissionMember of{&inputs.plans[member(id)], scenarios::Exclusion::none};
    scenarios::Explainer explainer(scenarios, inputs.inventory, inputs.around, of);
    std::size_t differing = 0, touched = 0;
    for (int s = 0; s < static_cast<int>(inputs.inventory.sources.size()); ++s)
      for (auto hour = inputs.around.run.start; hour < inputs.around.run.end;
           hour += model::seconds_per_hour) {
        const auto e = explainer.figures(s, hour);
        touched += e.factor[0] != 1.0 || e.factor[1] != 1.0;
        for (std::size_t p = 0; p < pollutant_count; ++p)
          differing +=
              std::abs(e.explained[p] - e.factor[p]) > 1e-15 * std::abs(e.factor[p]);  // order of factors
      }
    EXPECT_EQ(differing, 0u) << id;
    EXPECT_GT(touched, 1000u) << id;
  }
}

TEST_F(Explain, BrickWorksUnderTheOrangePlanInEnglish) {
  const std::string text = told({"orange", "E002/L1/tunnel_kiln/DA001", "2023-11-23T14:00", "", false});
  EXPECT_TRUE(has(text,
                  "brick_stop \"Brick works stop; grade A and leading ones exempt\": x all 0.1; holds: the "
                  "strictest"))
      << text;
  EXPECT_TRUE(has(text, "gives way to brick_stop, the strictest holds")) << text;
  EXPECT_TRUE(has(text, "offpeak-kilns.toml:42")) << text;
  EXPECT_TRUE(has(text, "basis: County plan of 2023, item 32")) << text;
  EXPECT_TRUE(has(text, "dates 11-15/03-15: holds")) << text;
  EXPECT_TRUE(has(text, "warning city: yellow, orange, red: holds, orange is in force")) << text;
  EXPECT_TRUE(has(text, "ladder kept: brick x grade C x orange keeps 0 of output")) << text;
  EXPECT_TRUE(has(text, "stands still")) << text;  // off-peak since 15 November, no hot idle
  EXPECT_TRUE(has(text, "compliance 0.85, the mean of a beta distribution")) << text;
  EXPECT_TRUE(has(text, "select.clinker: asks industry = cement.clinker; the source has brick")) << text;
  EXPECT_TRUE(has(text, "provenance: synthetic K-L")) << text;
}

TEST_F(Explain, BrickWorksUnderTheOrangePlanInChinese) {
  const std::string text = told({"orange", "E002/L1/tunnel_kiln/DA001", "2023-11-23T14:00", "", false}, "zh");
  EXPECT_TRUE(has(text, "brick_stop “砖瓦窑停产(A级、引领性豁免)”")) << text;
  EXPECT_TRUE(has(text, "让位于 brick_stop（取最严）")) << text;
  EXPECT_TRUE(has(text, "预警 city：黄色、橙色、红色：符合，橙色预警生效")) << text;
  EXPECT_TRUE(has(text, "依据：孟州市2023年攻坚方案第32项")) << text;
  EXPECT_TRUE(has(text, "分级表 kept：brick x C 级 x 橙色，保留负荷 0")) << text;
  EXPECT_TRUE(has(text, "执行率 0.85（贝塔分布的均值）")) << text;
}

TEST_F(Explain, WithoutATimeTheHoursAreRuns) {
  const std::string text = told({"orange", "E002/L1/tunnel_kiln/DA001", "", "", false});
  EXPECT_TRUE(has(text, "2023-11-22T00:00 to 2023-11-23T00:00  all 0.1  brick_stop (stands still)\n"))
      << text;
}

TEST_F(Explain, WithoutASourceTheMostChangedAreATable) {
  const std::string text = told({"", "", "", "SO2", false});
  EXPECT_TRUE(has(text, "member orange, 2023-11-23T00:00 to 2023-11-25T00:00")) << text;
  EXPECT_TRUE(has(text, "brick_stop")) << text;
  const std::string json = told({"orange", "E001", "", "", true});  // four sources: a table
  EXPECT_TRUE(has(json, "\"source\": \"E001/L1/tunnel_kiln/DA001\"")) << json;
}

TEST_F(Explain, EveryMistakeIsToldAtOnceWithTheNearest) {
  const auto found = mistakes({"orang", "E002/L1/tunel_kiln/DA001", "2023-12-01T00:00", "PM25", false});
  ASSERT_EQ(found.size(), 4u);
  const auto argument = [](const io::Diagnostic& d, const std::string& name) {
    for (const auto& [key, value] : d.arguments)
      if (key == name) return value;
    return std::string();
  };
  EXPECT_EQ(argument(found[0], "nearest"), "orange");
  EXPECT_EQ(argument(found[1], "nearest"), "E002/L1/tunnel_kiln/DA001");
  EXPECT_EQ(argument(found[2], "range"), "2023-11-22T00:00 … 2023-11-25T00:00");
  EXPECT_EQ(found[3].code, "unknown_word");
  EXPECT_EQ(mistakes({"", "", "noon", "", false}).at(0).code, "not_a_time");
}

/// kg of people's sources by the assembly's own account, over the evaluated hours.
scenarios::EmissionAccount account(const run::Engine& engine,
                                   const std::vector<scenarios::EmissionMember>& members) {
  const auto& time = engine.inputs.file.contents.time;
  const model::State<float> state(engine.grid, engine.species.size(), static_cast<int>(members.size()));
  scenarios::EmissionAccount sum;
  for (auto hour = time.start + static_cast<model::UtcSeconds>(time.spinup); hour < time.end;
       hour += model::seconds_per_hour)
    sum += engine.emission.hour(hour, engine.weather.at(hour + 1800), state.layout, members).account;
  return sum;
}

TEST(EmissionLedger, ClosesAgainstTheEmissionAccount) {
  const auto& inputs = mengzhou();
  const auto engine = run::make_engine(inputs, {});
  const std::vector<scenarios::EmissionMember> members{
      {&inputs.plans[member("offpeak")], scenarios::Exclusion::none},
      {&inputs.plans[member("orange")], scenarios::Exclusion::none}};
  const auto counted = account(engine, members);
  const auto ledgers = run::plan_ledgers(inputs, {{"orange", "offpeak", "orange"}}).front();
  const auto& groups = engine.emission.groups();
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    const auto& county = ledgers.county.front();
    const double before = counted.anthropogenic(0, groups, true)[p],
                 after = counted.anthropogenic(1, groups, true)[p];
    EXPECT_NEAR(county.rows.front().before[p], before, 1e-12 * before);
    EXPECT_NEAR(county.rows.front().after[p], after, 1e-12 * after);
    // Every heading sums to the total; the days sum to the run; categories are the account's groups.
    for (std::size_t by = 0; by < scenarios::ledger_by_names.size(); ++by) {
      double sum = 0.0;
      for (const auto& row : county.rows)
        if (row.by == static_cast<scenarios::LedgerBy>(by)) sum += row.after[p];
      EXPECT_NEAR(sum, after, 1e-12 * after) << by;
    }
    double days = 0.0;
    for (std::size_t d = 1; d < ledgers.county.size(); ++d) days += ledgers.county[d].rows.front().after[p];
    EXPECT_NEAR(days, after, 1e-12 * after);
    for (const auto& row : ledgers.all.front().rows) {
      if (row.by != scenarios::LedgerBy::category) continue;
      double group = 0.0;
      for (std::size_t g = 0; g < groups.size(); ++g)
        if (!groups[g].natural && groups[g].category == row.key)
          group += counted.emitted(1, static_cast<int>(g))[p];
      EXPECT_NEAR(row.after[p], group, 1e-12 * group) << row.key;
    }
  }
  EXPECT_EQ(ledgers.county.size(), 3u);  // the run, 23 and 24 November
}

}  // namespace
