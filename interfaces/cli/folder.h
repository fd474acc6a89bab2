// A folder that is followed, with its sub-folders: the files that are whole and have come or changed since it was last
// looked at. A file is whole once two looks, far enough apart, saw it unchanged: same size, same times, same inode. No
// clock is compared with that of the file system. Memory follows the number of files; so does the time of a look.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace casus::cli {

class Folder {
 public:
  // `still`: for how long a file must not have changed; 0 takes it as it is.
  Folder(std::string path, std::chrono::milliseconds still) : path_(std::move(path)), still_(still) {}

  // Paths in order. Left out: hidden files and folders, names that programs give to unfinished files (`x~`, `x.part`,
  // `x.tmp` …), what is no file (pipes, devices), and folders behind symbolic links. What cannot be looked into is said
  // on the standard error when that begins; of the folder itself also when it ends, and when another file system is
  // mounted there.
  std::vector<std::string> news();
  [[nodiscard]] bool troubled() const { return !unread_.empty(); }  // by the last look

 private:
  using Clock = std::chrono::steady_clock;
  struct Stamp {
    std::uint64_t device, inode;
    std::int64_t size, written, changed;  // nanoseconds of its file system's clock
    bool operator==(const Stamp&) const = default;
  };
  struct Seen {
    Stamp stamp;
    Clock::time_point since;
    bool taken;
  };
  void look_at_device();
  // Adds the folders and files found; what kept it from looking, where something did.
  std::string look_into(const std::string& folder, std::vector<std::string>& folders, std::vector<std::string>& files);
  void look_at(const std::string& file, const Stamp& stamp, Clock::time_point before, std::vector<std::string>& files);

  std::string path_;
  std::chrono::milliseconds still_;
  std::unordered_map<std::string, Seen> seen_, seen_before_;  // by this look, by the one before
  std::set<std::string> unread_;
  std::optional<std::uint64_t> device_;
};

}  // namespace casus::cli
