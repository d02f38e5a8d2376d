#include "io/health_table.hpp"

#include <gtest/gtest.h>

#include "io/messages.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {
using namespace lantian;

TEST(HealthTableMessages, AnIntervalThatDoesNotHoldItsCentreIsRefused) {
  const tests::ScratchFolder scratch;
  scratch.write("health.toml", R"(schema = "lantian.health/1"
id = "own"
source = "a test"
deaths_per_person_and_year = 0.007
[[short_term]]
id = "own"
pollutant = "PM2p5"
average = "24h"
label = { en = "own", zh = "own" }
percent = [0.2, 0.3, 0.4]
source = "a test"
[long_term]
theta = 0.1
theta_error = 0.01
alpha = 1.6
mu = 15.5
nu = 36.8
counterfactual = 2.4
)");
  io::set_language("en");
  io::Diagnostics diagnostics;
  io::read_health_table(scratch.path() / "health.toml", diagnostics);
  ASSERT_EQ(diagnostics.items().size(), 1u);
  EXPECT_EQ(diagnostics.items()[0].code, "not_ascending");
  EXPECT_EQ(diagnostics.items()[0].place.line, 10);
}

}  // namespace
