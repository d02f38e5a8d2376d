#include "scenarios/policy/ladder.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

const LadderTable::Row* row_of(const LadderTable& table, const std::string& industry,
                               const std::string& grade, const std::string& level) {
  const LadderTable::Row* best = nullptr;
  for (const auto& row : table.rows) {
    if (row.grade != grade || (table.by_level && row.level != level)) continue;
    if (!row.industry.empty() && !in_branch(industry, row.industry)) continue;
    if (!best || row.industry.size() > best->industry.size()) best = &row;
  }
  return best;
}

std::string text(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

/// Compares neighbours of `order` that `pick(word)` finds in one row.
template <class Pick>
void check_steps(const LadderTable& table, const LadderTable::Monotone& rule, Pick pick,
                 std::vector<Finding>& found) {
  const LadderTable::Row* before = nullptr;
  for (const auto& word : rule.order) {
    const LadderTable::Row* now = pick(word);
    if (now && before && (rule.nonincreasing ? now->value > before->value : now->value < before->value))
      found.push_back({"ladder_not_monotone",
                       ladder_path(table, *now),
                       {{"value", text(now->value)}, {"before", text(before->value)}, {"by", rule.by}}});
    if (now) before = now;
  }
}

}  // namespace

const LadderTable::Row* ladder_row(const LadderTable& table, const std::string& industry,
                                   const std::string& grade, const std::string& level) {
  return row_of(table, industry, grade.empty() ? "ungraded" : grade, level);
}

std::optional<double> ladder_value(const LadderTable& table, const std::string& industry,
                                   const std::string& grade, const std::string& level) {
  const auto* row = ladder_row(table, industry, grade, level);
  return row ? std::optional(row->value) : std::nullopt;
}

std::vector<std::string> ladder_grades(const LadderTable& table, const std::string& industry) {
  std::vector<std::string> grades;
  for (const auto& row : table.rows)
    if ((row.industry.empty() || in_branch(industry, row.industry)) &&
        std::find(grades.begin(), grades.end(), row.grade) == grades.end())
      grades.push_back(row.grade);
  return grades;
}

std::string ladder_path(const LadderTable& table, const LadderTable::Row& row) {
  std::string key = "table." + table.id + "." + (row.industry.empty() ? "default" : row.industry);
  key += "." + row.grade;
  if (table.by_level) key += "." + row.level;
  return key;
}

std::vector<Finding> check_monotone(const LadderTable& table) {
  std::vector<Finding> found;
  std::set<std::string> industries, grades, levels;
  for (const auto& row : table.rows) {
    industries.insert(row.industry);
    grades.insert(row.grade);
    levels.insert(row.level);
  }
  for (const auto& rule : table.monotone)
    for (const auto& industry : industries)
      for (const auto& other : rule.by == "grade" ? levels : grades)
        check_steps(
            table, rule,
            [&](const std::string& word) -> const LadderTable::Row* {
              const auto& grade = rule.by == "grade" ? word : other;
              const auto& level = rule.by == "grade" ? other : word;
              // Compare what holds: a grade missing from this row stands in the default row.
              return row_of(table, industry, grade, level);
            },
            found);
  // A step of the default row is seen again through every row that leans on it.
  std::sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.key < b.key; });
  found.erase(std::unique(found.begin(), found.end(), [](auto& a, auto& b) { return a.key == b.key; }),
              found.end());
  return found;
}

}  // namespace lantian::scenarios
