#include "app/terminal_progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <csignal>

#include "io/messages.hpp"

namespace lantian::app {
namespace {

volatile std::sig_atomic_t stop_signal = 0;
void remember_signal(int signal) { stop_signal = signal; }

}  // namespace

StopOnSignal::StopOnSignal() {
  struct sigaction action {};
  action.sa_handler = remember_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // Ctrl-C once more ends it at once
  sigaction(SIGINT, &action, &interrupt_);
  action.sa_flags = 0;  // Slurm tells every process of a job, and the job's script tells its shard once more
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGUSR1, &action, nullptr);
}

StopOnSignal::~StopOnSignal() { sigaction(SIGINT, &interrupt_, nullptr); }

TerminalProgress::TerminalProgress(bool shown) : shown_(shown && isatty(STDERR_FILENO)) {}

void TerminalProgress::begin(int, int) { began_ = std::chrono::steady_clock::now(); }

std::vector<std::pair<std::string, std::string>> TerminalProgress::told(int done, int hours) const {
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began_;
  return {{"done", std::to_string(done)},
          {"hours", std::to_string(hours)},
          {"left", fmt::format("{:.0f}", taken.count() / done * (hours - done))}};
}

void TerminalProgress::show(const std::string& text, bool is_last) const {
  fmt::print(stderr, "\r{}  {}", text, is_last ? "\n" : "");
}

void TerminalProgress::hour(int done, int hours) {
  if (shown_)
    show(io::translated("hour {done} of {hours}, {left} s to go", told(done, hours)), done == hours);
}

void TerminalProgress::plumes(int done, int hours) {
  if (done == 0)
    began_ = std::chrono::steady_clock::now();
  else if (shown_)
    show(io::translated("plumes: hour {done} of {hours}, {left} s to go", told(done, hours)), done == hours);
}

bool TerminalProgress::stop_requested() { return stop_signal != 0; }

}  // namespace lantian::app
