#include "scenarios/policy/vocabulary.hpp"

#include <algorithm>

#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

/// "cement.clinker" is known by "cement" too, "E012/L1/kiln" by "E012" and "E012/L1".
void add_with_parents(std::set<std::string>& words, const std::string& word, char separator) {
  for (auto end = word.find(separator); end != std::string::npos; end = word.find(separator, end + 1))
    words.insert(word.substr(0, end));
  words.insert(word);
}

/// "enclosure+spray" is known by "enclosure" and "spray" too.
void add_parts(std::set<std::string>& words, const std::string& device) {
  words.insert(device);
  for (std::size_t first = 0; first < device.size();) {
    const auto end = std::min(device.find('+', first), device.size());
    words.insert(device.substr(first, end - first));
    first = end + 1;
  }
}

}  // namespace

Vocabulary::Vocabulary(const Inventory& inventory, const Surroundings& around)
    : has_wind_(mean_wind_from(around).has_value()) {
  for (const auto& industry : around.industries) add_with_parents(words_["industry"], industry, '.');
  for (const auto& region : inventory.regions) words_["region"].insert({region.id, region.county});
  for (const auto& region : inventory.regions) words_["place"].insert(region.id);
  for (const auto& enterprise : inventory.enterprises) words_["place"].insert(enterprise.id);
  for (const auto& [id, place] : around.places) words_["place"].insert(id);
  for (const auto& source : inventory.sources) {
    if (source.dormant) continue;
    add_with_parents(words_["industry"], source.industry, '.');
    add_parts(words_["device"], source.device);
    add_with_parents(words_["id"], source.id, '/');
    words_["process"].insert(source.process);
    words_["region"].insert(source.region);
    words_["fuel"].insert(source.fuel);
    words_["standard"].insert(source.standard);
    words_["tag"].insert(source.tags.begin(), source.tags.end());
  }
  for (auto& [key, words] : words_) words.erase("");
}

void Vocabulary::check(const std::string& word, const std::string& kind, const std::vector<std::string>& own,
                       const std::string& key, std::vector<Finding>& found) const {
  const auto known = words_.find(kind);
  if (known != words_.end() && known->second.contains(word)) return;
  if (std::find(own.begin(), own.end(), word) != own.end()) return;
  std::set<std::string> all(own.begin(), own.end());
  if (known != words_.end()) all.insert(known->second.begin(), known->second.end());
  found.push_back({"not_in_inventory", key, {{"value", word}, {"what", kind}}, {all.begin(), all.end()}});
}

void Vocabulary::check(const Condition& condition, const Condition& own, const std::string& path,
                       std::vector<Finding>& found) const {
  for (const auto& key : condition_keys) {
    // Grades are of a fixed list, checked when read; `serves` names selections.
    if (key.list == &Condition::grade || key.list == &Condition::serves) continue;
    const auto& words = condition.*key.list;
    for (std::size_t n = 0; n < words.size(); ++n)
      if (key.list != &Condition::region || !words[n].ends_with(".csv"))  // a file's area was read
        check(words[n], key.name, own.*key.list, path + "." + key.name + "." + std::to_string(n), found);
  }
  if (condition.distance) check(condition.distance->to, "place", {}, path + ".distance.to", found);
  if (!condition.upwind) return;
  check(condition.upwind->of, "place", {}, path + ".upwind.of", found);
  if (!has_wind_)
    found.push_back({"signal_missing", path + ".upwind", {{"value", "eastward_wind, northward_wind"}}});
}

std::vector<Finding> Vocabulary::unknown_words(const Scenario& scenario) const {
  std::vector<Finding> found;
  const auto check_all = [&](const Selection& selection, const std::string& path, const std::string& where) {
    check(selection.where, scenario.words, where, found);
    for (std::size_t n = 0; n < selection.any.size(); ++n)
      check(selection.any[n], scenario.words, path + ".any." + std::to_string(n), found);
    for (std::size_t n = 0; n < selection.none.size(); ++n)
      check(selection.none[n], scenario.words, path + ".not." + std::to_string(n), found);
  };
  for (const auto& [id, selection] : scenario.selections)
    check_all(selection, "select." + id, "select." + id);
  for (const auto& [id, measure] : scenario.measures) {
    check_all(measure.select, "measure." + id + ".select", "measure." + id + ".select.where");
    for (std::size_t n = 0; n < measure.also.size(); ++n) {
      const std::string key = "measure." + id + ".also." + std::to_string(n) + ".target";
      check_all(measure.also[n].target, key, key + ".where");
    }
    if (const auto* shift = std::get_if<Shift>(&measure.op))
      for (const auto& [process, share] : shift->by_process)
        check(process, "process", scenario.words.process, "measure." + id + ".op.share.process." + process,
              found);
  }
  for (const auto& [id, table] : scenario.tables) {
    std::set<std::string> industries;
    for (const auto& row : table.rows)
      if (!row.industry.empty()) industries.insert(row.industry);
    for (const auto& industry : industries)
      check(industry, "industry", scenario.words.industry, "table." + id + "." + industry, found);
  }
  return found;
}

}  // namespace lantian::scenarios
