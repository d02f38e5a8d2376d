#include "io/sweep/claim.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <sstream>

#include "io/atomic_file.hpp"

namespace lantian::io {
namespace {

constexpr auto touched_every = std::chrono::seconds(30);

std::string host_name() {
  char name[256] = "";
  ::gethostname(name, sizeof name - 1);
  return name;
}

/// When a process began, as the kernel counts it: a number that came into use again is another process.
std::string beginning_of(long pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string text((std::istreambuf_iterator<char>(stat)), {});
  const auto after = text.rfind(')');
  if (after == std::string::npos) return "";
  std::istringstream fields(text.substr(after + 1));
  std::string field;
  for (int n = 3; n <= 22; ++n) fields >> field;
  return field;
}

std::string own_text() {
  const long pid = ::getpid();
  return host_name() + " " + std::to_string(pid) + " " + beginning_of(pid) + "\n";
}

double seconds_of(const struct stat& status) {
  return static_cast<double>(status.st_mtim.tv_sec) + 1e-9 * static_cast<double>(status.st_mtim.tv_nsec);
}

/// Now, by the clock of the file system that holds the folder.
double clock_of(const std::filesystem::path& folder) {
  const auto file = folder / (".clock-" + host_name() + "-" + std::to_string(::getpid()));
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  struct stat status {};
  const bool known = made >= 0 && ::write(made, ".", 1) == 1 && ::fstat(made, &status) == 0;
  if (made >= 0) ::close(made);
  ::unlink(file.c_str());
  return known ? seconds_of(status)
               : std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

bool make(const std::filesystem::path& file) {
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (made < 0 && errno == EEXIST) return false;
  if (made < 0) throw WriteFailure(file, std::strerror(errno));
  const std::string text = own_text();
  const bool written = ::write(made, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int reason = errno;
  ::close(made);
  if (!written) {
    ::unlink(file.c_str());
    throw WriteFailure(file, std::strerror(reason));
  }
  return true;
}

}  // namespace

bool Claim::is_held(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return false;
  std::ifstream in(file);
  std::string host, beginning;
  long pid = 0;
  in >> host >> pid >> beginning;
  if (pid > 0 && host == host_name()) return beginning_of(pid) == beginning;
  return clock_of(file.parent_path()) - seconds_of(status) < claim_lasts;
}

std::unique_ptr<Claim> Claim::take(const std::filesystem::path& file) {
  std::error_code failed;
  std::filesystem::create_directories(file.parent_path(), failed);
  if (failed) throw WriteFailure(file.parent_path(), failed.message());
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (make(file)) return std::unique_ptr<Claim>(new Claim(file));
    if (is_held(file)) return nullptr;
    // Taken aside before it is removed: of two who find it left behind, one moves it.
    auto aside = file;
    aside += ".left-" + host_name() + "-" + std::to_string(::getpid());
    if (::rename(file.c_str(), aside.c_str()) == 0) ::unlink(aside.c_str());
  }
  return nullptr;
}

Claim::Claim(std::filesystem::path file) : file_(std::move(file)) {
  keeper_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!ending_.wait_for(lock, touched_every, [this] { return is_ending_; }))
      ::utimensat(AT_FDCWD, file_.c_str(), nullptr, 0);
  });
}

Claim::~Claim() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  ending_.notify_all();
  keeper_.join();
  std::ifstream in(file_);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  if (text == own_text()) ::unlink(file_.c_str());  // not one that another took over
}

}  // namespace lantian::io
