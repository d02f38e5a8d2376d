/// Why a window is open or closed in an hour: each of its conditions asked alone, and the windows it is made
/// of.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

struct WindowReason {
  struct Part {
    // "dates", "hours", "weekdays", "holidays", "when", "quota", "warning", of a measure "veto"; "other":
    // whatever else the window asks
    std::string kind;
    Label asked;         // as the author wrote it: "11-15/03-15", "20-06", "Mon, Tue", "city: orange, red"
    bool holds = false;  // of a veto: it is met, the measure suspended
    std::string level;   // of a warning in force
  };
  std::string window;  // "" is always open
  Label label;
  bool is_open = false;    // of a measure too the window alone
  bool is_vetoed = false;  // of a measure
  std::string level;       // the strictest in force, "" where none is asked for
  std::vector<Part> parts;
  std::vector<std::pair<std::string, WindowReason>> windows;  // "all_of", "any_of", "none_of" and whose
  bool is_in_force() const { return is_open && !is_vetoed; }
};

/// A level as people say it: the four colours of warnings, others as they are.
Label level_label(const std::string& level);

/// Answers for one scenario; the questions go through window_spans, so that answer and plan cannot differ.
class WindowReasons {
 public:
  WindowReasons(const Scenario& scenario, const Inventory& inventory, const Surroundings& around);
  /// For a source of `enterprise`, which may have days of its own.
  WindowReason at(const std::string& window, const std::string& enterprise, model::UtcSeconds time);
  /// Of a measure, whose veto may suspend it.
  WindowReason at(const Measure& measure, const Source& source, model::UtcSeconds time);

 private:
  /// The span of `window` that holds `time`; nothing where it is closed.
  const WindowSpan* span(const std::string& window, const std::string& enterprise, model::UtcSeconds time);

  Scenario probed_;  // with a window for each single condition: "heating/dates"
  const Inventory& inventory_;
  const Surroundings& around_;
  std::map<std::pair<std::string, std::string>, std::vector<WindowSpan>> spans_;  // by window and enterprise
};

}  // namespace lantian::scenarios
