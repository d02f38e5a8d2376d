/// What the readers of mechanism formats share: a mechanism under construction, with the place of everything.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "io/mechanism.hpp"

namespace lantian::io {

class MechanismDraft {
 public:
  using Arguments = std::vector<std::pair<std::string, std::string>>;

  explicit MechanismDraft(std::string format) { read_.format = std::move(format); }

  void mistake(std::string code, TextPlace place, Arguments arguments = {}) {
    mistakes_.add(std::move(code), std::move(place), std::move(arguments));
  }
  Diagnostics& mistakes() { return mistakes_; }
  model::chemistry::Mechanism& mechanism() { return read_.mechanism; }
  void add_file(std::filesystem::path file) { read_.files.push_back(std::move(file)); }

  /// A species of a name that stands already is a mistake.
  void add_species(model::chemistry::MechanismSpecies species, const TextPlace& place);
  model::chemistry::MechanismSpecies* find(const std::string& name);
  /// The index of a species; an unknown one is a mistake, unless its declaration already was one.
  std::optional<int> index_of(const std::string& name, const TextPlace& place);
  /// A name whose declaration could not be read: its uses are no mistakes of their own.
  void excuse(const std::string& name) { excused_.insert(name); }
  void excuse_all() { all_excused_ = true; }

  /// Mistakes from here on are the next reaction's: its rate then says nothing.
  void begin_reaction() { mistakes_before_ = mistakes_.items().size(); }
  void add_reaction(model::chemistry::Reaction reaction, TextPlace place);
  double order(const std::vector<model::chemistry::Term>& reactants) const;

  /// The mechanism, with its rates looked at; throws InputErrors with all mistakes.
  MechanismFile finished();

 private:
  /// Of the reactions that are without mistakes.
  void check_rates();

  MechanismFile read_;
  Diagnostics mistakes_;
  std::map<std::string, int> index_;
  std::set<std::string> excused_;
  bool all_excused_ = false;
  std::size_t mistakes_before_ = 0;
  std::vector<bool> is_sound_;  // of each reaction
};

MechanismFile read_open_atmos(const std::filesystem::path& file, const TextPlace& mentioned);
MechanismFile read_kpp(const std::filesystem::path& file, const TextPlace& mentioned);

}  // namespace lantian::io
