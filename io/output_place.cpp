#include "io/output_place.hpp"

#include <algorithm>
#include <vector>

#include "io/atomic_file.hpp"

namespace lantian::io {
namespace {

namespace fs = std::filesystem;

const char* kind_of(fs::file_type type) {
  switch (type) {
    case fs::file_type::regular:
      return "a file";
    case fs::file_type::directory:
      return "a folder";
    case fs::file_type::fifo:
      return "a pipe";
    case fs::file_type::socket:
      return "a socket";
    default:
      return "a device";
  }
}

}  // namespace

void check_output_folder(const fs::path& folder, Diagnostics& diagnostics) {
  std::error_code failed;
  std::vector<fs::path> missing;  // the innermost first
  auto path = fs::absolute(folder);
  for (; !fs::exists(path, failed) && path.has_relative_path(); path = path.parent_path())
    missing.push_back(path);
  if (const auto type = fs::status(path, failed).type(); !failed && type != fs::file_type::directory) {
    diagnostics.add("output_not_a_folder", {},
                    {{"value", folder.string()}, {"file", path.string()}, {"kind", kind_of(type)}});
    return;
  }
  fs::create_directories(folder, failed);
  if (failed)
    diagnostics.add("output_not_a_folder", {}, {{"value", folder.string()}, {"system", failed.message()}});
  for (const auto& made : missing) fs::remove(made, failed);
}

bool leads_out(const fs::path& folder, const fs::path& name) {
  std::error_code failed;
  const fs::path root = fs::weakly_canonical(fs::absolute(folder), failed) / "";
  if (failed) return true;
  const fs::path parent = fs::weakly_canonical(fs::absolute(folder / name).parent_path(), failed) / "";
  if (failed) return true;
  const auto last = std::prev(root.end());  // the empty part after the last slash
  return std::mismatch(root.begin(), last, parent.begin(), parent.end()).first != last;
}

fs::path target_inside(const fs::path& folder, const fs::path& name) {
  if (leads_out(folder, name)) throw WriteFailure(folder / name, "a link leads out of the folder");
  return folder / name;
}

void check_output_file(const fs::path& file, Diagnostics& diagnostics) {
  std::error_code failed;
  const auto type = fs::status(file, failed).type();
  if (type != fs::file_type::not_found && type != fs::file_type::none && type != fs::file_type::regular)
    return diagnostics.add("file_not_regular", {}, {{"value", file.string()}, {"kind", kind_of(type)}});
  if (!file.has_filename())  // "tables/" that is not there yet
    return diagnostics.add("file_not_regular", {}, {{"value", file.string()}, {"kind", "a folder"}});
  check_output_folder(fs::absolute(file).parent_path(), diagnostics);
}

}  // namespace lantian::io
