#include "app/sweep_jobs.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "app/terminal_progress.hpp"

extern char** environ;

namespace lantian::app {

run::ExitCode run_jobs(const run::SweepRun& request, int jobs, bool json) {
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  const int threads = request.threads > 0 ? request.threads : std::max(1, cores / jobs);
  std::vector<std::string> words{
      "lantian",      "sweep",
      "run",          request.folder.string(),
      "--threads",    std::to_string(threads),
      "--shard",      std::to_string(request.shard.index) + "/" + std::to_string(request.shard.count),
      "--checkpoint", std::to_string(request.checkpoint_every)};
  if (request.case_path) words.insert(words.end(), {"--case", request.case_path->string()});
  if (request.again) words.push_back("--again");
  if (!request.shares_prefixes) words.push_back("--no-prefix");
  if (json) words.push_back("--json");
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::vector<pid_t> running;
  for (int job = 0; job < jobs; ++job) {
    pid_t pid = 0;
    const int failed = ::posix_spawn(&pid, "/proc/self/exe", nullptr, nullptr, arguments.data(), environ);
    if (failed != 0) throw std::runtime_error(std::string("posix_spawn: ") + std::strerror(failed));
    running.push_back(pid);
  }
  TerminalProgress asked(false);
  auto worst = run::ExitCode::done;
  const auto rank = [](run::ExitCode code) {
    return code == run::ExitCode::done        ? 0
           : code == run::ExitCode::stopped   ? 3
           : code == run::ExitCode::bad_input ? 2
                                              : 1;
  };
  bool told = false;
  while (!running.empty()) {
    int status = 0;
    const pid_t ended = ::waitpid(-1, &status, WNOHANG);
    if (ended <= 0) {
      if (ended < 0 && errno != EINTR) break;
      if (asked.stop_requested() && !told) {
        for (const pid_t pid : running) ::kill(pid, SIGTERM);
        told = true;
      }
      ::usleep(50000);
      continue;
    }
    running.erase(std::remove(running.begin(), running.end(), ended), running.end());
    const auto code =
        WIFEXITED(status) ? static_cast<run::ExitCode>(WEXITSTATUS(status)) : run::ExitCode::run_failed;
    if (rank(code) > rank(worst)) worst = code;
  }
  return worst;
}

}  // namespace lantian::app
