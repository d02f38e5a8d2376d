/// Lines of AERMOD's result files, column for column.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>

#include "io/aermod/deck.hpp"
#include "scenarios/dispersion/ranked_values.hpp"

namespace lantian::io {

/// "0.123457E+03", as Fortran's E13.6 writes it.
std::string fortran_exponent(double value, int digits);

/// "   50.00    ", as Fortran's G12.4 writes it.
std::string fortran_general(double value);

/// "1-HR", "24-HR", "MONTH", "PERIOD".
std::string average_label(int average);
/// "1ST", "22ND".
std::string rank_label(std::size_t rank);

/// Formats of the rows [EPA2024b].
class ResultLines {
 public:
  /// `program` names who wrote it: "lantian 0.5.0".
  ResultLines(const Deck& deck, std::string program);

  /// `years`: of design values, which a plot file then lists, or of an annual mean; in a post file the how
  /// manieth year; else 0.
  std::string header(const DeckOutput& output, std::size_t years = 0) const;
  std::string plot(const DeckOutput& output, std::size_t receptor, double value, int date) const;
  /// A mean over the years of their ranks, and those of each year.
  std::string design(const DeckOutput& output, std::size_t receptor, double value,
                     std::span<const scenarios::RankedValue> years) const;
  /// PERIOD and ANNUAL: with the hours or years that they are of.
  std::string long_mean(const DeckOutput& output, std::size_t receptor, double value, int count) const;
  std::string post(const DeckOutput& output, std::size_t receptor, double value, int date) const;
  std::string threshold(const DeckOutput& output, std::size_t receptor, double value, int date) const;
  std::string rank(std::size_t rank, std::size_t group, std::size_t receptor, double value, int date) const;
  std::string season(const DeckOutput& output, std::size_t receptor, double value, int hours, int season,
                     int hour) const;
  /// A record of Fortran's unformatted sequential files: date, hours, group, all receptors' values.
  std::string binary(const DeckOutput& output, int date, int hours, std::span<const double> values) const;

 private:
  std::string value(double number) const;
  std::string place(std::size_t receptor) const;
  std::string heights(std::size_t receptor, int width) const;
  const std::string& group(const DeckOutput& output) const { return deck_.groups[output.group].id; }

  const Deck& deck_;
  std::string program_;
};

}  // namespace lantian::io
