// Mechanisms in the language of the Kinetic PreProcessor [Damian2002]: .eqn, .spc, .def, .kpp.
#include <algorithm>
#include <cmath>
#include <functional>
#include <list>
#include <set>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "io/mechanism/kpp_source.hpp"
#include "io/regular_file.hpp"
#include "io/syntax_mistake.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

namespace peg = tao::pegtl;
using namespace model::chemistry;

namespace grammar {

using namespace peg;

struct gap : star<space> {};
struct digits : plus<digit> {};
struct number : seq<sor<seq<digits, opt<one<'.'>, opt<digits>>>, seq<one<'.'>, digits>>,
                    opt<one<'e', 'E', 'd', 'D'>, opt<one<'+', '-'>>, digits>> {};
struct name : identifier {};
struct sign : one<'+', '-'> {};
struct end : eof {};
struct equals : one<'='> {};
struct colon : one<':'> {};

struct tag_text : plus<not_one<'<', '>', '\n'>> {};
struct tag_end : one<'>'> {};
struct tag : seq<one<'<'>, must<tag_text>, must<tag_end>> {};
struct multiplication : seq<gap, one<'*'>> {};
struct term : seq<opt<number, opt<multiplication>, gap>, name> {};
struct first_sign : opt<sign, gap> {};
struct side : seq<first_sign, must<term>, star<gap, sign, gap, must<term>>> {};
struct left : side {};
struct right : side {};
struct rate : star<any> {};
struct equation : seq<gap, opt<tag, gap>, left, gap, must<equals>, gap, right, gap, must<colon>, gap, rate> {
};

struct atom : seq<opt<number, gap>, name> {};
struct species : seq<gap, must<name>, gap, must<equals>, gap, must<atom>,
                     star<gap, one<'+'>, gap, must<atom>>, gap, must<end>> {};
struct value : plus<not_one<' ', '\t', '\n', '\r'>> {};
struct initial : seq<gap, must<name>, gap, must<equals>, gap, must<value>, gap, must<end>> {};
struct one_name : seq<gap, must<name>, gap, must<end>> {};

template <class Rule>
using kept = parse_tree::selector<
    Rule, parse_tree::store_content::on<number, name, sign, tag_text, term, left, right, rate, atom, value>>;

}  // namespace grammar

template <class Rule>
inline constexpr const char* accepted = "";
template <>
inline constexpr const char* accepted<grammar::name> = "NO2";
template <>
inline constexpr const char* accepted<grammar::term> = "NO2, 2 NO2, 0.5 NO2, hv";
template <>
inline constexpr const char* accepted<grammar::atom> = "2 O, IGNORE";
template <>
inline constexpr const char* accepted<grammar::equals> = "=, +";
template <>
inline constexpr const char* accepted<grammar::colon> = ": , +, -";
template <>
inline constexpr const char* accepted<grammar::end> = ";";
template <>
inline constexpr const char* accepted<grammar::tag_end> = ">";

struct Accepted {
  template <class Rule>
  static constexpr const char* of = accepted<Rule>;
};
template <class Rule>
struct Control : MistakeControl<Rule, Accepted> {};

using Node = peg::parse_tree::node;

/// The elements that KPP's own atoms.kpp declares.
const std::set<std::string> known_elements{
    "H",  "He", "Li", "Be", "B",  "C",  "N",  "O",  "F",  "Ne", "Na", "Mg", "Al", "Si", "P",
    "S",  "Cl", "Ar", "K",  "Ca", "Sc", "Ti", "V",  "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn",
    "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y",  "Zr", "Nb", "Mo", "Tc", "Ru", "Rh",
    "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I",  "Xe", "Cs", "Ba", "La", "Hf", "Ta", "W",
    "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Rn"};
const char* const ignored_atom = "IGNORE";
const char* const misspelt_section = "?";
const std::set<std::string> shipped_with_kpp{"atoms", "atoms.kpp"};

/// Atomic weights [IUPAC2021], kg mol-1, of what the air's gases consist of.
const std::map<std::string, double> atomic_weight{
    {"H", 1.008e-3},   {"C", 12.011e-3},  {"N", 14.007e-3}, {"O", 15.999e-3}, {"F", 18.998e-3},
    {"Na", 22.990e-3}, {"Si", 28.085e-3}, {"P", 30.974e-3}, {"S", 32.06e-3},  {"Cl", 35.45e-3},
    {"Br", 79.904e-3}, {"I", 126.90e-3},  {"Hg", 200.59e-3}};

/// Commands that say what KPP writes and how it is run, not what reacts.
const std::set<std::string> idle_commands{
    "AUTOREDUCE",   "CHECKALL",  "DECLARE",    "DOUBLE",    "DRIVER",    "DUMMYINDEX",
    "ENDINLINE",    "EQNTAGS",   "FLUX",       "FUNCTION",  "GRAPH",     "HESSIAN",
    "INTEGRATOR",   "INTFILE",   "JACOBIAN",   "LANGUAGE",  "LOOKATALL", "MEX",
    "MINVERSION",   "REORDER",   "STOCHASTIC", "STOICMAT",  "STOICHMAT", "TRANSPORTALL",
    "UPPERCASEF90", "WRITE_ATM", "WRITE_MAT",  "WRITE_OPT", "WRITE_SPC"};
/// Sections of names that change nothing here.
const std::set<std::string> idle_sections{"CHECK", "FAMILIES", "LOOKAT", "LUMP",  "MONITOR", "TRANSPORT",
                                          "USE",   "USES",     "XGRID",  "YGRID", "ZGRID"};

std::string upper(std::string word) {
  for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return word;
}

class Reader {
 public:
  explicit Reader(const std::filesystem::path& file)
      : file_(file), folder_(file.parent_path().empty() ? "." : file.parent_path()) {
    draft_.mechanism().name = file.stem().string();
  }

  MechanismFile read(const TextPlace& mentioned) {
    read_file(file_, mentioned);
    if (declared_.empty()) read_companion();
    for (const auto& one : declared_) declare(one.first, one.second);
    for (const auto& one : fixed_) fix(one.first, one.second);
    for (const KppText& one : initial_) initial_value(one);
    check_fixed();
    for (const KppText& one : equations_) equation(one);
    if (equations_.empty() && !has_misspelt_section_)
      draft_.mistake("kpp_no_equations", {file_.string(), 0, 0});
    return draft_.finished();
  }

 private:
  // Reading statements

  void read_file(const std::filesystem::path& path, const TextPlace& mentioned) {
    const auto text = read_text_file(path, draft_.mistakes(), mentioned);
    if (!text) return;
    draft_.add_file(path);
    split(sources_.emplace_back(path.string(), *text, draft_));
  }

  /// A bare .eqn has its species in the .spc beside it.
  void read_companion() {
    const auto species = std::filesystem::path(file_).replace_extension(".spc");
    std::error_code failed;
    if (species != file_ && std::filesystem::is_regular_file(species, failed)) return read_file(species, {});
    if (equations_.empty() || has_misspelt_section_) return;
    draft_.mistake("kpp_no_species", {file_.string(), 0, 0}, {{"value", species.filename().string()}});
    throw InputErrors(draft_.mistakes().items());
  }

  void split(const KppSource& source) {
    const std::string& text = source.text();
    std::string section;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(";#", at), text.size());
      KppText statement{&source, at, text.substr(at, end - at)};
      const std::size_t begin = statement.text.find_first_not_of(" \t\r\n");
      if (begin != std::string::npos) {
        statement.begin += begin;
        statement.text.erase(0, begin);
        while (std::isspace(static_cast<unsigned char>(statement.text.back()))) statement.text.pop_back();
        if (section.empty()) stray(statement);
        if (end == text.size() || text[end] == '#')
          draft_.mistake("kpp_no_semicolon", statement.place(statement.text.size()));
        file_statement(section, statement);
      }
      at = end + 1;
      if (end < text.size() && text[end] == '#') at = command(source, end, section);
    }
  }

  /// The command whose # stands at byte `at`; returns where its line or, for a section, its word ends.
  std::size_t command(const KppSource& source, std::size_t at, std::string& section) {
    const std::string& text = source.text();
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    std::size_t word_end = at + 1;
    while (word_end < line_end &&
           (std::isalnum(static_cast<unsigned char>(text[word_end])) || text[word_end] == '_'))
      ++word_end;
    std::string word = upper(text.substr(at + 1, word_end - at - 1));
    if (word == "INCLUDE" || word == "MODEL") {
      const std::size_t from = text.find_first_not_of(" \t\r", word_end);
      include(source, std::min(from, line_end), line_end, word == "MODEL");
      return line_end;
    }
    if (idle_commands.contains(word)) return line_end;
    if (word == "DEFRAD") word = "DEFVAR";  // of older versions: radicals
    section = word;
    if (!sections().contains(word) && !idle_sections.contains(word)) {
      section = misspelt_section;
      has_misspelt_section_ = true;
      unknown_command(source, at, word);
    }
    return word_end;
  }

  static const std::set<std::string>& sections() {
    static const std::set<std::string> names{"ATOMS",      "DEFVAR", "DEFFIX", "EQUATIONS",
                                             "INITVALUES", "SETFIX", "SETVAR", "SETRAD"};
    return names;
  }
  void unknown_command(const KppSource& source, std::size_t at, const std::string& word) {
    std::vector<std::string> names{"INCLUDE", "INLINE", "MODEL"};
    for (const auto* known : {&sections(), &idle_commands, &idle_sections})
      names.insert(names.end(), known->begin(), known->end());
    draft_.mistake("kpp_command", source.place(at),
                   {{"value", "#" + word}, {"nearest", nearest_spelling(word, names)}});
  }

  void include(const KppSource& source, std::size_t from, std::size_t to, bool is_model) {
    const std::string& text = source.text();
    std::size_t end = from;
    while (end < to && !std::isspace(static_cast<unsigned char>(text[end])) && text[end] != ';') ++end;
    const std::string name = text.substr(from, end - from) + (is_model ? ".def" : "");
    const TextPlace place = source.place(from);
    const auto path = CaseFolder(folder_).resolve(name, place, draft_.mistakes());
    if (!path) return;
    std::error_code failed;
    if (shipped_with_kpp.contains(name) && !std::filesystem::exists(*path, failed)) return;
    if (!included_.insert(path->string()).second) return;
    read_file(*path, place);
  }

  void file_statement(const std::string& section, const KppText& statement) {
    if (section == "DEFVAR" || section == "DEFFIX") declared_.emplace_back(statement, section == "DEFFIX");
    if (section == "SETFIX" || section == "SETVAR" || section == "SETRAD")
      fixed_.emplace_back(statement, section == "SETFIX");
    if (section == "INITVALUES") initial_.push_back(statement);
    if (section == "EQUATIONS") equations_.push_back(statement);
    if (section == "ATOMS")
      if (const auto name = parsed<grammar::one_name>(statement, "#ATOMS"))
        atoms_.insert(name->children[0]->string());
    if (section == misspelt_section) excuse(statement);
  }
  /// Text before any section: the file is of another format, and the rest would be noise.
  [[noreturn]] void stray(const KppText& statement) {
    draft_.mistake("kpp_no_section", statement.place(0), {{"value", kpp_word_at(statement.text, 0)}});
    throw InputErrors(draft_.mistakes().items());
  }

  template <class Rule>
  std::unique_ptr<Node> parsed(const KppText& statement, const char* section) {
    constexpr std::size_t longest = 20000;
    if (statement.text.size() > longest) {
      draft_.mistake("too_many", statement.place(0),
                     {{"key", section},
                      {"value", std::to_string(statement.text.size())},
                      {"limit", std::to_string(longest)}});
      return nullptr;
    }
    try {
      peg::memory_input in(statement.text, "");
      auto tree = peg::parse_tree::parse<Rule, Node, grammar::kept, peg::nothing, Control>(in);
      if (tree) return tree;
      draft_.mistake("expression_syntax", statement.place(0),
                     {{"key", section}, {"value", kpp_word_at(statement.text, 0)}});
    } catch (const SyntaxMistake& mistake) {
      const std::string word = kpp_word_at(statement.text, mistake.byte);
      draft_.mistake(word.empty() ? "expression_ends" : "expression_syntax", statement.place(mistake.byte),
                     {{"key", section}, {"value", word}, {"accepted", mistake.accepted}});
    }
    return nullptr;
  }

  // What statements say

  void declare(const KppText& statement, bool is_fixed) {
    const auto tree = parsed<grammar::species>(statement, is_fixed ? "#DEFFIX" : "#DEFVAR");
    if (!tree) return excuse(statement);
    MechanismSpecies species{tree->children[0]->string()};
    species.is_counted = true;
    for (std::size_t n = 1; n < tree->children.size(); ++n) add_atom(statement, *tree->children[n], species);
    species.molar_mass = molar_mass(species);
    const TextPlace place = statement.place(tree->children[0]->begin().byte);
    species.given = species.name == "AIR" ? Given::M : given_species(species.name);
    if (is_fixed && !species.given) unvalued_.emplace(species.name, place);
    draft_.add_species(std::move(species), place);
  }
  /// Names that a broken declaration may have meant: their uses are its consequences.
  void excuse(const KppText& statement) {
    std::string word;
    for (std::size_t n = 0; n < statement.text.size(); n += std::max<std::size_t>(word.size(), 1)) {
      word = kpp_word_at(statement.text, n);
      draft_.excuse(word);
    }
  }

  void add_atom(const KppText& statement, const Node& node, MechanismSpecies& species) {
    const Node& name = *node.children.back();
    const std::string element = name.string();
    if (upper(element) == ignored_atom) {
      species.is_counted = false;
      return;
    }
    if (!known_elements.contains(element) && !atoms_.contains(element)) {
      std::vector<std::string> names(known_elements.begin(), known_elements.end());
      names.emplace_back(ignored_atom);
      draft_.mistake("kpp_atom", statement.place(name.begin().byte),
                     {{"value", element}, {"nearest", nearest_spelling(element, names)}});
    }
    species.atoms[element] +=
        node.children.size() > 1 ? kpp_number(node.children.front()->string()).value_or(1.0) : 1.0;
  }
  static double molar_mass(const MechanismSpecies& species) {
    double sum = 0.0;
    for (const auto& [element, count] : species.atoms) {
      const auto weight = atomic_weight.find(element);
      if (weight == atomic_weight.end()) return 0.0;
      sum += count * weight->second;
    }
    return species.is_counted ? sum : 0.0;
  }

  void fix(const KppText& statement, bool is_fixed) {
    const auto tree = parsed<grammar::one_name>(statement, is_fixed ? "#SETFIX" : "#SETVAR");
    if (!tree) return;
    const std::string name = tree->children[0]->string();
    const TextPlace place = statement.place(tree->children[0]->begin().byte);
    if (!draft_.index_of(name, place) || draft_.find(name)->given) return;
    if (is_fixed)
      unvalued_.emplace(name, place);
    else
      unvalued_.erase(name);
  }

  void initial_value(const KppText& statement) {
    const auto tree = parsed<grammar::initial>(statement, "#INITVALUES");
    if (!tree) return;
    const std::string name = tree->children[0]->string();
    const Node& written = *tree->children[1];
    const auto number = kpp_number(written.string());
    if (!number || *number < 0.0)
      return draft_.mistake("not_a_number", statement.place(written.begin().byte),
                            {{"key", name}, {"value", written.string()}});
    const std::string all = upper(name);
    if (all == "CFACTOR") {
      factor_ = *number;
    } else if (all == "ALL_SPEC" || all == "FIX_SPEC") {
      for (const auto& [fixed, place] : unvalued_) value_[fixed] = *number;
    } else if (name != "VAR_SPEC" &&
               draft_.index_of(name, statement.place(tree->children[0]->begin().byte))) {
      value_[name] = *number;
    }
  }

  /// A fixed species that is none of the air's own has its initial value everywhere and always.
  void check_fixed() {
    for (const auto& [name, place] : unvalued_) {
      MechanismSpecies* species = draft_.find(name);
      if (species == nullptr) continue;
      const auto value = value_.find(name);
      if (value == value_.end()) draft_.mistake("kpp_no_value", place, {{"value", name}});
      species->given = Given::constant;
      species->given_factor = value == value_.end() ? 0.0 : value->second * factor_.value_or(1.0);
    }
  }

  void equation(const KppText& statement) {
    draft_.begin_reaction();
    const auto tree = parsed<grammar::equation>(statement, "#EQUATIONS");
    ++count_;
    if (!tree) return;
    Reaction reaction;
    reaction.id = std::to_string(count_);
    for (const auto& child : tree->children) {
      if (child->is_type<grammar::tag_text>()) reaction.id = child->string();
      if (child->is_type<grammar::left>()) reaction.reactants = reactants(statement, *child);
      if (child->is_type<grammar::right>()) reaction.products = side(statement, *child, false);
      if (child->is_type<grammar::rate>()) read_rate(statement, *child, reaction);
    }
    double integrated = 0.0;
    for (const Term& t : reaction.reactants)
      if (!draft_.mechanism().species[t.species].given) integrated += t.coefficient;
    if (integrated > 2.0) draft_.mistake("too_many_reactants", statement.place(0), {{"accepted", "2"}});
    draft_.add_reaction(std::move(reaction), statement.place(0));
  }
  void read_rate(const KppText& statement, const Node& node, Reaction& reaction) {
    const std::size_t from = node.begin().byte;
    const KppText rate{statement.source, statement.begin + from, statement.text.substr(from)};
    if (rate.text.empty()) return draft_.mistake("kpp_no_rate", statement.place(from));
    if (auto law = read_kpp_rate(rate, factor_, draft_)) reaction.rate = std::move(*law);
  }

  std::vector<Term> side(const KppText& statement, const Node& node, bool is_left) {
    std::vector<Term> terms;
    double sign = 1.0;
    for (const auto& child : node.children) {
      if (child->is_type<grammar::sign>()) {
        sign = child->string() == "-" ? -1.0 : 1.0;
        continue;
      }
      const Node& named = *child->children.back();
      const std::string name = named.string();
      if (is_left && name == "hv") continue;
      if (!is_left && name == "PROD" && draft_.find(name) == nullptr) continue;  // KPP's word for nothing
      const TextPlace place = statement.place(named.begin().byte);
      const auto index = draft_.index_of(name, place);
      const double written =
          child->children.size() > 1 ? kpp_number(child->children.front()->string()).value_or(1.0) : 1.0;
      if (is_left && (sign < 0.0 || written != std::floor(written) || written < 1.0))
        draft_.mistake("out_of_range", statement.place(child->begin().byte),
                       {{"key", "coefficient"}, {"value", child->string()}, {"accepted", "1, 2, 3"}});
      if (index) terms.push_back({*index, sign * written});
    }
    return terms;
  }
  /// NO + NO is 2 NO.
  std::vector<Term> reactants(const KppText& statement, const Node& node) {
    std::vector<Term> sums;
    for (const Term& term : side(statement, node, true)) {
      const auto known =
          std::find_if(sums.begin(), sums.end(), [&](const Term& t) { return t.species == term.species; });
      if (known == sums.end())
        sums.push_back(term);
      else
        known->coefficient += term.coefficient;
    }
    return sums;
  }

  std::filesystem::path file_, folder_;
  MechanismDraft draft_{"KPP"};
  std::list<KppSource> sources_;  // statements point into it
  std::set<std::string> included_, atoms_;
  std::vector<std::pair<KppText, bool>> declared_, fixed_;
  std::vector<KppText> initial_, equations_;
  std::map<std::string, TextPlace> unvalued_;  // fixed species, but those that the air brings
  std::map<std::string, double> value_;
  std::optional<double> factor_;
  bool has_misspelt_section_ = false;
  int count_ = 0;
};

}  // namespace

MechanismFile read_kpp(const std::filesystem::path& file, const TextPlace& mentioned) {
  return Reader(file).read(mentioned);
}

}  // namespace lantian::io
