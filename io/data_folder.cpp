#include "io/data_folder.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "io/messages.hpp"
#include "io/share_folder.hpp"

namespace lantian::io {

namespace {
std::filesystem::path share;
}  // namespace

void set_share_folder(const std::filesystem::path& folder) { share = folder; }
const std::filesystem::path& share_folder() { return share; }

std::filesystem::path data_folder() {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const char* chosen = std::getenv("LANTIAN_DATA");
  const fs::path installed =
      (share.empty() ? program.parent_path().parent_path() / "share" / "lantian" : share) / "data";
  const fs::path built_from = fs::path(LANTIAN_SOURCE_DIR) / "data";
  if (chosen != nullptr && *chosen != '\0') {
    if (fs::is_directory(chosen, failed)) return chosen;
    throw std::runtime_error(translated("LANTIAN_DATA is not a folder: {value}", {{"value", chosen}}));
  }
  for (const auto& folder : {installed, built_from})
    if (fs::is_directory(folder / "mechanisms", failed)) return folder;
  throw std::runtime_error(translated("there is no data folder at {first} or {other}; set LANTIAN_DATA",
                                      {{"first", installed.string()}, {"other", built_from.string()}}));
}

}  // namespace lantian::io
