/// A file in the language of the Kinetic PreProcessor as statements and commands, each with its place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/mechanism/parts.hpp"

namespace lantian::io {

/// Text of a file with comments and inlined program code blanked out, so that bytes keep their places.
class KppSource {
 public:
  /// Comments and code that are not closed are mistakes.
  KppSource(std::string file, std::string text, MechanismDraft& draft);

  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }
  TextPlace place(std::size_t byte) const;

 private:
  void blank(std::size_t from, std::size_t to);
  void blank_comments(MechanismDraft& draft);
  void blank_inlined_code(MechanismDraft& draft);

  std::string file_, written_, text_;
  std::vector<std::size_t> line_begin_;
};

/// A part of a source.
struct KppText {
  const KppSource* source = nullptr;
  std::size_t begin = 0;
  std::string text;

  TextPlace place(std::size_t byte) const { return source->place(begin + byte); }
};

/// A rate in molecule cm-3 s as a law; nothing (and mistakes) where it cannot be understood. Functions are
/// those of KPP's rate laws [Damian2002] with numbers as arguments; TEMP [K], M, O2, N2, H2O [molecule cm-3],
/// J(name) and SUN may stand in any arithmetic. `factor`: CFACTOR, nothing where the mechanism gives none.
std::optional<model::chemistry::RateLaw> read_kpp_rate(const KppText& rate, std::optional<double> factor,
                                                       MechanismDraft& draft);

/// A number as Fortran or C writes it: 1.0D-12, 2.5_dp, 1e3; nothing where it is none.
std::optional<double> kpp_number(std::string text);

/// What stands from `byte`: a word, or one sign.
std::string kpp_word_at(const std::string& text, std::size_t byte);

}  // namespace lantian::io
