// Several processes on one file, here several Stores: whatever they do and in whatever order, the ledger is the fold of
// the documents in it, nothing is told that is not there and nothing is lost that was not told.

#include <sqlite3.h>

#include <random>
#include <set>
#include <thread>

#include "base/sha256.h"
#include "store/fixture.h"
#include "store/follow.h"
#include "store/schema.h"

namespace casus::store {
namespace {

class ProcessesTest : public StoreTest {
 protected:
  // What a store says that took in the same documents by itself, at once.
  std::string fresh(const std::map<std::string, Reading>& readings) {
    std::filesystem::remove_all(path("fresh.casus"));
    auto store = Store::open(path("fresh.casus"), Store::Mode::kWrite);
    std::vector<Reading> batch;
    for (const auto& [id, r] : readings) batch.push_back(r);
    EXPECT_TRUE(store && store->put(batch) && store->settle(reg()));
    const std::string out = *store->digest();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path("fresh.casus") + end);
    return out;
  }
  [[nodiscard]] std::string bytes(const char* name = "t.casus") const {
    std::ifstream in(path(name), std::ios::binary);
    return sha256(std::string(std::istreambuf_iterator<char>(in), {}));
  }
  void sql(const std::string& statements) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, statements.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
  }
  [[nodiscard]] int64_t number(const char* query) const {
    sqlite3* db = nullptr;
    sqlite3_open(path().c_str(), &db);
    int64_t out = -1;
    if (Query q(db, query); q.step()) out = q.number(0);
    sqlite3_close(db);
    return out;
  }
};

std::vector<Reading> in_order(std::vector<Reading> history) {
  std::sort(history.begin(), history.end(),
            [](const auto& a, const auto& b) { return ledger::before(a.document, b.document); });
  return history;
}

std::string say(const ledger::Commitment& c, std::size_t change) {
  return c.id + (change == ledger::Ledger::kNoChange ? " made" : " " + c.changes[change].rule);
}

TEST_F(ProcessesTest, FollowingKeepsPaceWithFoldingAnew) {
  Store store = open();
  Follow follow(store, reg());
  std::map<std::string, Reading> kept;
  std::set<std::string> made;
  for (const Reading& r : in_order(histories::Maker(77).history(80))) {
    const auto alerts = follow.take(r, say);
    ASSERT_TRUE(alerts) << alerts.error().text();
    for (const Alert& alert : *alerts) made.insert(alert.text.substr(0, alert.text.find(' ')));
    kept[r.document.id] = r;
    EXPECT_TRUE(*store.settled());
    EXPECT_TRUE(follow.take(r, say)->empty()) << "the same document again";
  }
  EXPECT_EQ(lines_of(store, {}), lines_of(folded(kept), {}));
  EXPECT_EQ(made.size(), store.totals()->commitments) << "one was made and not told";
}

// The rows of one process, renumbered by another: what lost commitments for good.
TEST_F(ProcessesTest, WhoFollowsNoticesThatAnotherWrote) {
  const std::vector<Reading> history = in_order(histories::Maker(21).history(120));
  Store one = open(), two = open();
  Follow follow(one, reg());
  std::map<std::string, Reading> kept;
  for (std::size_t i = 60; i < history.size(); ++i) {
    ASSERT_TRUE(follow.take(history[i], say));
    kept[history[i].document.id] = history[i];
    if (i % 20 != 0) continue;
    const Reading& older = history[(i - 60) / 2];  // comes before all of them, so all rows move
    ASSERT_TRUE(two.put({older}));
    kept[older.document.id] = older;
    if (i % 40 == 0) {
      ASSERT_TRUE(two.settle(reg()));
    }
  }
  EXPECT_TRUE(*two.settled());
  EXPECT_EQ(*two.digest(), fresh(kept));
}

TEST_F(ProcessesTest, AnyInterleavingOfWritersEndsAtTheFold) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    Store first = open(), second = open(), third = open();
    Follow one(first, reg()), two(second, reg());
    histories::Maker maker(seed);
    std::vector<Reading> history = maker.history(50);
    std::shuffle(history.begin(), history.end(), std::mt19937(seed));
    std::map<std::string, Reading> kept;
    for (Reading& r : history) {
      if (!kept.empty() && maker.below(8) == 0) r.document.id = kept.begin()->first;  // a correction
      const int what = maker.below(12);
      if (what < 8) {
        const auto alerts = (what < 4 ? one : two).take(r, say);
        ASSERT_TRUE(alerts) << alerts.error().text();
        EXPECT_TRUE(*third.settled());
        if (what % 2 == 0) {
          ASSERT_TRUE(third.told(*alerts));
        }
      } else {
        ASSERT_TRUE(third.put({r}));
        if (what == 9) {
          ASSERT_TRUE(third.settle(reg()));
        }
      }
      kept[r.document.id] = r;
      if (what == 10) {
        const std::string gone = std::next(kept.begin(), maker.below(int(kept.size())))->first;
        ASSERT_TRUE(*third.forget(gone));
        kept.erase(gone);
      }
      // A program of older rules folded it in its own way.
      if (what == 11) {
        sql("update meta set value = '0 older' where key = 'rules'; delete from commitments where n % 2 = 0");
      }
    }
    ASSERT_TRUE(second.settle(reg()));
    EXPECT_EQ(*first.digest(), fresh(kept)) << "seed " << seed;
  }
}

TEST_F(ProcessesTest, ManyMakeOneFileAndWriteAtOnce) {
  const std::vector<Reading> history = histories::Maker(5).history(48);
  std::vector<std::thread> writers;
  std::vector<std::string> errors(6);
  for (std::size_t w = 0; w < errors.size(); ++w) {
    writers.emplace_back([&, w] {
      auto store = Store::open(path(), Store::Mode::kWrite);
      if (!store) {
        errors[w] = store.error().text();
        return;
      }
      Follow follow(*store, reg());
      for (std::size_t i = w; i < history.size(); i += errors.size()) {
        const auto alerts = follow.take(history[i], say);
        if (!alerts) errors[w] = alerts.error().text();
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  for (const std::string& error : errors) EXPECT_EQ(error, "");
  std::map<std::string, Reading> kept;
  for (const Reading& r : history) kept[r.document.id] = r;
  EXPECT_EQ(*open().digest(), fresh(kept));
}

TEST_F(ProcessesTest, ADocumentThatCannotBeWrittenWhollyLeavesNothing) {
  const std::vector<Reading> history = in_order(histories::Maker(31).history(40));
  std::map<std::string, Reading> kept;
  Store store = open();
  Follow follow(store, reg());
  for (std::size_t i = 0; i + 1 < history.size(); ++i) {
    ASSERT_TRUE(follow.take(history[i], say));
    kept[history[i].document.id] = history[i];
  }
  const std::string before = *store.digest();
  const std::size_t untold = store.untold()->size();
  Reading large = history.back();
  large.document.text += std::string(100000, 'x');
  large.characters = uint32_t(large.document.text.size());
  large.sha256 = sha256(large.document.text);
  store.limit_growth(2);
  EXPECT_FALSE(follow.take(large, say));
  EXPECT_EQ(*store.digest(), before);
  EXPECT_EQ(store.untold()->size(), untold);
  store.limit_growth(100000);
  ASSERT_TRUE(follow.take(large, say));
  kept[large.document.id] = large;
  EXPECT_EQ(*store.digest(), fresh(kept));
}

TEST_F(ProcessesTest, AnAlertStaysUntilItWasTold) {
  std::vector<std::string> all;
  std::vector<Alert> last;
  std::string last_id;
  {
    Store store = open();
    Follow follow(store, reg());
    for (const Reading& r : in_order(histories::Maker(8).history(30))) {
      const auto alerts = follow.take(r, say);
      ASSERT_TRUE(alerts);
      for (const Alert& alert : *alerts) all.push_back(alert.text);
      if (alerts->empty()) continue;
      last = *alerts;
      last_id = r.document.id;
    }
  }  // killed before it told any
  Store next = open();
  std::vector<std::string> untold;
  const auto alerts = next.untold();
  ASSERT_TRUE(alerts);
  for (const Alert& alert : *alerts) untold.push_back(alert.text);
  ASSERT_GT(untold.size(), 10U);
  EXPECT_EQ(untold, all);
  ASSERT_TRUE(next.told({alerts->begin(), alerts->begin() + 5}));
  EXPECT_EQ(next.untold()->size(), all.size() - 5);
  EXPECT_EQ(next.untold()->front().text, all[5]);
  ASSERT_TRUE(*next.forget(last_id));
  EXPECT_EQ(next.untold()->size(), all.size() - 5 - last.size()) << "alerts of a document that was forgotten";
}

TEST_F(ProcessesTest, WhatIsLateIsToldWithoutWhatWasKnown) {
  const std::vector<Reading> history = in_order(histories::Maker(12).history(60));
  Store store = open();
  Follow follow(store, reg());
  std::set<std::string> told;
  const auto take = [&](const Reading& r) {
    const auto alerts = follow.take(r, say);
    ASSERT_TRUE(alerts);
    for (const Alert& alert : *alerts) told.insert(alert.text);
    const std::size_t all = store.totals()->commitments;
    EXPECT_LT(alerts->size(), std::max<std::size_t>(all, 8)) << "all was told again";
  };
  for (std::size_t i = 0; i < history.size(); i += 2) take(history[i]);
  for (std::size_t i = 1; i < history.size(); i += 2) take(history[i]);
  const auto listed = store.list({}, {});
  for (const Listed& one : *listed) {
    const ledger::Commitment c = **store.commitment(one.commitment.id);
    if (c.changes.empty()) {
      EXPECT_TRUE(told.contains(c.id + " made")) << c.id;
    }
    for (std::size_t i = 0; i < c.changes.size(); ++i) EXPECT_TRUE(told.contains(say(c, i))) << say(c, i);
  }
}

TEST_F(ProcessesTest, WhoReadsStaysAtOneMoment) {
  const std::vector<Reading> history = histories::Maker(41).history(100);
  Store writer = open();
  ASSERT_TRUE(writer.put({history.begin(), history.begin() + 50}) && writer.settle(reg()));
  auto reader = Store::open(path(), Store::Mode::kRead);
  ASSERT_TRUE(reader && reader->settle(reg()));
  const std::string before = *reader->digest();
  const auto lines = lines_of(*reader, {});
  ASSERT_TRUE(writer.put(history) && writer.settle(reg()));
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(*writer.forget(history[std::size_t(i)].document.id));
  ASSERT_TRUE(writer.settle(reg()));
  EXPECT_EQ(lines_of(*reader, {}), lines);
  EXPECT_EQ(*reader->digest(), before);
  EXPECT_EQ(reader->totals()->documents, 50U);
  EXPECT_EQ(Store::open(path(), Store::Mode::kRead)->totals()->documents, 90U);
}

TEST_F(ProcessesTest, WhoReadsWritesNothingAndAnswersAllTheSame) {
  std::map<std::string, Reading> kept;
  for (const Reading& r : histories::Maker(51).history(60)) kept[r.document.id] = r;
  {
    Store writer = open();
    for (const auto& [id, r] : kept) ASSERT_TRUE(writer.put({r}));
  }
  const auto wanted = lines_of(folded(kept), {});
  const auto ask = [&](const char* what) {
    const std::string before = bytes();
    {
      auto reader = Store::open(path(), Store::Mode::kRead);
      ASSERT_TRUE(reader) << what << ": " << reader.error().text();
      const auto folded = reader->settle(reg());
      ASSERT_TRUE(folded) << what << ": " << folded.error().text();
      EXPECT_TRUE(*folded) << what;
      EXPECT_EQ(lines_of(*reader, {}), wanted) << what;
      EXPECT_FALSE(reader->put({kept.begin()->second}, {.reread = true})) << what;
    }
    EXPECT_EQ(bytes(), before) << what;
    EXPECT_FALSE(std::filesystem::exists(path() + "-wal")) << what;
  };
  ask("behind its documents");
  ASSERT_TRUE(open().settle(reg()));
  sql("update meta set value = '0 other' where key = 'rules'; delete from commitments");
  ask("of other rules");
}

TEST_F(ProcessesTest, AnEmptyFileIsNoLedgerAndStaysEmpty) {
  std::ofstream{path()};
  for (const Store::Mode mode : {Store::Mode::kRead, Store::Mode::kChange}) {
    const auto store = Store::open(path(), mode);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().cause, Cause::kNotFound);
    EXPECT_NE(store.error().text().find("casus ingest"), std::string::npos);
    EXPECT_EQ(std::filesystem::file_size(path()), 0U);
  }
  EXPECT_EQ(Store::open(path("none"), Store::Mode::kChange).error().cause, Cause::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(path("none")));
}

Reading part_of(const Reading& r, const std::string& id, int part, int parts) {
  Reading out = r;
  out.document.id = part == 0 ? id : id + "#" + std::to_string(part);
  out.document.part = part;
  out.document.parts = parts;
  return out;
}

TEST_F(ProcessesTest, PartsOfADispatchComeAndGoTogether) {
  const std::vector<Reading> texts = histories::Maker(61).history(8);
  Store store = open();
  Follow follow(store, reg());
  const Reading other = part_of(texts[7], "x#1", 0, 0);  // a given id that looks like that of a part
  const auto check = [&](std::vector<Reading> wanted, const char* what) {
    ASSERT_TRUE(store.settle(reg()));
    std::map<std::string, Reading> kept;
    wanted.push_back(other);
    for (std::size_t i = 0; i < wanted.size(); ++i) kept[std::to_string(i)] = wanted[i];
    EXPECT_EQ(*store.digest(), fresh(kept)) << what;
  };
  ASSERT_TRUE(store.put({other}));
  std::vector<Reading> three, two;
  for (int i = 1; i <= 3; ++i) three.push_back(part_of(texts[std::size_t(i)], "x", i, 3));
  for (int i = 1; i <= 2; ++i) two.push_back(part_of(texts[std::size_t(i)], "x", i, 2));
  const Reading whole = part_of(texts[4], "x", 0, 0);
  EXPECT_EQ(store.put(three)->added, 3U);
  check(three, "three parts");
  EXPECT_EQ(store.put(three)->same, 3U);
  ASSERT_TRUE(store.put(two));
  check(two, "the third cut off");
  ASSERT_TRUE(follow.take(whole, say));
  check({whole}, "corrected to a short text");
  for (const Reading& r : three) ASSERT_TRUE(follow.take(r, say));
  check(three, "and to a long one");
  EXPECT_EQ((*store.reading("x", 2))->document.text, three[1].document.text);
  EXPECT_EQ((*store.reading("x#1"))->document.text, other.document.text);
  EXPECT_TRUE(*store.forget("x"));
  check({}, "forgotten");
}

// A ledger of yesterday: read as it is, and brought up to date by the first who writes.
TEST_F(ProcessesTest, AnOlderSchemaIsReadAsItIsAndKeptWhenBroughtUpToDate) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
  ASSERT_TRUE(migrate(db, 2));
  const std::string insert = "insert into documents (id, language, text, quotes, characters, sha256, versions) values ";
  const std::string rows = insert + "('a', 'en', 'Short.', '', 6, 'h', '0 m l'), ('b#1', 'en', '" +
                           std::string(600000, 'x') +
                           "', '', 600000, 'h', '0 m l'), ('b#2', 'en', 'Rest.', '', 5, 'h', '0 m l')," +
                           " ('c#1', 'en', 'Short.', '', 6, 'h', '0 m l'), ('c#01', 'en', 'Short.', '', 6, 'h', '0 m "
                           "l'), ('b#x', 'en', 'Short.', '', 6, 'h', '0 m l');"
                           "insert into sentences select seq, 0, 0, 5 from documents";
  ASSERT_EQ(sqlite3_exec(db, rows.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
  const std::string before = bytes();
  {
    auto reader = Store::open(path(), Store::Mode::kRead);
    ASSERT_TRUE(reader && reader->settle(reg()));
    EXPECT_EQ(reader->totals()->documents, 6U);
    EXPECT_EQ(reader->gear()->name, "fast") << "there was one gear";
    EXPECT_TRUE(reader->gear()->older);
    EXPECT_EQ((*reader->reading("b#2"))->document.text, "Rest.");
  }
  EXPECT_EQ(bytes(), before);
  {
    Store writer = open();
    EXPECT_EQ(writer.totals()->documents, 6U);
    EXPECT_EQ((*writer.reading("b", 2))->document.text, "Rest.");
    EXPECT_EQ((*writer.reading("b", 2))->document.parts, 2);
    EXPECT_EQ((*writer.reading("a"))->sentences.size(), 1U);
    for (const char* given : {"c#1", "c#01", "b#x"}) EXPECT_TRUE((*writer.reading(given)).has_value()) << given;
    EXPECT_TRUE(*writer.forget("b"));
    EXPECT_EQ(writer.totals()->documents, 4U);
  }
  EXPECT_EQ(number("select count(*) from sentences"), 4);
  EXPECT_EQ(number("select count(*) from search where search match 'short'"), 4);
  EXPECT_EQ(number("select count(*) from pragma_foreign_key_check"), 0);
}

}  // namespace
}  // namespace casus::store
