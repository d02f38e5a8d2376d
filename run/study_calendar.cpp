#include "run/study_calendar.hpp"

#include <fmt/format.h>

#include "io/csv_text.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "run/number_text.hpp"

namespace lantian::run {
namespace {

using scenarios::pollutant_count;
using scenarios::pollutant_names;

constexpr double tonne = 1000.0;  // kg

struct Row {
  std::string option, part, key, grade, town, product, start, end, quantity;
  double value = 0.0;
  std::string unit;
};

class Rows {
 public:
  Rows(const io::CaseInputs& inputs, const std::string& currency)
      : inventory_(inputs.inventory),
        offset_(inputs.file.contents.time.plan_clock().offset),
        currency_(currency) {}

  std::vector<Row> of(const std::vector<scenarios::OptionCalendar>& calendars) {
    for (const auto& calendar : calendars) {
      row_ = {};
      row_.option = calendar.id;
      for (const auto& line : calendar.lines) add_line(line);
      for (const auto& month : calendar.months) add_month(month);
      for (const auto& equity : calendar.equity) add_equity(equity);
    }
    return std::move(rows_);
  }

 private:
  void add(const std::string& quantity, double value, const std::string& unit) {
    row_.quantity = quantity, row_.value = value, row_.unit = unit;
    rows_.push_back(row_);
  }

  void add_masses(const std::string& quantity, const scenarios::PollutantMasses& masses) {
    for (std::size_t p = 0; p < pollutant_count; ++p)
      add(quantity + " " + std::string(pollutant_names[p]), masses[p] / tonne, "t");
  }

  void place(const char* part, const std::string& key) {
    row_.part = part, row_.key = key;
    row_.grade = row_.town = row_.product = row_.start = row_.end = "";
  }

  void add_line(const scenarios::LineCalendar& one) {
    const auto& line = inventory_.lines[static_cast<std::size_t>(one.line)];
    place("line", line.id);
    if (line.enterprise >= 0) {
      const auto& works = inventory_.enterprises[static_cast<std::size_t>(line.enterprise)];
      row_.key = works.id + "/" + line.id, row_.grade = works.grade, row_.town = works.region;
    }
    row_.product = line.product;
    const std::string& unit = line.activity_unit;
    add("stop days due", one.stop_days_due, "day");
    add("stop days done", one.stop_days_done, "day");
    add("made-up days", one.made_up_days, "day");
    add("stops", one.stops, "1");
    add("usual output", one.usual, unit);
    add("lost output", one.lost, unit);
    add("made-up output", one.made_up, unit);
    add("unplaced output", one.unplaced, unit);
    add("made up after the period", one.later, unit);
    if (!currency_.empty()) add("cost", one.cost, currency_);
    row_.part = "spell";
    for (const auto& spell : one.spells) {
      row_.start = io::local_time_text(spell.start, offset_);
      row_.end = io::local_time_text(spell.end, offset_);
      add(scenarios::spell_names[static_cast<std::size_t>(spell.kind)], spell.kept, "1");
    }
  }

  void add_month(const scenarios::MonthMass& month) {
    place("month", fmt::format("{:04}-{:02}", month.year, month.month));
    add("days", month.days, "day");
    add_masses("without", month.without);
    add_masses("with", month.with);
    add_masses("avoided in the county", month.avoided_in_county);
  }

  void add_equity(const scenarios::EquityRow& one) {
    place(one.by_town ? "town" : "grade", one.key.empty() ? "ungraded" : one.key);
    (one.by_town ? row_.town : row_.grade) = one.key;
    row_.product = one.product;
    add("lines", one.lines, "1");
    add("capacity", one.capacity, one.unit.empty() ? "" : one.unit + "/a");
    add("lost output", one.lost, one.unit);
    add("part of capacity", one.capacity_part, "1");
    add("part of lost output", one.lost_part, "1");
    add("lost share of output", one.lost_share, "1");
    add("made-up share of output", one.made_up_share, "1");
    add("stop days due", one.stop_days_due, "day");
    add("share of cost", one.share_of_cost, "1");
    add_masses("avoided", one.avoided);
  }

  const scenarios::Inventory& inventory_;
  std::int64_t offset_;
  std::string currency_;
  Row row_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<scenarios::OptionCalendar> study_calendars(const StudyResult& result,
                                                       const io::CaseInputs& inputs) {
  std::vector<scenarios::Scenario> base;
  for (const auto& file : result.file.base) base.push_back(file.scenario);
  auto around = inputs.around;
  around.run = result.period;
  return scenarios::calendars(result.comparison, result.file.study, base, inputs.inventory, around);
}

std::string calendar_csv(const std::vector<scenarios::OptionCalendar>& calendars,
                         const io::CaseInputs& inputs, const std::string& currency) {
  std::string text = "option,part,key,grade,town,product,start,end,quantity,value,unit\n";
  for (const auto& row : Rows(inputs, currency).of(calendars)) {
    for (const auto* cell : {&row.option, &row.part, &row.key, &row.grade, &row.town, &row.product,
                             &row.start, &row.end, &row.quantity})
      text += io::csv_cell(*cell) + ",";
    text += significant(row.value, 8) + "," + io::csv_cell(row.unit) + "\n";
  }
  return text;
}

std::string calendar_json(const std::vector<scenarios::OptionCalendar>& calendars,
                          const io::CaseInputs& inputs, const std::string& currency) {
  std::string text = "[";
  for (const auto& row : Rows(inputs, currency).of(calendars)) {
    text += text.size() > 1 ? ",\n    {" : "\n    {";
    const auto add = [&](const char* name, const std::string& cell) {
      if (!cell.empty()) text += io::json_text(name) + ": " + io::json_text(cell) + ", ";
    };
    add("option", row.option), add("part", row.part), add("key", row.key), add("grade", row.grade);
    add("town", row.town), add("product", row.product), add("start", row.start), add("end", row.end),
        add("quantity", row.quantity);
    add("unit", row.unit);
    text += "\"value\": " + significant(row.value, 8) + "}";
  }
  return text + "\n  ]";
}

}  // namespace lantian::run
