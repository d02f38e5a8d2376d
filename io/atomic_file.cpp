#include "io/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lantian::io {
namespace {

void sync_to_disk(const std::filesystem::path& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) throw WriteFailure(path, std::strerror(errno));
  const bool synced = ::fsync(file) == 0 || errno == EINVAL;  // some file systems cannot sync a folder
  const int reason = errno;
  ::close(file);
  if (!synced) throw WriteFailure(path, std::strerror(reason));
}

/// Two machines may write to one folder, and processes of theirs have the same number.
std::string machine_name() {
  char name[64] = "";
  ::gethostname(name, sizeof name - 1);
  return name;
}

}  // namespace

FileAside::FileAside(std::filesystem::path target)
    : target_(std::move(target)),
      aside_(target_.parent_path() / ("." + target_.filename().string() + ".part" + machine_name() + "-" +
                                      std::to_string(::getpid()))) {
  std::error_code failed;
  if (!target_.parent_path().empty()) std::filesystem::create_directories(target_.parent_path(), failed);
  if (failed) throw WriteFailure(target_.parent_path(), failed.message());
}

FileAside::~FileAside() {
  std::error_code ignored;
  if (!committed_) std::filesystem::remove(aside_, ignored);
}

void FileAside::commit() {
  sync_to_disk(aside_, O_RDWR);
  std::error_code failed;
  std::filesystem::rename(aside_, target_, failed);
  if (failed) throw WriteFailure(target_, failed.message());
  committed_ = true;
  sync_to_disk(target_.has_parent_path() ? target_.parent_path() : ".", O_RDONLY | O_DIRECTORY);
}

void write_atomically(const std::filesystem::path& target, std::string_view text) {
  FileAside aside(target);
  const int file = ::open(aside.path().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) throw WriteFailure(target, std::strerror(errno));
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int reason = errno;
      ::close(file);
      throw WriteFailure(target, std::strerror(reason));
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(file) != 0) throw WriteFailure(target, std::strerror(errno));
  aside.commit();
}

}  // namespace lantian::io
