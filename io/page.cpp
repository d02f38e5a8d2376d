#include "io/page.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "io/atomic_file.hpp"
#include "io/data_folder.hpp"

namespace lantian::io {
namespace {

std::filesystem::path page_template(const std::string& name) {
  const std::string file = name + ".html";
  const std::filesystem::path installed = data_folder().parent_path() / file;
  return std::filesystem::exists(installed) ? installed : std::filesystem::path(LANTIAN_PAGES) / file;
}

/// Inside a script element only `<` can do harm.
std::string escaped_for_html(std::string json) {
  for (std::size_t at = 0; (at = json.find('<', at)) != std::string::npos; at += 6)
    json.replace(at, 1, "\\u003c");
  return json;
}

}  // namespace

bool has_page(const std::string& name) {
  std::error_code failed;
  return std::filesystem::is_regular_file(page_template(name), failed);
}

void write_page(const std::string& name, const std::string& json, const std::filesystem::path& target) {
  if (!has_page(name)) return;
  std::ifstream file(page_template(name), std::ios::binary);
  std::string html(std::istreambuf_iterator<char>(file), {});
  static const std::string mark = "/*DATA*/";
  const std::size_t at = html.find(mark);
  if (at == std::string::npos) throw std::runtime_error("the page " + name + " has no place for data");
  html.replace(at, mark.size(), escaped_for_html(json));
  write_atomically(target, html);
}

}  // namespace lantian::io
