#include "io/data_folder.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace lantian::io {

std::filesystem::path data_folder() {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const char* chosen = std::getenv("LANTIAN_DATA");
  const fs::path installed = program.parent_path().parent_path() / "share" / "lantian" / "data";
  const fs::path built_from = fs::path(LANTIAN_SOURCE_DIR) / "data";
  if (chosen != nullptr && *chosen != '\0') {
    if (fs::is_directory(chosen, failed)) return chosen;
    throw std::runtime_error("LANTIAN_DATA is not a folder: " + std::string(chosen));
  }
  for (const auto& folder : {installed, built_from})
    if (fs::is_directory(folder / "mechanisms", failed)) return folder;
  throw std::runtime_error("no data folder at " + installed.string() + " or " + built_from.string() +
                           "; set LANTIAN_DATA");
}

}  // namespace lantian::io
