#include "run/measures/plan_words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "scenarios/policy/joined_words.hpp"

namespace lantian::run {

std::string option_id(const std::string& number) {
  if (number.starts_with("S")) return "s" + number.substr(1);
  return "m" + std::string(number.size() < 2 ? "0" : "") + number;
}

std::string tonnes(double kilograms) {
  const double rounded = std::round(kilograms / kilograms_of_tonne * 10.0) / 10.0;
  return fmt::format("{:.1f}", rounded == 0.0 ? 0.0 : rounded);
}

std::string tonnes_range(double low, double central, double high) {
  const std::string texts[] = {tonnes(low), tonnes(central), tonnes(high)};
  if (low == 0.0 && central == 0.0 && high == 0.0) return "–";
  return texts[1] + " (" + texts[0] + "–" + texts[2] + ")";
}

std::string number_sources(const scenarios::PlanItem& item) {
  std::set<std::string> sources;
  for (const auto& number : item.numbers) sources.insert(number.source);
  return scenarios::joined({sources.begin(), sources.end()});
}

std::string plain_cell(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("|\n<", at)) != std::string::npos; ++at)
    text.replace(at, 1, text[at] == '|' ? "/" : text[at] == '<' ? "&lt;" : " ");
  return text;
}

std::string table_row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const auto& one : cells) text += " " + one + " |";
  return text + "\n";
}

std::string head_row(const std::vector<std::string>& cells) {
  return table_row(cells) + table_row(std::vector<std::string>(cells.size(), "---"));
}

ItemFigures figures_of(const PlanAssessment& assessment, std::size_t item) {
  ItemFigures figures;
  const auto place = assessment.place_in_order(item);
  if (!place && assessment.folder.plan.items[item].growth.empty()) return figures;
  figures.kind = place ? ItemFigures::Kind::acts : ItemFigures::Kind::prevents;
  for (std::size_t s = 0; s < figures.county.size(); ++s)
    figures.county[s] =
        place ? assessment.effects[s].county.items[*place].first_in : assessment.avoided[s][item];
  return figures;
}

}  // namespace lantian::run
