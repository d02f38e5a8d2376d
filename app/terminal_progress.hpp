/// How far a run is, on a terminal; and Ctrl-C as a wish to stop.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <signal.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "run/run.hpp"

namespace lantian::app {

/// Ctrl-C, SIGTERM and SIGUSR1 ask for a stop at the end of the hour; a second Ctrl-C ends at once. When this
/// ends, so does the program soon: a further SIGTERM or SIGUSR1 must not turn the exit code that it has
/// earned into a death by signal.
class StopOnSignal {
 public:
  StopOnSignal();
  ~StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  struct sigaction interrupt_ {};
};

/// One line that is written over, on a terminal only.
class TerminalProgress final : public run::Progress {
 public:
  explicit TerminalProgress(bool shown);
  void begin(int hours, int members) override;
  void hour(int done, int hours) override;
  void plumes(int done, int hours) override;
  bool stop_requested() override;

 private:
  bool shown_;

  std::vector<std::pair<std::string, std::string>> told(int done, int hours) const;
  void show(const std::string& text, bool is_last) const;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace lantian::app
