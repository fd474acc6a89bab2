// The store against the ledger in memory: after any interleaving of ingesting, repeating, replacing and forgetting,
// both say the same; what was read comes back as it was; what cannot be written says so.

#include <sqlite3.h>

#include "store/fixture.h"

namespace casus::store {
namespace {

TEST_F(StoreTest, EqualsTheFoldInMemoryAfterAnyInterleaving) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    Store store = open();
    histories::Maker maker(seed);
    std::map<std::string, Reading> kept;
    std::vector<Reading> history = maker.history(120);
    std::shuffle(history.begin(), history.end(), std::mt19937(seed));
    std::size_t next = 0;
    while (next < history.size()) {
      const int what = maker.below(10);
      if (what < 6) {
        const std::size_t n = std::min(history.size() - next, std::size_t(1 + maker.below(20)));
        const std::vector<Reading> batch(history.begin() + long(next), history.begin() + long(next + n));
        const auto counts = store.put(batch);
        ASSERT_TRUE(counts) << counts.error().text();
        EXPECT_EQ(counts->added, n);
        for (const Reading& r : batch) kept[r.document.id] = r;
        next += n;
      } else if (what == 6 && !kept.empty()) {
        const auto counts = store.put({kept.begin()->second});
        ASSERT_TRUE(counts);
        EXPECT_EQ(counts->same, 1u);
      } else if (what == 7 && !kept.empty()) {
        Reading other = maker.reading(1000);
        other.document.id = kept.rbegin()->first;
        const auto counts = store.put({other});
        ASSERT_TRUE(counts);
        EXPECT_EQ(counts->replaced, 1u);
        kept[other.document.id] = other;
      } else if (what == 8 && !kept.empty()) {
        const std::string id = std::next(kept.begin(), maker.below(int(kept.size())))->first;
        EXPECT_TRUE(*store.forget(id));
        EXPECT_FALSE(*store.forget(id));
        kept.erase(id);
      } else {
        ASSERT_TRUE(store.settle(reg()));
      }
    }
    const auto settled = store.settle(reg());
    ASSERT_TRUE(settled) << settled.error().text();
    EXPECT_EQ(lines_of(store, {}), lines_of(folded(kept), {})) << "seed " << seed;
    for (int month = 0; month < 30; month += 5) {
      const Date day = Date::of(2020, 1, 1)->plus_months(month);
      EXPECT_EQ(lines_of(store, {day, day}), lines_of(folded(kept), {day, day})) << "seed " << seed;
      // As known on a day, the ledger is the one that a replay up to that day gives.
      EXPECT_EQ(lines_of(store, {day, day}), lines_of(folded(kept, day), {day, day}))
          << "seed " << seed << " " << day.iso();
    }
  }
}

TEST_F(StoreTest, AReadingComesBackAsItWas) {
  Store store = open();
  const std::vector<Reading> history = histories::Maker(5).history(40);
  ASSERT_TRUE(store.put(history));
  for (const Reading& r : history) {
    const auto back = store.reading(r.document.id);
    ASSERT_TRUE(back && *back);
    const Reading& b = **back;
    EXPECT_EQ(b.document.text, r.document.text);
    EXPECT_EQ(b.document.date, r.document.date);
    EXPECT_EQ(b.document.title, r.document.title);
    EXPECT_EQ(b.versions.lexicons, r.versions.lexicons);
    ASSERT_EQ(b.events.size(), r.events.size());
    for (std::size_t i = 0; i < r.events.size(); ++i) {
      EXPECT_EQ(b.events[i].deed, r.events[i].deed);
      EXPECT_EQ(b.events[i].part_of, r.events[i].part_of);
      EXPECT_EQ(b.events[i].trigger.text, r.events[i].trigger.text);
      EXPECT_EQ(b.events[i].status, r.events[i].status);
      ASSERT_EQ(b.events[i].actor.size(), r.events[i].actor.size());
      ASSERT_EQ(b.events[i].recipient.size(), r.events[i].recipient.size());
      ASSERT_EQ(b.events[i].object.has_value(), r.events[i].object.has_value());
      if (r.events[i].object) {
        EXPECT_EQ(b.events[i].object->concept_id, r.events[i].object->concept_id);
      }
    }
    ASSERT_EQ(b.entries.size(), r.entries.size());
    for (std::size_t i = 0; i < r.entries.size(); ++i) {
      EXPECT_EQ(b.entries[i].kind, r.entries[i].kind);
      EXPECT_EQ(b.entries[i].holder, r.entries[i].holder);
      EXPECT_EQ(b.entries[i].counterparty, r.entries[i].counterparty);
      EXPECT_EQ(b.entries[i].withdraws, r.entries[i].withdraws);
      EXPECT_EQ(b.entries[i].said_on, r.entries[i].said_on);
      EXPECT_EQ(b.entries[i].evidence.front().text, r.entries[i].evidence.front().text);
      ASSERT_EQ(b.entries[i].condition.has_value(), r.entries[i].condition.has_value());
      if (r.entries[i].condition) {
        EXPECT_EQ(b.entries[i].condition->negated, r.entries[i].condition->negated);
      }
      ASSERT_EQ(b.entries[i].deadline.has_value(), r.entries[i].deadline.has_value());
      if (r.entries[i].deadline) {
        EXPECT_EQ(b.entries[i].deadline->to, r.entries[i].deadline->to);
      }
    }
  }
}

TEST_F(StoreTest, WhatOtherVersionsReadIsReplacedOnlyWhereAsked) {
  Store store = open();
  std::vector<Reading> history = histories::Maker(6).history(5);
  ASSERT_TRUE(store.put(history));
  for (Reading& r : history) r.versions.lexicons = "another";
  EXPECT_EQ(store.put(history)->same, 5U);
  EXPECT_EQ(store.put(history, {.reread = true})->replaced, 5U);
  EXPECT_EQ(store.put(history, {.reread = true})->same, 5U);
}

std::vector<Reading> in_gear(std::vector<Reading> readings, const char* gear) {
  for (Reading& r : readings) r.versions.gear = gear;
  return readings;
}

TEST_F(StoreTest, KeepsToOneGearUnlessMixed) {
  Store store = open();
  EXPECT_EQ(store.gear()->name, "");
  const std::vector<Reading> fast = in_gear(histories::Maker(3).history(6), "fast");
  const std::vector<Reading> more = in_gear(histories::Maker(4).history(12), "accurate");
  ASSERT_TRUE(store.put({fast.begin(), fast.begin() + 3}));
  EXPECT_EQ(store.gear()->name, "fast");
  EXPECT_FALSE(store.gear()->older);
  const auto refused = store.put({more.begin() + 6, more.end()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().cause, Cause::kUsage);
  EXPECT_EQ(refused.error().place, path());
  EXPECT_EQ(store.totals()->documents, 3U) << "nothing of the batch came in";
  ASSERT_TRUE(store.put({more.begin() + 6, more.end()}, {.mixed = true}));
  EXPECT_EQ(store.gear()->name, "mixed");
  EXPECT_TRUE(store.put({fast.begin() + 3, fast.end()})) << "a mixed ledger takes both";
  ASSERT_TRUE(store.unmix());
  EXPECT_EQ(store.gear()->name, "mixed");
}

TEST_F(StoreTest, ALedgerReadAgainIsOfTheOtherGear) {
  Store store = open();
  const std::vector<Reading> fast = in_gear(histories::Maker(3).history(6), "fast");
  const std::vector<Reading> accurate = in_gear(fast, "accurate");
  ASSERT_TRUE(store.put(fast));
  const auto rows = store.rows_of_others(accurate[0].versions);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 6U);
  EXPECT_TRUE(store.rows_of_others(fast[0].versions)->empty());
  for (std::size_t i = 0; i < 6; ++i) {
    const auto document = store.document((*rows)[i]);
    ASSERT_TRUE(document && *document);
    EXPECT_EQ((*document)->id, fast[i].document.id);
    EXPECT_EQ((*document)->text, fast[i].document.text);
    EXPECT_EQ((*document)->date, fast[i].document.date);
  }
  EXPECT_FALSE(*store.document(1'000'000));
  // Cut short after four: of both gears until the rest has come.
  const Taking again{.reread = true, .mixed = true};
  ASSERT_TRUE(store.put({accurate.begin(), accurate.begin() + 4}, again));
  EXPECT_EQ(store.gear()->name, "mixed");
  EXPECT_EQ(store.rows_of_others(accurate[0].versions)->size(), 2U);
  EXPECT_FALSE(*store.document(rows->front())) << "what was read again stands in another row";
  ASSERT_TRUE(store.put({accurate.begin() + 4, accurate.end()}, again));
  ASSERT_TRUE(store.unmix());
  EXPECT_EQ(store.gear()->name, "accurate");
  EXPECT_EQ(store.totals()->documents, 6U);
}

TEST_F(StoreTest, ReadingAgainBringsNothingBackThatWasForgottenOrReplacedMeanwhile) {
  Store store = open();
  const std::vector<Reading> fast = in_gear(histories::Maker(3).history(3), "fast");
  ASSERT_TRUE(store.put(fast));
  const std::vector<Reading> again = in_gear(fast, "accurate");
  std::vector<Reading> corrected = {fast[1]};
  corrected[0].document.title = "Corrected";
  ASSERT_TRUE(*store.forget(std::string(whole_id(fast[0].document))));
  ASSERT_TRUE(store.put(corrected));
  const auto counts = store.put(again, {.reread = true, .mixed = true, .held = true});
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->replaced, 1U);
  EXPECT_EQ(counts->added, 0U);
  EXPECT_FALSE(store.reading(fast[0].document.id)->has_value());
  EXPECT_EQ((*store.reading(fast[1].document.id))->document.title, "Corrected");
  EXPECT_EQ((*store.reading(fast[2].document.id))->versions.gear, "accurate");
}

TEST_F(StoreTest, TheOrderOfComingDoesNotMatter) {
  std::vector<Reading> history = histories::Maker(9).history(100);
  Store one = open();
  ASSERT_TRUE(one.put(history));
  ASSERT_TRUE(one.settle(reg()));
  auto two = Store::open(path("other.casus"), Store::Mode::kWrite);
  ASSERT_TRUE(two);
  std::reverse(history.begin(), history.end());
  for (const Reading& r : history) ASSERT_TRUE(two->put({r}));
  ASSERT_TRUE(two->settle(reg()));
  EXPECT_EQ(*one.digest(), *two->digest());
}

TEST_F(StoreTest, ACommitmentIsFoundByItsIdOrTheStartOfIt) {
  Store store = open();
  ASSERT_TRUE(store.put(histories::Maker(3).history(60)));
  ASSERT_TRUE(store.settle(reg()));
  const auto listed = store.list({}, {});
  ASSERT_TRUE(listed);
  ASSERT_FALSE(listed->empty());
  const std::string id = listed->front().commitment.id;
  const auto whole = store.commitment(id);
  const auto part = store.commitment(id.substr(0, 8));
  ASSERT_TRUE(whole && *whole && part && *part);
  EXPECT_EQ((*part)->id, id);
  EXPECT_FALSE((*whole)->evidence.empty());
  EXPECT_FALSE((*store.commitment("no such id")).has_value());
}

TEST_F(StoreTest, FiltersBySideKindStatusAndWords) {
  Store store = open();
  ASSERT_TRUE(store.put(histories::Maker(4).history(200)));
  ASSERT_TRUE(store.settle(reg()));
  Filter filter;
  filter.kinds = {EntryKind::kThreat};
  filter.holder = {"AAA"};
  const auto all = store.list(filter, {});
  ASSERT_TRUE(all);
  ASSERT_FALSE(all->empty());
  const EntryStatus wanted = *all->front().standing.status;
  filter.statuses = {wanted};
  const auto listed = store.list(filter, {});
  ASSERT_TRUE(listed);
  EXPECT_FALSE(listed->empty());
  EXPECT_LE(listed->size(), all->size());
  for (const Listed& one : *listed) {
    EXPECT_EQ(one.commitment.kind, EntryKind::kThreat);
    EXPECT_EQ(one.commitment.holder.front(), "AAA");
    EXPECT_EQ(one.standing.status, wanted);
  }
  filter = {};
  filter.text = "sanction \"";
  const auto worded = store.list(filter, {});
  ASSERT_TRUE(worded) << worded.error().text();
  EXPECT_FALSE(worded->empty());
}

TEST_F(StoreTest, TellsWhatIsNoLedger) {
  std::ofstream(path("text"))
      << "This is no database, it is a sentence that is long enough to be read as a header of one hundred bytes.\n";
  EXPECT_EQ(Store::open(path("text"), Store::Mode::kWrite).error().cause, Cause::kMalformed);
  EXPECT_EQ(Store::open(path("none"), Store::Mode::kRead).error().cause, Cause::kNotFound);
  EXPECT_EQ(Store::open(folder_.string(), Store::Mode::kWrite).error().cause, Cause::kUnreadable);
  EXPECT_EQ(Store::open("/no/such/folder/x", Store::Mode::kWrite).error().cause, Cause::kUnreadable);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path("other").c_str(), &other), SQLITE_OK);
  sqlite3_exec(other, "create table x (y)", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_EQ(Store::open(path("other"), Store::Mode::kWrite).error().cause, Cause::kMalformed);
}

TEST_F(StoreTest, AFullDiskIsAnErrorAndKeepsWholeDocuments) {
  Store store = open();
  ASSERT_TRUE(store.put(histories::Maker(1).history(50)));
  // A limit of pages stands for the full disk: SQLite gives the same code.
  store.limit_growth(4);
  std::vector<Reading> more = histories::Maker(2).history(3000);
  for (Reading& r : more) r.document.id = "x" + r.document.id;
  const auto counts = store.put(more);
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().cause, Cause::kUnwritable);
  EXPECT_EQ(store.totals()->documents, 50u);
}

TEST_F(StoreTest, AReadOnlyFileCanBeReadAndSaysThatItCannotBeWritten) {
  if (geteuid() == 0) GTEST_SKIP() << "root writes where it likes";
  { ASSERT_TRUE(open().put(histories::Maker(1).history(5))); }
  std::filesystem::permissions(path(), std::filesystem::perms::owner_read);
  EXPECT_EQ(Store::open(path(), Store::Mode::kWrite).error().cause, Cause::kUnwritable);
  EXPECT_TRUE(Store::open(path(), Store::Mode::kRead));
}

TEST_F(StoreTest, TwoWritersWaitForOneAnother) {
  Store one = open(), two = open();
  std::vector<Reading> history = histories::Maker(6).history(60);
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto counts = (i % 2 == 0 ? one : two).put({history[i]});
    ASSERT_TRUE(counts) << counts.error().text();
  }
  EXPECT_EQ(one.totals()->documents, 60u);
  ASSERT_TRUE(two.settle(reg()));
  EXPECT_TRUE(*one.settled());
}

}  // namespace
}  // namespace casus::store
