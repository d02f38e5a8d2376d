/// Which variables of a larger model's files make up which quantity, in what unit; read by instant.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "io/larger_model.hpp"
#include "scenarios/background/larger_air.hpp"

namespace lantian::io {

/// A rectangle of columns of the larger model.
struct LargerWindow {
  std::size_t west = 0, south = 0, nx = 0, ny = 0;
};

/// All the files of a background, seen as one.
class LargerFields {
 public:
  /// Opens, maps and checks; see `sound`.
  LargerFields(const std::vector<std::string>& paths, const TextPlace& mentioned, Diagnostics& diagnostics,
               Diagnostics& notes);

  bool sound() const { return sound_; }
  const ForeignGrid& grid() const { return models_.front().grid; }
  const std::string& name() const { return models_.front().file.name(); }
  std::size_t levels() const { return levels_; }
  const std::vector<scenarios::LargerQuantity>& quantities() const { return quantities_; }
  /// Instants of any file with a quantity, ascending.
  std::vector<model::UtcSeconds> times() const;

  /// (level, row, column) of the window, in the quantity's own kind of unit; empty after a mistake.
  std::vector<double> read(std::size_t quantity, model::UtcSeconds time, const LargerWindow& window,
                           Diagnostics& diagnostics) const;
  /// Heights of level centres above ground [m], rising with the level's index or falling.
  std::vector<double> heights(model::UtcSeconds time, const LargerWindow& window,
                              Diagnostics& diagnostics) const;

 private:
  struct Part {
    std::size_t model = 0, quantity = 0;
    std::string variable;
    double share = 1.0, factor = 1.0;
  };
  void map_variables(Diagnostics& diagnostics, Diagnostics& notes);
  bool take(std::size_t model, const std::string& variable, const std::string& quantity, double share,
            Diagnostics& diagnostics);
  void find_heights(Diagnostics& diagnostics, Diagnostics& notes);
  std::vector<double> values(std::size_t model, const std::string& variable, model::UtcSeconds time,
                             const LargerWindow& window, Diagnostics& diagnostics) const;

  std::vector<LargerModelFile> models_;
  std::vector<scenarios::LargerQuantity> quantities_;
  std::vector<Part> parts_;
  std::size_t levels_ = 0;
  // heights: a variable of one of the models, or fixed ones
  std::string height_variable_, ground_variable_;
  double height_factor_ = 1.0;
  std::vector<double> fixed_heights_;
  bool sound_ = false;
};

}  // namespace lantian::io
