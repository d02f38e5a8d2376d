/// A wrong command line as a diagnostic, so that it is told like any other mistake, in both languages.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/diagnostics.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace lantian::app {

io::Diagnostic command_line_mistake(const CLI::ParseError& error, const CLI::App& app);

}  // namespace lantian::app
