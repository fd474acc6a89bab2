#include "cli/folder.h"

#include <algorithm>

namespace casus::cli {

std::vector<std::string> Folder::news() {
  std::vector<std::string> out;
  std::error_code failed;
  for (const auto& file : std::filesystem::directory_iterator(path_, failed)) {
    if (!file.is_regular_file(failed) || file.path().filename().string().starts_with('.')) continue;
    const auto stamp = std::pair(file.last_write_time(failed), file.file_size(failed));
    auto& seen = seen_[file.path().string()];
    if (seen != stamp) out.push_back(file.path().string());
    seen = stamp;
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace casus::cli
