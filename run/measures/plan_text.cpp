// The plan as a table for people, and the shares by source as CSV.
#include <fmt/format.h>

#include "io/csv_text.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "run/measures/plan_words.hpp"
#include "run/number_text.hpp"

namespace lantian::run {

namespace {

using io::translated;
using scenarios::pollutant_count;
using scenarios::pollutant_names;

std::string words(const scenarios::Label& label) {
  return io::harmless(io::language() == io::Language::zh ? label.zh : label.en);
}

std::string masses(const ItemFigures& figures) {
  std::string text;
  for (const auto pollutant : plan_pollutants) {
    const auto p = static_cast<std::size_t>(pollutant);
    const auto& of = figures.county;
    if (of[0][p] == 0.0 && of[1][p] == 0.0 && of[2][p] == 0.0) continue;
    text += fmt::format("  {} {}", pollutant_names[p], tonnes_range(of[0][p], of[1][p], of[2][p]));
  }
  return text;
}

std::string shares(const scenarios::ItemShares& of) {
  std::string text;
  for (const auto pollutant : plan_pollutants) {
    const auto p = static_cast<std::size_t>(pollutant);
    if (of.first_in[p] == 0.0 && of.shapley[p] == 0.0) continue;
    text += fmt::format("  {} {} / {} / {}", pollutant_names[p], tonnes(of.last_in[p]),
                        tonnes(of.in_order[p]), tonnes(of.shapley[p]));
  }
  return text;
}

std::string item_text(const PlanAssessment& assessment, std::size_t n) {
  const auto& item = assessment.folder.plan.items[n];
  const ItemFigures figures = figures_of(assessment, n);
  std::string text = fmt::format("{:>3}  {}  [{}]\n", item.number, words(item.title), item.item_class);
  text += "     " + words(item.operation) + "\n";
  switch (figures.kind) {
    case ItemFigures::Kind::acts:
      text += "     " + translated("alone, t:") + masses(figures) + "\n     " +
              translated("last in / in order / Shapley, t:") +
              shares(assessment.effects[1].county.items[*assessment.place_in_order(n)]) + "\n";
      break;
    case ItemFigures::Kind::prevents:
      text += "     " + translated("avoided against growth, never taken from the base, t/a:") +
              masses(figures) + "\n";
      break;
    case ItemFigures::Kind::not_quantified:
      text += "     " + translated("not quantified: {value}", {{"value", words(item.reason)}}) + "\n";
      return text;
  }
  if (!item.reason.en.empty()) text += "     " + words(item.reason) + "\n";
  return text;
}

std::string whole_plan(const PlanAssessment& assessment) {
  std::string text = translated("the whole plan, county, t: without it, cut by it") + "\n";
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    const double base = assessment.effects[1].county.base[p];
    if (base == 0.0) continue;
    text +=
        fmt::format("     {:<6} {:>9} {:>26}  {:>5.1f} %\n", pollutant_names[p], tonnes(base),
                    tonnes_range(assessment.effects[0].county.joint[p], assessment.effects[1].county.joint[p],
                                 assessment.effects[2].county.joint[p]),
                    100.0 * assessment.effects[1].county.joint[p] / base);
  }
  return text;
}

/// Twelve digits: shares of a source sum to its joint effect to 1e-9.
std::string exact(double kilograms) { return significant(kilograms / kilograms_of_tonne, 12); }

}  // namespace

std::string plan_text(const PlanAssessment& assessment, const io::CaseInputs& inputs) {
  const auto& plan = assessment.folder.plan;
  const auto offset = inputs.file.contents.time.plan_clock().offset;
  std::string text = words(plan.label) + "\n";
  if (!plan.basis.en.empty()) text += words(plan.basis) + "\n";
  if (inputs.file.contents.synthetic)
    text += translated("SYNTHETIC case: neither observations nor an official inventory") + "\n";
  text += io::local_time_text(plan.period.start, offset) + " … " +
          io::local_time_text(plan.period.end, offset) + "  " +
          translated("central (low–high), all that the plan asks for in force") + "\n\n";
  for (std::size_t n = 0; n < plan.items.size(); ++n) text += item_text(assessment, n);
  return text + "\n" + whole_plan(assessment) + air_text(assessment);
}

std::string overlap_csv(const PlanAssessment& assessment, const io::CaseInputs& inputs) {
  std::string text = "source,item,pollutant,first_in [t],last_in [t],in_order [t],shapley [t]\n";
  for (const auto& overlap : assessment.effects[1].overlaps) {
    const auto& source = inputs.inventory.sources[static_cast<std::size_t>(overlap.source)];
    const auto item = assessment.order[static_cast<std::size_t>(overlap.item)];
    for (std::size_t p = 0; p < pollutant_count; ++p) {
      const auto& of = overlap.shares;
      if (of.first_in[p] == 0.0 && of.shapley[p] == 0.0) continue;
      text += io::csv_cell(source.id) + ',' + io::csv_cell(assessment.folder.plan.items[item].number) + ',' +
              std::string(pollutant_names[p]) + ',' + exact(of.first_in[p]) + ',' + exact(of.last_in[p]) +
              ',' + exact(of.in_order[p]) + ',' + exact(of.shapley[p]) + '\n';
    }
  }
  return text;
}

}  // namespace lantian::run
