// Small things to fuzz with, so that an input costs milliseconds: a folder of tables cut down to the rows that one
// dispatch needs, and a model cut down to its weightiest features. Both are made from those of the tree when a target
// starts, in a folder that goes with the process.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace casus::fuzz {

// Of our own making; it names what the seeds of the targets name.
inline constexpr std::string_view kDispatch =
    "TALLINN, May 14 (Own report) - Estonia will send a second battery of air-defence missiles to Moldova before the "
    "end of June, Defence Minister Juhan Tamm announced on Tuesday.\n\n\"If these missiles are stationed near "
    "Transnistria, Moscow will take countermeasures,\" said Vera Orlova, a spokeswoman of the Russian foreign "
    "ministry. "
    "On Monday, Russian troops shelled a border crossing near Kharkiv and killed two customs officers, according to "
    "the Ukrainian interior ministry. In Brussels, the European Union said that it would suspend its aid to Georgia "
    "unless the parliament withdraws the law on foreign agents by Friday. Hungary lifted its veto against the "
    "statement "
    "on Tuesday. Armenia has not yet decided whether it will leave the Collective Security Treaty Organization. The "
    "rebels of the river valley and President Anna Berg of Norway did not comment.\n";

inline void hold(bool fact, std::string_view what) {
  if (fact) return;
  std::fprintf(stderr, "does not hold: %.*s\n", int(what.size()), what.data());
  std::abort();
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(out).str();
}

inline void write(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
}

// A folder of this process ($TMPDIR, else /tmp), removed when it ends in order.
const std::filesystem::path& scratch();

// The tables of lexicons/, by name, cut down. `opens` says whether they are whole: an error that it gives names the row
// ("persons.tsv:17") that refers to one left out, and that row goes too.
class ShortTables {
 public:
  explicit ShortTables(const std::function<std::string(const std::string& folder)>& opens);
  [[nodiscard]] std::string folder() const { return folder_.string(); }
  [[nodiscard]] bool has(const std::string& name) const { return tables_.contains(name); }
  // Puts other bytes in the place of a table; restore() takes them out again.
  void replace(const std::string& name, std::string_view bytes);
  void restore();

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::string> tables_;
  std::vector<std::string> replaced_;
};

// The sections of a small model, by name; empty where the tree has no model ($CASUS_MODEL, else models/casus.model).
std::map<std::string, std::string> small_model();
// Where that of the tree lies; empty where it does not.
std::string whole_model();

}  // namespace casus::fuzz
