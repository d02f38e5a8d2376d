#include "io/mechanism.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "io/data_folder.hpp"
#include "io/diagnostics.hpp"
#include "io/regular_file.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

using namespace model::chemistry;
using Keys = std::set<std::string>;

/// molecule cm-3 in a mol m-3.
constexpr double molecules = model::constants::avogadro * 1e-6;

// Keys of the format that say nothing about gas-phase kinetics.
const Keys species_comments{"absolute tolerance",
                            "diffusion coefficient [m2 s-1]",
                            "density [kg m-3]",
                            "HLC(298K) [mol m-3 Pa-1]",
                            "HLC exponential factor [K]",
                            "phase",
                            "N star",
                            "tracer type"};

const std::set<std::string> mechanism_endings{".json", ".yaml"};

class Reader {
 public:
  Reader(std::string file, TextPlace mentioned) : file_(std::move(file)), mentioned_(std::move(mentioned)) {}

  Mechanism read() {
    const YAML::Node root = load();
    expect_keys(root, {"version", "name", "species", "phases", "reactions"});
    if (const auto version = text(root, "version"); version && !version->starts_with("1."))
      mistake("unsupported_version", root["version"], {{"value", *version}, {"accepted", "1.x.x"}});
    if (const auto name = text(root, "name")) mechanism_.name = *name;
    for (const YAML::Node& node : list(root, "species")) read_species(node);
    for (const YAML::Node& node : list(root, "reactions")) read_reaction(node);
    mistakes_.throw_if_any();
    return std::move(mechanism_);
  }

 private:
  using Arguments = std::vector<std::pair<std::string, std::string>>;

  void mistake(const std::string& code, const YAML::Node& at, Arguments arguments = {}) {
    const YAML::Mark mark = at.Mark();
    mistakes_.add(code, {file_, mark.is_null() ? 0 : mark.line + 1, mark.is_null() ? 0 : mark.column + 1},
                  std::move(arguments));
  }
  [[noreturn]] void unreadable(const std::string& code, TextPlace place, Arguments arguments) {
    mistakes_.add(code, std::move(place), std::move(arguments));
    throw InputErrors(mistakes_.items());
  }

  /// An alias can make a small file huge; no mechanism needs one.
  struct AliasFinder : YAML::EventHandler {
    int line = 0, column = 0;
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
      if (line == 0) line = mark.line + 1, column = mark.column + 1;
    }
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
  };

  YAML::Node load() {
    const auto content = read_text_file(file_, mistakes_, mentioned_);
    if (!content) throw InputErrors(mistakes_.items());
    try {
      std::istringstream once(*content);
      AliasFinder finder;
      YAML::Parser parser(once);
      parser.HandleNextDocument(finder);
      if (finder.line > 0) unreadable("yaml_alias", {file_, finder.line, finder.column}, {});
      YAML::Node root = YAML::Load(*content);
      if (!root.IsMap()) unreadable("not_a_map", {file_, 1, 1}, {});
      return root;
    } catch (const YAML::Exception& failure) {
      unreadable("yaml_syntax", {file_, failure.mark.line + 1, failure.mark.column + 1},
                 {{"system", failure.msg}});
    }
  }

  /// Reports unknown and repeated keys.
  void expect_keys(const YAML::Node& map, const Keys& known) {
    if (!map.IsMap()) return mistake("not_a_map", map);
    Keys seen;
    for (const auto& pair : map) {
      const auto key = pair.first.as<std::string>("");
      if (!seen.insert(key).second) mistake("duplicate_key", pair.first, {{"key", key}});
      if (key.starts_with("__") || known.contains(key)) continue;
      std::string accepted;
      for (const auto& k : known) accepted += (accepted.empty() ? "" : ", ") + k;
      mistake("unknown_key", pair.first,
              {{"key", key},
               {"accepted", accepted},
               {"nearest", nearest_spelling(key, {known.begin(), known.end()})}});
    }
  }
  std::optional<std::string> text(const YAML::Node& map, const std::string& key) {
    const YAML::Node value = map.IsMap() ? map[key] : YAML::Node();
    if (!value || !value.IsScalar()) {
      mistake("missing_key", map, {{"key", key}});
      return std::nullopt;
    }
    return value.as<std::string>();
  }
  std::vector<YAML::Node> list(const YAML::Node& map, const std::string& key) {
    const YAML::Node value = map.IsMap() ? map[key] : YAML::Node();
    if (!value || !(value.IsSequence() || value.IsNull())) {
      mistake("missing_key", map, {{"key", key}});
      return {};
    }
    return {value.begin(), value.end()};
  }
  double number(const YAML::Node& map, const std::string& key, double otherwise) {
    const YAML::Node value = map[key];
    if (!value) return otherwise;
    double x = 0.0;
    const bool parsed = value.IsScalar() && YAML::convert<double>::decode(value, x) && std::isfinite(x);
    if (!parsed)
      mistake("not_a_number", value, {{"key", key}, {"value", value.IsScalar() ? value.Scalar() : ""}});
    return parsed ? x : otherwise;
  }
  double number_above(const YAML::Node& map, const std::string& key, double otherwise, double low,
                      bool open) {
    const double x = number(map, key, otherwise);
    if (x < low || (open && x == low))
      mistake("out_of_range", map[key],
              {{"key", key}, {"value", map[key].Scalar()}, {"accepted", open ? "> 0" : ">= 0"}});
    return x;
  }

  void read_species(const YAML::Node& node) {
    Keys known = species_comments;
    known.insert({"name", "molecular weight [kg mol-1]", "is third body"});
    expect_keys(node, known);
    const auto name = text(node, "name");
    if (!name) return;
    if (!index_.try_emplace(*name, static_cast<int>(mechanism_.species.size())).second)
      return mistake("duplicate_species", node["name"], {{"value", *name}});
    MechanismSpecies species{*name};
    species.molar_mass = number_above(node, "molecular weight [kg mol-1]", 0.0, 0.0, false);
    species.nitrogen = number_above(node, "__nitrogen", 0.0, 0.0, false);
    species.sulfur = number_above(node, "__sulfur", 0.0, 0.0, false);
    species.given = given_species(*name);
    if (node["is third body"] && node["is third body"].as<bool>(false) && !species.given)
      mistake("unknown_third_body", node["name"],
              {{"value", *name}, {"accepted", "M, O2, N2, H2O, H2, CH4"}});
    mechanism_.species.push_back(std::move(species));
  }

  std::vector<Term> terms(const YAML::Node& reaction, const std::string& key, bool reactants) {
    std::vector<Term> found;
    for (const YAML::Node& node : list(reaction, key)) {
      expect_keys(node, {"species name", "name", "coefficient"});
      const auto name = node.IsMap() && node["name"] ? text(node, "name") : text(node, "species name");
      if (!name) continue;
      const auto at = index_.find(*name);
      if (at == index_.end()) {
        std::vector<std::string> names;
        for (const MechanismSpecies& species : mechanism_.species) names.push_back(species.name);
        mistake("unknown_species", node, {{"value", *name}, {"nearest", nearest_spelling(*name, names)}});
        continue;
      }
      const double coefficient = number(node, "coefficient", 1.0);
      if (reactants && (coefficient < 1.0 || coefficient > 3.0 || coefficient != std::floor(coefficient)))
        mistake("out_of_range", node["coefficient"],
                {{"key", "coefficient"}, {"value", node["coefficient"].Scalar()}, {"accepted", "1, 2, 3"}});
      found.push_back({at->second, coefficient});
    }
    return found;
  }

  void read_reaction(const YAML::Node& node) {
    const auto type = text(node, "type");
    if (!type) return;
    Reaction reaction;
    const auto id = node["__id"];
    reaction.id = id ? id.as<std::string>() : std::to_string(mechanism_.reactions.size() + 1);
    reaction.reactants = terms(node, "reactants", true);
    reaction.products = terms(node, "products", false);
    double order = 0.0, integrated = 0.0;
    for (const Term& t : reaction.reactants) {
      order += t.coefficient;
      if (!mechanism_.species[t.species].given) integrated += t.coefficient;
    }
    if (integrated > 2.0) mistake("too_many_reactants", node["reactants"], {{"accepted", "2"}});
    if (!read_rate(node, *type, std::pow(molecules, order - 1.0), reaction.rate))
      mistake("unknown_reaction_type", node["type"],
              {{"value", *type}, {"accepted", "ARRHENIUS, TROE, PHOTOLYSIS, USER_DEFINED"}});
    mechanism_.reactions.push_back(std::move(reaction));
  }

  void expect_reaction_keys(const YAML::Node& node, Keys known) {
    known.insert({"type", "name", "gas phase", "reactants", "products"});
    expect_keys(node, known);
  }

  /// `conversion`: SI constants of the reaction's order are this times those in molecule cm-3.
  bool read_rate(const YAML::Node& node, const std::string& type, double conversion, RateLaw& rate) {
    if (type == "ARRHENIUS") {
      rate = arrhenius(node, conversion);
    } else if (type == "TROE") {
      rate = troe(node, conversion);
    } else if (type == "PHOTOLYSIS" || type == "USER_DEFINED") {
      expect_reaction_keys(node, {"scaling factor"});
      const std::string name = text(node, "name").value_or("");
      const double scaling = number_above(node, "scaling factor", 1.0, 0.0, false);
      if (type == "PHOTOLYSIS")
        rate = Photolysis{name, scaling};
      else
        rate = UserDefined{name, scaling};
    } else {
      return false;
    }
    return true;
  }
  Arrhenius arrhenius(const YAML::Node& node, double conversion) {
    expect_reaction_keys(node, {"A", "B", "C", "D", "E", "Ea"});
    Arrhenius law;
    law.A = number_above(node, "A", 1.0, 0.0, false) / conversion;
    law.B = number(node, "B", 0.0);
    law.C = number(node, "C", 0.0);
    law.D = number_above(node, "D", 300.0, 0.0, true);
    law.E = number(node, "E", 0.0);
    if (node["Ea"]) {
      if (node["C"]) mistake("exclusive_keys", node["Ea"], {{"key", "Ea"}, {"value", "C"}});
      law.C = -number(node, "Ea", 0.0) / model::constants::boltzmann;
    }
    return law;
  }
  Troe troe(const YAML::Node& node, double conversion) {
    expect_reaction_keys(node, {"k0_A", "k0_B", "k0_C", "kinf_A", "kinf_B", "kinf_C", "Fc", "N"});
    Troe law;
    law.k0_A = number_above(node, "k0_A", 1.0, 0.0, true) / (conversion * molecules);
    law.k0_B = number(node, "k0_B", 0.0);
    law.k0_C = number(node, "k0_C", 0.0);
    law.kinf_A = number_above(node, "kinf_A", 1.0, 0.0, true) / conversion;
    law.kinf_B = number(node, "kinf_B", 0.0);
    law.kinf_C = number(node, "kinf_C", 0.0);
    law.Fc = number_above(node, "Fc", 0.6, 0.0, true);
    law.N = number_above(node, "N", 1.0, 0.0, true);
    return law;
  }

  std::string file_;
  TextPlace mentioned_;
  Diagnostics mistakes_;
  Mechanism mechanism_;
  std::map<std::string, int> index_;
};

}  // namespace

Mechanism read_mechanism(const std::filesystem::path& file, const TextPlace& mentioned) {
  return Reader(file.string(), mentioned).read();
}

std::vector<std::string> shipped_mechanisms() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "mechanisms"))
    if (mechanism_endings.contains(entry.path().extension().string()))
      names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<std::filesystem::path> shipped_mechanism(const std::string& name) {
  for (const auto& known : shipped_mechanisms())
    if (known == name)
      for (const auto& ending : mechanism_endings) {
        const auto file = data_folder() / "mechanisms" / (name + ending);
        if (std::filesystem::exists(file)) return file;
      }
  return std::nullopt;
}

}  // namespace lantian::io
