#include "cli/folder.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/output.h"

namespace casus::cli {
namespace {

bool unfinished(std::string_view name) {
  constexpr std::string_view kEndings[] = {"~", ".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp"};
  return name.starts_with('.') || std::any_of(std::begin(kEndings), std::end(kEndings),
                                              [&](std::string_view ending) { return name.ends_with(ending); });
}

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

std::vector<std::string> Folder::news() {
  std::vector<std::string> files, folders{path_};
  std::set<std::string> unread_before = std::exchange(unread_, {});
  seen_before_ = std::exchange(seen_, {});
  look_at_device();
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    const std::string trouble = look_into(folder, folders, files);
    const bool itself = folder == path_, before = unread_before.contains(folder);
    if (trouble.empty()) {
      if (itself && before) complain(folder + ": is there again");
      continue;
    }
    unread_.insert(folder);
    if (before) continue;
    std::string message = folder;
    message.append(": cannot be looked into: ").append(trouble).append(itself ? "; waiting for it" : "");
    complain(message);
  }
  if (troubled()) seen_.merge(seen_before_);  // what cannot be seen now was read nonetheless
  std::sort(files.begin(), files.end());
  return files;
}

void Folder::look_at_device() {
  struct stat is {};
  if (::stat(path_.c_str(), &is) != 0) return;
  if (device_ && *device_ != is.st_dev) complain(path_ + ": another file system is mounted there than before");
  device_ = is.st_dev;
}

std::string Folder::look_into(const std::string& folder, std::vector<std::string>& folders,
                              std::vector<std::string>& files) {
  namespace fs = std::filesystem;
  std::error_code failed, hidden;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    const std::string path = at->path().string();
    if (unfinished(at->path().filename().string())) continue;
    const Clock::time_point before = Clock::now();
    struct stat is {};
    if (::stat(path.c_str(), &is) != 0) {
      const bool nothing = errno == ENOENT || errno == ELOOP;  // gone meanwhile, or a link to nothing
      if (!nothing) hidden.assign(errno, std::generic_category());
      continue;
    }
    std::error_code unknown;
    if (S_ISDIR(is.st_mode) && !at->is_symlink(unknown)) folders.push_back(path);
    if (!S_ISREG(is.st_mode)) continue;
    look_at(path, {is.st_dev, is.st_ino, is.st_size, nanoseconds(is.st_mtim), nanoseconds(is.st_ctim)}, before, files);
  }
  if (failed == std::errc::no_such_file_or_directory && folder != path_) failed.clear();  // gone meanwhile
  if (!failed) failed = hidden;
  return failed ? failed.message() : "";
}

void Folder::look_at(const std::string& file, const Stamp& stamp, Clock::time_point before,
                     std::vector<std::string>& files) {
  const auto earlier = seen_before_.find(file);
  const bool same = earlier != seen_before_.end() && earlier->second.stamp == stamp;
  Seen seen = same ? earlier->second : Seen{stamp, Clock::now(), false};
  if (!seen.taken && (still_.count() == 0 || before - seen.since >= still_)) {
    seen.taken = true;
    files.push_back(file);
  }
  seen_[file] = seen;
}

}  // namespace casus::cli
