#include "run/explain.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "io/explain/explanation_text.hpp"
#include "io/explain/words.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "run/exclusion.hpp"
#include "run/number_text.hpp"
#include "scenarios/emission/planned_mass.hpp"
#include "scenarios/inventory/inventory_totals.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::run {
namespace {

using scenarios::Label;

constexpr std::size_t most_told = 20;  // names in a message, rows in a table

using Arguments = std::vector<std::pair<std::string, std::string>>;

Arguments unknown(const char* option, const std::string& value, const std::vector<std::string>& known) {
  Arguments arguments{{"key", option}, {"value", value}, {"nearest", io::nearest_spelling(value, known)}};
  if (known.size() <= most_told) arguments.emplace_back("accepted", scenarios::joined(known));
  return arguments;
}

/// What was asked, found in the case; every mistake of it at once.
struct Found {
  std::size_t member = 0;
  std::vector<int> sources;  // of the request; all where none was asked
  std::optional<model::UtcSeconds> hour;
  std::optional<scenarios::Pollutant> pollutant;
};

std::vector<int> matching(const scenarios::Inventory& inventory, const std::string& asked) {
  std::vector<int> found;
  for (std::size_t s = 0; s < inventory.sources.size(); ++s) {
    const std::string& id = inventory.sources[s].id;
    if (id == asked) return {static_cast<int>(s)};
    if (asked.empty() || id.starts_with(asked + "/") || fnmatch(asked.c_str(), id.c_str(), 0) == 0)
      found.push_back(static_cast<int>(s));
  }
  return found;
}

/// Ids, and what stands before their slashes: any of them may be asked for.
std::vector<std::string> names_of_sources(const scenarios::Inventory& inventory) {
  std::vector<std::string> names;
  for (const auto& source : inventory.sources)
    for (std::size_t slash = source.id.find('/');; slash = source.id.find('/', slash + 1)) {
      names.push_back(source.id.substr(0, slash));
      if (slash == std::string::npos) break;
    }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

class Finder {
 public:
  Finder(const io::CaseInputs& inputs, const ExplainRequest& request) : inputs_(inputs), request_(request) {}

  Found find() {
    Found found;
    found.member = member();
    found.sources = matching(inputs_.inventory, request_.source);
    if (found.sources.empty())
      mistakes_.add("unknown_reference", {},
                    unknown("--source", request_.source, names_of_sources(inputs_.inventory)));
    if (found.member < inputs_.awaited.size() && !inputs_.awaited[found.member].empty()) {
      mistakes_.add("plan_needs_run", {},
                    {{"id", inputs_.file.contents.members[found.member].id},
                     {"value", scenarios::joined(inputs_.awaited[found.member])}});
    }
    found.hour = hour();
    found.pollutant = pollutant();
    mistakes_.throw_if_any();
    return found;
  }

 private:
  std::size_t member() {
    const auto& members = inputs_.file.contents.members;
    std::vector<std::string> known;
    std::size_t last = 0;
    for (std::size_t m = 0; m < members.size(); ++m) {
      known.push_back(members[m].id);
      if (members[m].id == request_.member) return m;
      if (!members[m].scenarios.empty()) last = m;
    }
    if (!request_.member.empty())
      mistakes_.add("unknown_reference", {}, unknown("--member", request_.member, known));
    return last;
  }

  std::optional<model::UtcSeconds> hour() {
    if (request_.time.empty()) return std::nullopt;
    const auto& clock = inputs_.around.clock;
    const auto time = io::read_local_time(request_.time, clock.offset);
    if (!time) {
      mistakes_.add("not_a_time", {}, {{"key", "--at"}, {"value", request_.time}});
      return std::nullopt;
    }
    const auto& run = inputs_.around.run;
    if (*time < run.start || *time >= run.end)
      mistakes_.add("out_of_range", {},
                    {{"key", "--at"},
                     {"value", request_.time},
                     {"range", io::local_time_text(run.start, clock.offset) + " … " +
                                   io::local_time_text(run.end, clock.offset)}});
    constexpr auto length = model::seconds_per_hour;
    return std::max(run.start, model::floor_div(*time + clock.offset, length) * length - clock.offset);
  }

  std::optional<scenarios::Pollutant> pollutant() {
    if (request_.pollutant.empty()) return std::nullopt;
    const auto& names = scenarios::pollutant_names;
    const auto place = std::find(names.begin(), names.end(), request_.pollutant);
    if (place != names.end()) return static_cast<scenarios::Pollutant>(place - names.begin());
    const std::vector<std::string> known(names.begin(), names.end());
    mistakes_.add("unknown_word", {},
                  {{"key", "--pollutant"},
                   {"value", request_.pollutant},
                   {"nearest", io::nearest_spelling(request_.pollutant, known)},
                   {"accepted", scenarios::joined(known)}});
    return std::nullopt;
  }

  const io::CaseInputs& inputs_;
  const ExplainRequest& request_;
  io::Diagnostics mistakes_;
};

/// A source's mass over the hours asked, before any rule and after all.
struct Changed {
  int source = 0;
  scenarios::PollutantMasses before{}, after{};
  std::size_t pollutant = 0;  // that it has the largest share in
  double share = 0.0;         // of what all these sources change of it, in either direction
  double change(std::size_t p) const { return after[p] - before[p]; }
};

std::vector<Changed> changes(const io::CaseInputs& inputs, const Found& found,
                             const scenarios::EmissionMember& member, scenarios::Period period) {
  std::vector<Changed> all;
  for (const int source : found.sources) all.push_back({source, {}, {}});
  for (auto hour = period.start; hour < period.end; hour += model::seconds_per_hour) {
    const scenarios::PlannedMass mass(inputs.inventory, inputs.around.clock, hour);
    for (auto& one : all) {
      scenarios::operator+=(one.before, mass.without_rules(one.source));
      scenarios::operator+=(one.after, mass.of(one.source, member));
    }
  }
  return all;
}

/// Those that change, by their largest share in the change of one pollutant: the one asked for, or any, so
/// that who emits one pollutant only is not missed.
std::vector<Changed> most_changed(std::vector<Changed> rows, std::optional<scenarios::Pollutant> asked) {
  scenarios::PollutantMasses whole{};
  for (const auto& row : rows)
    for (std::size_t p = 0; p < whole.size(); ++p) whole[p] += std::abs(row.change(p));
  for (auto& row : rows)
    for (std::size_t p = 0; p < whole.size(); ++p) {
      if (whole[p] == 0.0 || (asked && static_cast<std::size_t>(*asked) != p)) continue;
      const double share = std::abs(row.change(p)) / whole[p];
      if (share > row.share) row.share = share, row.pollutant = p;
    }
  std::erase_if(rows, [](const Changed& row) { return row.share == 0.0; });
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Changed& a, const Changed& b) { return a.share > b.share; });
  return rows;
}

/// Measures that touch the source in the period, by the names of the plan's rules.
std::string rules_of(const scenarios::EmissionPlan& plan, int source, scenarios::Period period) {
  std::vector<std::string> rules;
  auto run = std::lower_bound(plan.runs.begin(), plan.runs.end(), source,
                              [](const auto& r, int wanted) { return r.source < wanted; });
  for (; run != plan.runs.end() && run->source == source; ++run) {
    if (run->rule < 0 || run->end <= period.start || run->start >= period.end) continue;
    const std::string& rule = plan.rules[static_cast<std::size_t>(run->rule)];
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
  return scenarios::joined(rules);
}

std::string percent(double share) { return io::short_number(100.0 * share) + "%"; }

std::string in_column(std::string text, std::size_t width, bool right) {
  if (text.size() < width) text.insert(right ? 0 : text.size(), width - text.size(), ' ');
  return text;
}

/// The sources changed most.
std::string table(const io::CaseInputs& inputs, const Found& found, const scenarios::EmissionMember& member,
                  bool json) {
  const auto& contents = inputs.file.contents;
  const auto& run = inputs.around.run;
  const scenarios::Period period =
      found.hour
          ? scenarios::Period{*found.hour, *found.hour + model::seconds_per_hour}
          : scenarios::Period{run.start + static_cast<model::UtcSeconds>(contents.time.spinup), run.end};
  auto rows = most_changed(changes(inputs, found, member, period), found.pollutant);
  const auto changed = rows.size();
  rows.resize(std::min(changed, most_told));
  const auto name = [](std::size_t p) { return std::string(scenarios::pollutant_names[p]); };
  const std::string pollutant = found.pollutant ? name(static_cast<std::size_t>(*found.pollutant)) : "all";
  const auto offset = inputs.around.clock.offset;
  const std::string from = io::local_time_text(period.start, offset),
                    to = io::local_time_text(period.end, offset);
  const std::string& id = contents.members[found.member].id;
  std::string text;
  if (json) {
    text = "{\n  \"schema\": \"lantian.explanation/1\",\n  \"member\": " + io::json_text(id) +
           ",\n  \"start\": \"" + from + "\",\n  \"end\": \"" + to + "\",\n  \"pollutant\": \"" + pollutant +
           "\",\n  \"changed\": " + std::to_string(changed) + ",\n  \"sources\": [";
    const char* separator = "\n";
    for (const auto& row : rows) {
      text += separator;
      text += "    {\"source\": " +
              io::json_text(inputs.inventory.sources[static_cast<std::size_t>(row.source)].id) +
              ", \"pollutant\": \"" + name(row.pollutant) +
              "\", \"before [kg]\": " + number(row.before[row.pollutant]) +
              ", \"after [kg]\": " + number(row.after[row.pollutant]) +
              ", \"share_of_change\": " + number(row.share) +
              ", \"rules\": " + io::json_text(rules_of(*member.plan, row.source, period)) + "}";
      separator = ",\n";
    }
    return text + "\n  ]\n}\n";
  }
  const bool zh = io::language() == io::Language::zh;
  const std::string count = std::to_string(changed);
  text = zh ? "情景 " + id + "，" + from + " 至 " + to + "：" + count + " 个源的" +
                  (found.pollutant ? " " + pollutant + " " : "") + "排放发生变化，"
            : "member " + id + ", " + from + " to " + to + ": " + count + " sources change their " +
                  (found.pollutant ? pollutant : "emission") + "; ";
  if (found.pollutant)
    text += zh ? "变化最大者（kg）" : "the most changed, kg";
  else
    text += zh ? "按所占变化份额最大的污染物排列（kg）"
               : "by the pollutant in whose change each has the largest share, kg";
  text += zh ? "：污染物、之前、之后、变化、占该污染物总变化、措施\n"
             : ": pollutant, before, after, change, share of that pollutant's change, measures\n";
  for (const auto& row : rows) {
    const Label rules = io::rule_words(rules_of(*member.plan, row.source, period));
    text += "  " +
            in_column(io::harmless(inputs.inventory.sources[static_cast<std::size_t>(row.source)].id), 44,
                      false) +
            in_column(name(row.pollutant), 6, false) +
            in_column(number(row.before[row.pollutant]), 12, true) +
            in_column(number(row.after[row.pollutant]), 12, true) +
            in_column(number(row.change(row.pollutant)), 13, true) + in_column(percent(row.share), 9, true) +
            "  " + io::harmless(zh ? rules.zh : rules.en) + '\n';
  }
  if (rows.size() < changed)
    text += zh ? "  … 其余 " + std::to_string(changed - rows.size()) + " 个源见 --source、--pollutant\n"
               : "  … " + std::to_string(changed - rows.size()) + " more: see --source, --pollutant\n";
  return text;
}

}  // namespace

std::string explain(const io::CaseInputs& inputs, const ExplainRequest& request) {
  const Found found = Finder(inputs, request).find();
  const scenarios::EmissionMember member{&inputs.plans[found.member],
                                         exclusion_of(inputs.file.contents.members[found.member].exclude)};
  if (request.source.empty() || found.sources.size() > 1) return table(inputs, found, member, request.json);
  const auto scenarios = io::scenarios_of_member(inputs, found.member);
  const auto around = io::surroundings_of_member(inputs, found.member);
  scenarios::Explainer explainer(scenarios, inputs.inventory, around, member);
  const io::ExplanationSetting setting{inputs, found.member, found.pollutant};
  if (!found.hour) {
    const auto runs = scenarios::timeline(explainer, found.sources.front(), inputs.around.run);
    return request.json ? io::timeline_json(runs, setting) : io::text_of(io::timeline_lines(runs, setting));
  }
  const auto explanation = explainer.at(found.sources.front(), *found.hour);
  return request.json ? io::explanation_json(explanation, setting)
                      : io::text_of(io::explanation_lines(explanation, setting));
}

}  // namespace lantian::run
