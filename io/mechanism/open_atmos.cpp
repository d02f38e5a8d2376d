// OpenAtmos Mechanism Configuration v1, in YAML or JSON.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "io/mechanism/parts.hpp"
#include "io/regular_file.hpp"
#include "model/quantities/constants.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

using namespace model::chemistry;
using Keys = std::set<std::string>;

/// molecule cm-3 in a mol m-3.
constexpr double molecules = model::constants::avogadro * 1e-6;

// Keys of the format that say nothing about gas-phase kinetics.
const Keys species_comments{"absolute tolerance",
                            "density [kg m-3]",
                            "HLC(298K) [mol m-3 Pa-1]",
                            "HLC exponential factor [K]",
                            "phase",
                            "N star",
                            "tracer type"};

const char* const diffusion_key = "diffusion coefficient [m2 s-1]";
const char* const mass_key = "molecular weight [kg mol-1]";
const char* const density_key = "constant concentration [mol m-3]";
const char* const fraction_key = "constant mixing ratio [mol mol-1]";

/// Keys of the atoms of a species.
const std::map<std::string, std::string> atom_keys{
    {"__hydrogen", "H"}, {"__carbon", "C"},    {"__nitrogen", "N"}, {"__oxygen", "O"}, {"__fluorine", "F"},
    {"__sulfur", "S"},   {"__chlorine", "Cl"}, {"__bromine", "Br"}, {"__iodine", "I"}};

const std::vector<std::string> read_types{
    "ARRHENIUS",  "BRANCHED_NO_RO2", "EMISSION",      "FIRST_ORDER_LOSS",
    "PHOTOLYSIS", "SURFACE",         "TAYLOR_SERIES", "TERNARY_CHEMICAL_ACTIVATION",
    "TROE",       "TUNNELING",       "USER_DEFINED"};

/// Types of v1 that are not reactions of the gas phase.
const Keys other_phase_types{"AQUEOUS_EQUILIBRIUM",
                             "CONDENSED_PHASE_ARRHENIUS",
                             "CONDENSED_PHASE_PHOTOLYSIS",
                             "DISSOLVED_EQUILIBRIUM",
                             "DISSOLVED_REACTION",
                             "DISSOLVED_REVERSIBLE_REACTION",
                             "HENRYS_LAW",
                             "HENRYS_LAW_EQUILIBRIUM",
                             "HENRYS_LAW_PHASE_TRANSFER",
                             "LINEAR_CONSTRAINT",
                             "SIMPOL_PHASE_TRANSFER",
                             "WET_DEPOSITION"};
const char* const lambda_type = "LAMBDA_RATE_CONSTANT";

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
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
  }
  void OnMapEnd() override {}
};

class Reader {
 public:
  Reader(const std::filesystem::path& file, TextPlace mentioned)
      : file_(file.string()), folder_(file.parent_path()), mentioned_(std::move(mentioned)) {}

  MechanismFile read() {
    const YAML::Node root = load(file_, mentioned_);
    if (!root.IsMap()) unreadable("not_a_map", {file_, 1, 1});
    expect_keys(root, "", {"version", "name", "species", "phases", "reactions"});
    if (const auto version = text(root, "version"); version && !version->starts_with("1."))
      mistake("unsupported_version", root["version"], {{"value", *version}, {"accepted", "1.x.x"}});
    if (const auto name = text(root, "name")) draft_.mechanism().name = *name;
    if (!root["species"]) draft_.excuse_all();
    each(root, "species", [&](const YAML::Node& node) { read_species(node); });
    if (root["phases"]) each(root, "phases", [&](const YAML::Node& node) { read_phase(node); });
    each(root, "reactions", [&](const YAML::Node& node) { read_reaction(node); });
    return draft_.finished();
  }

 private:
  using Arguments = MechanismDraft::Arguments;

  TextPlace place(const YAML::Node& at) const {
    const YAML::Mark mark = at.Mark();
    return {file_, mark.is_null() ? 0 : mark.line + 1, mark.is_null() ? 0 : mark.column + 1};
  }
  void mistake(const std::string& code, const YAML::Node& at, Arguments arguments = {}) {
    draft_.mistake(code, place(at), std::move(arguments));
  }
  [[noreturn]] void unreadable(const std::string& code, TextPlace at, Arguments arguments = {}) {
    draft_.mistake(code, std::move(at), std::move(arguments));
    throw InputErrors(draft_.mistakes().items());
  }

  YAML::Node load(const std::string& file, const TextPlace& mentioned) {
    const auto content = read_text_file(file, draft_.mistakes(), mentioned);
    if (!content) throw InputErrors(draft_.mistakes().items());
    draft_.add_file(file);
    try {
      std::istringstream once(*content);
      AliasFinder finder;
      YAML::Parser parser(once);
      parser.HandleNextDocument(finder);
      if (finder.line > 0) unreadable("yaml_alias", {file, finder.line, finder.column});
      return YAML::Load(*content);
    } catch (const YAML::Exception& failure) {
      const bool is_placed = !failure.mark.is_null();
      unreadable("yaml_syntax",
                 {file, is_placed ? failure.mark.line + 1 : 0, is_placed ? failure.mark.column + 1 : 0},
                 {{"system", failure.msg}});
    }
  }

  /// Every item of a section: a list, or `files` that each hold a list.
  template <class Read>
  void each(const YAML::Node& root, const std::string& section, const Read& read) {
    const YAML::Node value = root[section];
    if (!value || !value.IsMap()) {
      for (const YAML::Node& node : list(root, section)) read(node);
      return;
    }
    expect_keys(value, section, {"files"});
    const CaseFolder folder(folder_.empty() ? "." : folder_);
    for (const YAML::Node& named : list(value, "files")) {
      if (!named.IsScalar()) {
        mistake("wrong_type", named, {{"key", "files"}, {"expected_kind", "a text"}});
        continue;
      }
      const auto path = folder.resolve(named.Scalar(), place(named), draft_.mistakes());
      if (!path) continue;
      const YAML::Node items = load(path->string(), place(named));
      const std::string outer = std::exchange(file_, path->string());
      if (!items.IsSequence())
        draft_.mistake("wrong_type", {file_, 1, 1}, {{"key", section}, {"expected_kind", "a list"}});
      else
        for (const YAML::Node& node : items) read(node);
      file_ = outer;
    }
  }

  /// Reports unknown and repeated keys; false where there is no map.
  bool expect_keys(const YAML::Node& map, const std::string& table, const Keys& known) {
    if (!map.IsMap()) {
      mistake("not_a_map", map);
      return false;
    }
    Keys seen;
    for (const auto& pair : map) {
      const auto key = pair.first.as<std::string>("");
      if (!seen.insert(key).second) mistake("duplicate_key", pair.first, {{"key", key}});
      if (key.starts_with("__") || known.contains(key)) continue;
      if (table.empty() && (key.starts_with("aerosol") || key == "emissions")) {
        mistake("not_gas_phase_section", pair.first, {{"key", key}});
        continue;
      }
      const std::vector<std::string> accepted(known.begin(), known.end());
      mistake("unknown_key", pair.first,
              {{"key", key},
               {"table", table},
               {"accepted", scenarios::joined(accepted)},
               {"nearest", nearest_spelling(key, accepted)}});
    }
    return true;
  }
  /// A key that is not there; where one is that looks like it, the message about that one says all.
  void missing(const YAML::Node& map, const std::string& key) {
    if (map.IsMap() && key != "type")
      for (const auto& pair : map)
        if (!nearest_spelling(pair.first.as<std::string>(""), {key}).empty()) return;
    mistake("missing_key", map, {{"key", key}});
  }
  std::optional<std::string> text(const YAML::Node& map, const std::string& key) {
    const YAML::Node value = map.IsMap() ? map[key] : YAML::Node();
    if (!value || !value.IsScalar()) {
      if (value && value.IsDefined() && !value.IsNull())
        mistake("wrong_type", value, {{"key", key}, {"expected_kind", "a text"}});
      else
        missing(map, key);
      return std::nullopt;
    }
    return value.as<std::string>();
  }
  std::vector<YAML::Node> list(const YAML::Node& map, const std::string& key) {
    const YAML::Node value = map.IsMap() ? map[key] : YAML::Node();
    if (!value) {
      missing(map, key);
      return {};
    }
    if (!value.IsSequence() && !value.IsNull()) {
      mistake("wrong_type", value, {{"key", key}, {"expected_kind", "a list"}});
      return {};
    }
    return {value.begin(), value.end()};
  }
  double number(const YAML::Node& map, const std::string& key, double otherwise) {
    const YAML::Node value = map[key];
    return value ? number_in(value, key).value_or(otherwise) : otherwise;
  }
  std::optional<double> number_in(const YAML::Node& value, const std::string& key) {
    double x = 0.0;
    if (value.IsScalar() && YAML::convert<double>::decode(value, x) && std::isfinite(x)) return x;
    mistake("not_a_number", value, {{"key", key}, {"value", value.IsScalar() ? value.Scalar() : ""}});
    return std::nullopt;
  }
  double number_above(const YAML::Node& map, const std::string& key, double otherwise, double low,
                      bool open) {
    const double x = number(map, key, otherwise);
    if (x < low || (open && x == low)) refuse_range(map[key], key, open ? "> 0" : ">= 0");
    return x;
  }
  void refuse_range(const YAML::Node& value, const std::string& key, const char* accepted) {
    mistake("out_of_range", value, {{"key", key}, {"value", value.Scalar()}, {"accepted", accepted}});
  }

  void read_species(const YAML::Node& node) {
    Keys known = species_comments;
    known.insert({"name", mass_key, diffusion_key, density_key, fraction_key, "is third body"});
    if (!expect_keys(node, "species", known)) return;
    const auto name = text(node, "name");
    if (!name) return;
    MechanismSpecies species{*name};
    species.molar_mass = number_above(node, mass_key, 0.0, 0.0, false);
    for (const auto& [key, element] : atom_keys)
      if (const double atoms = number_above(node, key, 0.0, 0.0, false); atoms > 0.0)
        species.atoms[element] = atoms;
    species.given = given_species(*name);
    read_fixed(node, species);
    if (node[diffusion_key]) diffusivity_[*name] = number_above(node, diffusion_key, 0.0, 0.0, true);
    draft_.add_species(std::move(species), place(node["name"]));
  }

  /// How a species is held: as the third body, at a share of air, or at one density.
  void read_fixed(const YAML::Node& node, MechanismSpecies& species) {
    bool is_third = false;
    if (const YAML::Node third = node["is third body"];
        third && !YAML::convert<bool>::decode(third, is_third))
      mistake("wrong_type", third, {{"key", "is third body"}, {"expected_kind", "true or false"}});
    const int ways = int(is_third) + int(bool(node[density_key])) + int(bool(node[fraction_key]));
    if (ways > 1)
      mistake("exclusive_keys", node[density_key] ? node[density_key] : node[fraction_key],
              {{"key", node[density_key] ? density_key : fraction_key},
               {"accepted", std::string("is third body, ") + density_key + ", " + fraction_key}});
    if (is_third && !species.given) {
      species.given = Given::M;
    } else if (node[density_key]) {
      species.given = Given::constant;
      species.given_factor = number_above(node, density_key, 0.0, 0.0, false) * molecules;
    } else if (node[fraction_key]) {
      species.given = Given::M;
      species.given_factor = number_above(node, fraction_key, 0.0, 0.0, false);
    }
  }

  void read_phase(const YAML::Node& node) {
    if (!expect_keys(node, "phases", {"name", "species"})) return;
    const auto name = text(node, "name");
    if (!name) return;
    if (phases_.contains(*name))
      return mistake("stands_twice", node["name"], {{"key", "name"}, {"value", *name}});
    if (!node["species"] || !node["species"].IsSequence()) unlisted_.insert(*name);
    Keys& members = phases_[*name];
    for (const YAML::Node& one : list(node, "species")) {
      if (!one.IsScalar() && !expect_keys(one, "phases", {"name", diffusion_key, "density [kg m-3]"}))
        continue;
      const auto species = one.IsScalar() ? std::optional(one.as<std::string>()) : text(one, "name");
      if (!species) continue;
      members.insert(*species);
      draft_.index_of(*species, place(one));
      if (one.IsMap() && one[diffusion_key])
        diffusivity_[*species] = number_above(one, diffusion_key, 0.0, 0.0, true);
    }
  }

  /// Terms of one side; a side may be one name instead of a list.
  std::vector<Term> terms(const YAML::Node& reaction, const std::string& key, bool reactants) {
    const YAML::Node side = reaction[key];
    std::vector<YAML::Node> nodes;
    if (side && (side.IsMap() || side.IsScalar()))
      nodes.push_back(side);
    else
      nodes = list(reaction, key);
    std::vector<Term> found;
    for (const YAML::Node& node : nodes)
      if (const auto term = term_of(reaction, node, reactants)) found.push_back(*term);
    return found;
  }
  std::optional<Term> term_of(const YAML::Node& reaction, const YAML::Node& node, bool is_reactant) {
    if (node.IsScalar()) return species_term(reaction, node, node.as<std::string>(), 1.0);
    if (!expect_keys(node, is_reactant ? "reactants" : "products", {"species name", "name", "coefficient"}))
      return std::nullopt;
    const auto name = node["name"] ? text(node, "name") : text(node, "species name");
    if (!name) return std::nullopt;
    const double coefficient = number(node, "coefficient", 1.0);
    if (is_reactant && (coefficient < 1.0 || coefficient > 3.0 || coefficient != std::floor(coefficient)))
      refuse_range(node["coefficient"], "coefficient", "1, 2, 3");
    return species_term(reaction, node, *name, coefficient);
  }
  std::optional<Term> species_term(const YAML::Node& reaction, const YAML::Node& at, const std::string& name,
                                   double coefficient) {
    const auto index = draft_.index_of(name, place(at));
    if (!index) return std::nullopt;
    const YAML::Node phase = reaction["gas phase"];
    const auto members = phase && phase.IsScalar() ? phases_.find(phase.Scalar()) : phases_.end();
    if (members != phases_.end() && !members->second.contains(name) && !unlisted_.contains(members->first) &&
        draft_.mechanism().species[*index].given != Given::M)
      mistake("not_in_phase", at, {{"value", name}, {"key", members->first}});
    return Term{*index, coefficient};
  }

  void read_reaction(const YAML::Node& node) {
    draft_.begin_reaction();
    const auto type = text(node, "type");
    if (!type || !is_read(*type, node)) return;
    if (const YAML::Node phase = node["gas phase"];
        phase && !phases_.empty() && (!phase.IsScalar() || !phases_.contains(phase.Scalar()))) {
      std::vector<std::string> names;
      for (const auto& [name, members] : phases_) names.push_back(name);
      mistake("unknown_word", phase,
              {{"key", "gas phase"},
               {"value", phase.IsScalar() ? phase.Scalar() : ""},
               {"nearest", phase.IsScalar() ? nearest_spelling(phase.Scalar(), names) : ""},
               {"accepted", scenarios::joined(names)}});
    }
    Reaction reaction;
    reaction.id = id_of(node, *type);
    if (*type == "SURFACE") return surface(node, std::move(reaction));
    if (*type != "EMISSION") reaction.reactants = terms(node, "reactants", true);
    if (*type == "BRANCHED_NO_RO2") return branched(node, std::move(reaction));
    if (*type != "FIRST_ORDER_LOSS") reaction.products = terms(node, "products", false);
    const double order = check_order(node, reaction);
    reaction.rate = rate_of(node, *type, std::pow(molecules, order - 1.0));
    draft_.add_reaction(std::move(reaction), place(node));
  }

  bool is_read(const std::string& type, const YAML::Node& node) {
    if (std::find(read_types.begin(), read_types.end(), type) != read_types.end()) return true;
    const std::string accepted = scenarios::joined(read_types);
    if (type == lambda_type)
      mistake("lambda_rate_constant", node["type"], {{"value", type}, {"accepted", accepted}});
    else if (other_phase_types.contains(type))
      mistake("not_gas_phase", node["type"], {{"value", type}, {"accepted", accepted}});
    else
      mistake("unknown_reaction_type", node["type"],
              {{"value", type}, {"accepted", accepted}, {"nearest", nearest_spelling(type, read_types)}});
    return false;
  }

  std::string id_of(const YAML::Node& node, const std::string& type) {
    for (const char* key : {"__id", "name"})
      if (const YAML::Node id = node[key]; id && id.IsScalar() && (type != "PHOTOLYSIS" || key[0] == '_'))
        return id.Scalar();
    return std::to_string(draft_.mechanism().reactions.size() + 1);
  }

  /// The number of reactant molecules.
  double check_order(const YAML::Node& node, const Reaction& reaction) {
    double integrated = 0.0;
    for (const Term& t : reaction.reactants)
      if (!draft_.mechanism().species[t.species].given) integrated += t.coefficient;
    if (integrated > 2.0) mistake("too_many_reactants", node["reactants"], {{"accepted", "2"}});
    return draft_.order(reaction.reactants);
  }

  void expect_reaction_keys(const YAML::Node& node, Keys known) {
    const std::string type = node["type"].Scalar();
    known.insert({"type", "name", "gas phase"});
    if (type != "EMISSION" && type != "SURFACE") known.insert("reactants");
    if (type != "FIRST_ORDER_LOSS" && type != "SURFACE" && type != "BRANCHED_NO_RO2")
      known.insert("products");
    expect_keys(node, type, known);
  }

  /// `conversion`: SI constants of the reaction's order are this times those in molecule cm-3.
  RateLaw rate_of(const YAML::Node& node, const std::string& type, double conversion) {
    if (type == "ARRHENIUS") return arrhenius(node, conversion, {});
    if (type == "TROE") return falloff<Troe>(node, conversion * molecules, conversion);
    if (type == "TERNARY_CHEMICAL_ACTIVATION")
      return falloff<TernaryActivation>(node, conversion, conversion / molecules);
    if (type == "TUNNELING") return tunneling(node, conversion);
    if (type == "TAYLOR_SERIES") return taylor_series(node, conversion);
    expect_reaction_keys(node, {"scaling factor"});
    const std::string name = text(node, "name").value_or("");
    const double scaling = number_above(node, "scaling factor", 1.0, 0.0, false);
    if (type == "PHOTOLYSIS") return Photolysis{name, scaling};
    using Process = UserDefined::Process;
    return UserDefined{name, scaling,
                       type == "EMISSION"           ? Process::emission
                       : type == "FIRST_ORDER_LOSS" ? Process::loss
                                                    : Process::any};
  }
  Arrhenius arrhenius(const YAML::Node& node, double conversion, Keys more) {
    more.insert({"A", "B", "C", "D", "E", "Ea"});
    expect_reaction_keys(node, std::move(more));
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
  template <class Law>
  Law falloff(const YAML::Node& node, double low_conversion, double high_conversion) {
    expect_reaction_keys(node, {"k0_A", "k0_B", "k0_C", "kinf_A", "kinf_B", "kinf_C", "Fc", "N"});
    Law law;
    law.k0_A = number_above(node, "k0_A", 1.0, 0.0, true) / low_conversion;
    law.k0_B = number(node, "k0_B", 0.0);
    law.k0_C = number(node, "k0_C", 0.0);
    law.kinf_A = number_above(node, "kinf_A", 1.0, 0.0, true) / high_conversion;
    law.kinf_B = number(node, "kinf_B", 0.0);
    law.kinf_C = number(node, "kinf_C", 0.0);
    law.Fc = number_above(node, "Fc", 0.6, 0.0, true);
    law.N = number_above(node, "N", 1.0, 0.0, true);
    return law;
  }
  Tunneling tunneling(const YAML::Node& node, double conversion) {
    expect_reaction_keys(node, {"A", "B", "C"});
    return {number_above(node, "A", 1.0, 0.0, false) / conversion, number(node, "B", 0.0),
            number(node, "C", 0.0)};
  }
  TaylorSeries taylor_series(const YAML::Node& node, double conversion) {
    TaylorSeries law{arrhenius(node, conversion, {"taylor coefficients"}), {}};
    if (node["taylor coefficients"])
      for (const YAML::Node& one : list(node, "taylor coefficients"))
        law.coefficients.push_back(number_in(one, "taylor coefficients").value_or(0.0));
    return law;
  }

  /// One entry, two reactions.
  void branched(const YAML::Node& node, Reaction reaction) {
    expect_reaction_keys(node, {"X", "Y", "a0", "n", "alkoxy products", "nitrate products"});
    const double conversion = std::pow(molecules, check_order(node, reaction) - 1.0);
    BranchedNitrate law;
    law.X = number_above(node, "X", 1.0, 0.0, false) / conversion;
    law.Y = number(node, "Y", 0.0);
    law.a0 = number_above(node, "a0", 1.0, 0.0, true);
    if (law.a0 > 1.0) refuse_range(node["a0"], "a0", "0 ... 1");
    law.n = number_above(node, "n", 0.0, 0.0, false);
    const std::string id = reaction.id;
    for (const auto& [branch, word] : {std::pair{BranchedNitrate::Branch::alkoxy, "alkoxy"},
                                       std::pair{BranchedNitrate::Branch::nitrate, "nitrate"}}) {
      law.branch = branch;
      reaction.id = id + "." + word;
      reaction.products = terms(node, std::string(word) + " products", false);
      reaction.rate = law;
      draft_.add_reaction(reaction, place(node));
    }
  }

  void surface(const YAML::Node& node, Reaction reaction) {
    expect_reaction_keys(
        node, {"gas-phase species", "gas-phase products", "reaction probability", "condensed phase"});
    Surface law{text(node, "name").value_or("")};
    law.reaction_probability = number_above(node, "reaction probability", 1.0, 0.0, true);
    if (law.reaction_probability > 1.0)
      refuse_range(node["reaction probability"], "reaction probability", "0 ... 1");
    reaction.reactants = terms(node, "gas-phase species", true);
    reaction.products = terms(node, "gas-phase products", false);
    if (reaction.reactants.size() == 1) {
      const MechanismSpecies& gas = draft_.mechanism().species[reaction.reactants.front().species];
      law.molar_mass = gas.molar_mass;
      const auto diffusivity = diffusivity_.find(gas.name);
      law.diffusivity = diffusivity == diffusivity_.end() ? 0.0 : diffusivity->second;
      for (const auto& [key, value] :
           {std::pair{mass_key, law.molar_mass}, std::pair{diffusion_key, law.diffusivity}})
        if (value <= 0.0)
          mistake("surface_lacks", node["gas-phase species"], {{"value", gas.name}, {"key", key}});
    } else if (node["gas-phase species"] && draft_.mistakes().empty()) {
      mistake("wrong_count", node["gas-phase species"],
              {{"key", "gas-phase species"},
               {"value", std::to_string(reaction.reactants.size())},
               {"expected", "1"}});
    }
    reaction.rate = law;
    draft_.add_reaction(std::move(reaction), place(node));
  }

  std::string file_;
  std::filesystem::path folder_;
  TextPlace mentioned_;
  MechanismDraft draft_{"OpenAtmos v1"};
  std::map<std::string, Keys> phases_;
  Keys unlisted_;  // phases whose species could not be read
  std::map<std::string, double> diffusivity_;
};

}  // namespace

MechanismFile read_open_atmos(const std::filesystem::path& file, const TextPlace& mentioned) {
  return Reader(file, mentioned).read();
}

}  // namespace lantian::io
