#include "io/series_csv.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "io/csv_text.hpp"

namespace {
using namespace lantian;

TEST(SeriesCsv, RowsCarryLocalTimeMemberMonitor) {
  io::MonitorSeries series;
  series.synthetic = true;
  series.clock.offset = 8 * 3600;
  series.hours = {1700582400, 1700586000};  // 2023-11-22T00:00 and 01:00 at +08:00
  series.members = {"base", "plan,b"};
  series.monitors.resize(1);
  series.monitors[0].id = "=town";
  series.quantities = {{"PM2p5", "ug/m3", {{{1.5, 2.0}}, {{0.1, NAN}}}}};
  EXPECT_EQ(io::monitor_csv(series),
            "# SYNTHETIC case: neither observations nor an official inventory\n"
            "time_begin,member,monitor,PM2p5 [ug/m3]\n"
            "2023-11-22T00:00,base,'=town,1.5\n"
            "2023-11-22T01:00,base,'=town,2\n"
            "2023-11-22T00:00,\"plan,b\",'=town,0.1\n"
            "2023-11-22T01:00,\"plan,b\",'=town,\n");
}

TEST(SeriesCsv, LedgerHasEveryTermOfEveryLane) {
  model::Grid grid{1, 1, 1.0, 0.0, 0.0, {0, 1}};
  const model::Layout layout(grid, 1, 1);
  model::Ledger ledger;
  ledger.initial.assign(static_cast<std::size_t>(layout.lanes), 0.0);
  ledger.final = ledger.initial;
  ledger.moved = model::MassExchange(layout.lanes);
  ledger.initial[0] = 4.0;
  ledger.moved.of(model::Exchange::emitted)[0] = 2.0;
  ledger.moved.of(model::Exchange::deposited)[0] = 1.0;
  ledger.final[0] = 5.0;
  EXPECT_EQ(
      io::ledger_csv(ledger, layout, model::SpeciesTable({{"O3", 0.048}}), {"base"}),
      "member,species,initial [mol],emitted [mol],produced [mol],flowed_in [mol],lost [mol],flowed_out [mol],"
      "deposited [mol],final [mol],relative_residual [1]\n"
      "base,O3,4,2,0,0,0,0,1,5,0\n");
}

TEST(CsvText, NoSpreadsheetReadsACellAsAFormula) {
  EXPECT_EQ(io::csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(io::csv_cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(io::csv_cell("a \"b\""), "\"a \"\"b\"\"\"");
}
}  // namespace
