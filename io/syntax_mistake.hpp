/// What a PEGTL grammar throws where a rule that must match does not.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <tao/pegtl.hpp>

namespace lantian::io {

struct SyntaxMistake {
  std::size_t byte = 0;
  const char* accepted = "";  // what could stand there
};

/// A grammar's control; `Accepted::of<Rule>` is what could stand where a rule fails.
template <class Rule, class Accepted>
struct MistakeControl : tao::pegtl::normal<Rule> {
  template <class Input, class... States>
  [[noreturn]] static void raise(const Input& in, States&&...) {
    throw SyntaxMistake{in.byte(), Accepted::template of<Rule>};
  }
};

}  // namespace lantian::io
