// The national monitors' archives as they are, against what is published beside them. Skipped where they are
// absent.
#include <gtest/gtest.h>

#include <cmath>

#include "run/monitor_bulletin.hpp"
#include "tests/support/places.hpp"
#include "tests/support/standards.hpp"

namespace {

using namespace lantian;
using namespace lantian::scenarios;

std::vector<std::filesystem::path> files_of(const char* folder) {
  std::vector<std::filesystem::path> files;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(tests::reference_data() / folder, absent))
    if (entry.path().extension() == ".csv" && entry.path().stem() != "monthly_region")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

struct Agreement {
  int equal = 0, near = 0, all = 0;
};

Agreement agreement(const io::MonitorReport& report) {
  Agreement found;
  const Judge judge(report.standards);
  for (const auto& one : report.observations) {
    const auto days = one.resolution == Resolution::day ? station_days(one, judge) : std::vector<JudgedDay>();
    for (std::size_t at = 0; at < one.size(); ++at) {
      if (one.given_index[at] < 0) continue;
      const auto index = days.empty() ? judged_hour(one, at, judge).index.value : days[at].index.value;
      if (!index) continue;
      ++found.all;
      found.equal += *index == one.given_index[at] ? 1 : 0;
      found.near += std::abs(*index - one.given_index[at]) <= 1 ? 1 : 0;
    }
  }
  return found;
}

io::MonitorReport bulletin_of(const std::vector<std::filesystem::path>& files) {
  run::BulletinRequest request;
  request.observations.files = files;
  return run::monitor_bulletin(request);
}

TEST(Archives, RealTimeIndicesOfNineCitiesAreTheGivenOnes) {
  const auto files = files_of("aq-hourly-202004");
  if (files.empty()) GTEST_SKIP() << "no aq-hourly-202004";
  const auto found = agreement(bulletin_of(files));
  EXPECT_GT(found.all, 2000);  // of 2846, without the stations that an archive goes on repeating
  EXPECT_EQ(found.equal, found.all);
}

TEST(Archives, RealTimeIndicesOfTheWebServiceAreTheGivenOnes) {
  const auto files = files_of("aq-snapshots");
  if (files.empty()) GTEST_SKIP() << "no aq-snapshots";
  const auto found = agreement(bulletin_of(files));
  EXPECT_EQ(found.all, 300);
  EXPECT_EQ(found.equal, 300);
}

/// The archive's index is no daily index of HJ 633 but behaves as the mean of the hours'
/// (docs/theory/standards.md): the counts are those of a program of its own in Python.
TEST(Archives, DailyIndicesOfFourteenCitiesDifferAsExplained) {
  const auto files = files_of("aq-henan-daily");
  if (files.empty()) GTEST_SKIP() << "no aq-henan-daily";
  const auto found = agreement(bulletin_of(files));
  EXPECT_EQ(found.all, 8100);
  EXPECT_EQ(found.equal, 1123);
}

/// Another crawl of the same monitors gives months of PM2.5 as whole numbers. From July 2015 on the two
/// archives agree; before, theirs differ by up to 7 %, each having lost other hours.
TEST(Archives, MonthlyMeansOfJiaozuoAreThoseOfAnotherArchive) {
  const auto daily = tests::reference_data() / "aq-henan-daily" / "jiaozuo.csv";
  if (!std::filesystem::exists(daily)) GTEST_SKIP() << "no aq-henan-daily";
  const std::vector<double> published{68, 38, 37,
                                      49, 68, 146};  // aq-henan-monthly/jiaozuo.csv, 2015-07 … 2015-12
  const auto report = bulletin_of({daily});
  for (int n = 0; n < 6; ++n) {
    const auto* period = report.evaluation.places[0].period({PeriodKind::month, 2015, 7 + n});
    ASSERT_NE(period, nullptr);
    EXPECT_NEAR(*period->all.now.items[item_pm2p5].mean / 1e-9, published[static_cast<std::size_t>(n)], 1.0)
        << n;
  }
}

/// Dongsi 2014, computed by numpy from the hours themselves (hour ending, 20 of 24, MDA8 of 14 of 17).
TEST(Archives, AYearOfABeijingStationIsWhatNumpySays) {
  const auto file = tests::reference_data() / "aq-beijing-uci" / "PRSA_Data_Dongsi_20130301-20160229.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no aq-beijing-uci";
  const auto report = bulletin_of({file});
  const auto& of = report.evaluation.places[0].period({PeriodKind::year, 2014, 1})->all.now;
  EXPECT_NEAR(*of.composites[0].value, 7.7709676860321935, 1e-9);
  EXPECT_EQ(of.valid_days, 315);
  EXPECT_EQ(of.categories, (std::array<int, 6>{26, 129, 74, 47, 32, 7}));
}

}  // namespace
