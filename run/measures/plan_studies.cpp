// Studies written from a plan: its items as options for the air, and groups of sources taken out one by one.
#include <algorithm>
#include <map>
#include <set>

#include "io/measures/strengths.hpp"
#include "io/messages.hpp"
#include "io/toml_text.hpp"
#include "run/measures/plan_words.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::run {

namespace {

using io::toml_key;
using io::toml_quoted;
using io::toml_text;
using io::TomlValue;
using scenarios::Strength;

constexpr double least_share = 0.02;  // of its scope's mass: smaller groups stand together

std::string label_text(const scenarios::Label& label) {
  return "{ en = " + toml_quoted(label.en) + ", zh = " + toml_quoted(label.zh) + " }";
}

std::string head_text(const std::string& id, const scenarios::Label& label, const std::string& timezone) {
  std::string text =
      "# Written by `lantian measures`.\nschema = \"lantian.study/1\"\nid = " + toml_quoted(id) +
      "\nlabel = " + label_text(label) + "\n";
  if (!timezone.empty()) text += "timezone = " + toml_quoted(timezone) + "\n";
  return text;
}

/// The entries of a table, one a line.
std::string lines_text(const TomlValue& table) {
  std::string text;
  for (const auto& entry : table.entries) text += toml_key(entry.key) + " = " + toml_text(entry.value) + "\n";
  return text;
}

struct ChosenItem {
  const scenarios::PlanItem* item;
  TomlValue document;  // at the strength that is asked for
};

std::vector<ChosenItem> chosen_items(const io::PlanFolder& folder, Strength strength,
                                     const std::vector<std::string>& only) {
  std::vector<std::string> known;
  for (const auto& item : folder.plan.items)
    if (!item.measures.empty()) known.push_back(item.number);
  io::Diagnostics diagnostics;
  for (const auto& number : only)
    if (std::find(known.begin(), known.end(), number) == known.end())
      diagnostics.add("not_one_of", {},
                      {{"key", "--only"},
                       {"value", number},
                       {"accepted", scenarios::joined(known)},
                       {"nearest", io::nearest_spelling(number, known)}});
  diagnostics.throw_if_any();
  std::vector<ChosenItem> chosen;
  for (const auto& file : folder.items) {
    const bool is_asked = only.empty() || std::find(only.begin(), only.end(), file.item.number) != only.end();
    if (!file.item.measures.empty() && is_asked)
      chosen.push_back({&file.item, io::at_strength(file.document, strength)});
  }
  return chosen;
}

/// `[words]` of all items in one.
std::string words_text(const std::vector<ChosenItem>& items) {
  std::map<std::string, std::set<std::string>> words;
  for (const auto& one : items)
    if (const auto* table = one.document.find("words"))
      for (const auto& entry : table->entries) {
        auto& mine = words[entry.key];
        if (entry.value.kind == TomlValue::Kind::text) mine.insert(entry.value.text);
        for (const auto& item : entry.value.items) mine.insert(item.text);
      }
  std::string text;
  for (const auto& [key, all] : words) {
    std::string list;
    for (const auto& word : all) list += (list.empty() ? "" : ", ") + toml_quoted(word);
    text += toml_key(key) + " = [" + list + "]\n";
  }
  return text.empty() ? "" : "\n[words]\n" + text;
}

std::string measures_text(const std::string& option, const ChosenItem& one) {
  std::string text;
  for (const auto& measure : one.document.find("measure")->entries)
    text += "[[option." + option + ".measure]]\n" + lines_text(measure.value);
  return text;
}

std::string option_text(const std::string& id, const scenarios::Label& label,
                        const std::vector<const ChosenItem*>& items) {
  std::string text = "\n[option." + id + "]\nlabel = " + label_text(label) + "\n";
  for (const auto* one : items) text += measures_text(id, *one);
  return text;
}

scenarios::Label numbered(const scenarios::PlanItem& item) {
  return {item.number + " " + item.title.en, item.number + " " + item.title.zh};
}

}  // namespace

std::string plan_study(const io::PlanFolder& folder, Strength strength, const std::vector<std::string>& only,
                       bool with_leave_one_out) {
  const auto items = chosen_items(folder, strength, only);
  const std::string word(scenarios::strength_names[static_cast<std::size_t>(strength)]);
  std::string text = head_text(folder.plan.id + "-" + word, folder.plan.label, folder.timezone);
  text += words_text(items);
  for (const char* part : {"window", "trigger", "select", "table"})
    for (const auto& one : items)
      if (const auto* table = one.document.find(part))
        for (const auto& entry : table->entries)
          text += "\n[" + std::string(part) + "." + toml_key(entry.key) + "]\n" + lines_text(entry.value);
  std::vector<const ChosenItem*> all;
  for (const auto& one : items) {
    all.push_back(&one);
    text += option_text(option_id(one.item->number), numbered(*one.item), {&one});
  }
  text += option_text("together", {"All together", "全部措施"}, all);
  if (with_leave_one_out && items.size() > 1)
    for (const auto& one : items) {
      auto others = all;
      std::erase(others, &one);
      const auto label = numbered(*one.item);
      text += option_text("without_" + option_id(one.item->number), {"All but " + label.en, "缺 " + label.zh},
                          others);
    }
  return text;
}

namespace {

/// Groups of one option: one branch, or all that are too small to stand alone.
struct TraceOption {
  std::string id;
  bool in_county = false;
  std::vector<std::string> branches;
};

std::vector<TraceOption> trace_options(scenarios::Pollutant pollutant,
                                       const scenarios::Inventory& inventory) {
  const auto groups = scenarios::traced_groups(pollutant, inventory);
  std::vector<TraceOption> options;
  for (const bool in_county : {true, false}) {
    const std::string scope = in_county ? "county_" : "outside_";
    double all = 0.0;
    for (const auto& group : groups)
      if (group.in_county == in_county) all += group.mass;
    TraceOption rest{scope + "rest", in_county, {}};
    for (const auto& group : groups) {
      if (group.in_county != in_county) continue;
      if (group.mass >= least_share * all)
        options.push_back({scope + group.branch, in_county, {group.branch}});
      else
        rest.branches.push_back(group.branch);
    }
    if (!rest.branches.empty()) options.push_back(std::move(rest));
  }
  return options;
}

}  // namespace

std::string trace_study(const PlanAssessment& assessment, const io::CaseInputs& inputs) {
  const auto& plan = assessment.folder.plan;
  const auto traced = std::find_if(plan.items.begin(), plan.items.end(),
                                   [](const auto& item) { return item.trace.has_value(); });
  if (traced == plan.items.end()) {
    io::Diagnostics diagnostics;
    diagnostics.add("no_trace", {}, {{"value", plan.id}});
    diagnostics.throw_if_any();
  }
  const auto pollutant = traced->trace->pollutant;
  const std::string name(scenarios::pollutant_names[static_cast<std::size_t>(pollutant)]);
  const std::string county = toml_quoted(inputs.file.contents.inventory.county);
  std::string text = head_text(plan.id + "-trace-" + name, numbered(*traced), assessment.folder.timezone);
  for (const auto& option : trace_options(pollutant, inputs.inventory)) {
    std::string branches;
    for (const auto& branch : option.branches)
      branches += (branches.empty() ? "" : ", ") + toml_quoted(branch);
    const std::string where =
        option.in_county ? "where = { industry = [" + branches + "], region = [" + county + "] }"
                         : "where = { industry = [" + branches + "] }, not = [{ region = [" + county + "] }]";
    text += "\n[option." + option.id + "]\nlabel = " +
            label_text({"Without " + name + " of " + option.id, "清零 " + option.id + " 的 " + name}) +
            "\n[[option." + option.id + ".measure]]\nselect = { " + where +
            " }\nop = { kind = \"scale\", factor = 0.0, species = [" + toml_quoted(name) + "] }\n";
  }
  return text;
}

}  // namespace lantian::run
