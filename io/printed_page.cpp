#include "io/printed_page.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

#include "io/atomic_file.hpp"

extern char** environ;

namespace lantian::io {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::seconds patience{120};

/// Removed with all that the browser leaves in it.
struct Scratch {
  fs::path folder;
  Scratch() {
    std::string name = (fs::temp_directory_path() / "lantian_print_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw WriteFailure(name, "no temporary folder");
    folder = name;
  }
  ~Scratch() {
    std::error_code failed;
    fs::remove_all(folder, failed);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

/// "file:///..." with every byte that is not plain written as %XX.
std::string address_of(const fs::path& page) {
  static constexpr char hexadecimal[] = "0123456789ABCDEF";
  std::string address = "file://";
  for (const unsigned char c : fs::absolute(page).string()) {
    if (std::isalnum(c) || c == '/' || c == '-' || c == '_' || c == '.')
      address += static_cast<char>(c);
    else
      address += {'%', hexadecimal[c >> 4], hexadecimal[c & 15]};
  }
  return address;
}

/// Its exit code; -1 where it was ended for taking too long.
int run_quietly(const fs::path& program, std::vector<std::string> arguments) {
  std::vector<char*> pointers;
  arguments.insert(arguments.begin(), program.string());
  for (auto& one : arguments) pointers.push_back(one.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawn(&child, program.c_str(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return failed;
  const auto end = std::chrono::steady_clock::now() + patience;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return -1;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool is_pdf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 5> head{};
  stream.read(head.data(), head.size());
  return stream && std::string(head.data(), head.size()) == "%PDF-";
}

}  // namespace

std::optional<fs::path> browser() {
  const char* path = std::getenv("PATH");
  for (const char* name : {"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"})
    for (std::string rest = path ? path : ""; !rest.empty();) {
      const auto colon = rest.find(':');
      const fs::path file = fs::path(rest.substr(0, colon)) / name;
      rest = colon == std::string::npos ? "" : rest.substr(colon + 1);
      if (file.is_absolute() && access(file.c_str(), X_OK) == 0) return file;
    }
  return std::nullopt;
}

void print_page(const fs::path& program, const fs::path& page, const std::string& fragment,
                const fs::path& target) {
  const Scratch scratch;
  FileAside aside(target);
  std::vector<std::string> arguments{"--headless",
                                     "--disable-gpu",
                                     "--no-pdf-header-footer",
                                     "--virtual-time-budget=20000",
                                     "--user-data-dir=" + scratch.folder.string(),
                                     "--print-to-pdf=" + fs::absolute(aside.path()).string()};
  if (geteuid() == 0) arguments.emplace_back("--no-sandbox");  // it refuses to start for root otherwise
  arguments.push_back(address_of(page) + "#" + fragment);
  const int exit = run_quietly(program, arguments);
  if (exit != 0 || !is_pdf(aside.path()))
    throw WriteFailure(target, program.string() + " did not print it (" + std::to_string(exit) + ")");
  aside.commit();
}

}  // namespace lantian::io
