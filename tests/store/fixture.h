// What tests of the store share: a folder of their own, the register, and what a store or a fold says line by line.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "ledger/histories.h"
#include "store/store.h"

namespace casus::store {

inline const ledger::Register& reg() {
  static const lexicon::Tables tables = lexicon::Tables::compiled_in().value();
  static const auto opened = ledger::Register::open(tables);
  return *opened;
}

inline std::string line(const ledger::Commitment& c, const ledger::Standing& s) {
  std::string out = c.id + " " + std::string(name(c.kind)) + " " + (s.status ? std::string(name(*s.status)) : "-") +
                    " " + (s.since ? s.since->iso() : "-") + " " + s.rule + (s.presumed ? " presumed" : "");
  for (const std::string& side : c.holder) out += " " + side;
  out += " ->";
  for (const std::string& side : c.counterparty) out += " " + side;
  return out + " " + c.act.deed + " " + c.trigger.deed;
}

inline std::vector<std::string> lines_of(const ledger::Ledger& book, const ledger::AsOf& as_of) {
  std::vector<std::string> out;
  for (const ledger::Commitment& c : book.commitments()) {
    const ledger::Standing s = ledger::standing(c, as_of);
    if (s.exists) out.push_back(line(c, s));
  }
  std::sort(out.begin(), out.end());
  return out;
}

inline std::vector<std::string> lines_of(Store& store, const ledger::AsOf& as_of) {
  std::vector<std::string> out;
  const auto listed = store.list({}, as_of);
  EXPECT_TRUE(listed) << listed.error().text();
  for (const Listed& one : *listed) out.push_back(line(one.commitment, one.standing));
  std::sort(out.begin(), out.end());
  return out;
}

inline ledger::Ledger folded(const std::map<std::string, Reading>& readings, std::optional<Date> up_to = std::nullopt) {
  std::vector<const Reading*> order;
  for (const auto& [id, r] : readings) {
    if (!up_to || (r.document.date && *r.document.date <= *up_to)) order.push_back(&r);
  }
  std::sort(order.begin(), order.end(), [](auto* a, auto* b) { return ledger::before(a->document, b->document); });
  ledger::Ledger book(reg());
  for (const Reading* r : order) book.add(*r);
  return book;
}

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("casus-store-" + std::to_string(getpid()) + "-" +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string path(const char* name = "t.casus") const { return (folder_ / name).string(); }
  Store open() {
    auto store = Store::open(path(), Store::Mode::kWrite);
    if (!store) throw std::runtime_error(store.error().text());
    return std::move(*store);
  }
  std::filesystem::path folder_;
};

}  // namespace casus::store
