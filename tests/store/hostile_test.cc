// A ledger file is input like any other: what another program, a newer casus, an accident or somebody who wishes us ill
// wrote is refused by name, and what stands in its cells is believed only where it can be.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "ledger/histories.h"
#include "store/guard.h"
#include "store/schema.h"
#include "store/store.h"

namespace casus::store {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const ledger::Register& reg() {
  static const lexicon::Tables tables = lexicon::Tables::compiled_in().value();
  static const auto opened = ledger::Register::open(tables);
  return *opened;
}

class HostileFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("casus-hostile-" + std::to_string(getpid()) + "-" +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    auto made = Store::open(path("good"), Store::Mode::kWrite);
    ASSERT_TRUE(made && made->put(histories::Maker(8).history(40)) && made->settle(reg()));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string path(const char* name) const { return (folder_ / name).string(); }

  // A copy of the good file, changed by these statements; without the types and constraints of its schema where
  // `loosely`, as a file that another program made may be.
  std::string changed(const std::string& sql, bool loosely = false) {
    const std::string file = path("bad");
    std::filesystem::remove(file);
    const auto run = [&](const std::string& statements) {
      sqlite3* db = nullptr;
      sqlite3_open(file.c_str(), &db);
      char* why = nullptr;
      EXPECT_EQ(sqlite3_exec(db, statements.c_str(), nullptr, nullptr, &why), SQLITE_OK) << statements << ": " << why;
      sqlite3_free(why);
      sqlite3_close(db);
    };
    std::filesystem::copy_file(path("good"), file);
    const std::string write = "pragma writable_schema = on; ";
    if (loosely) {
      run(write +
          "create table kept as select name, sql from sqlite_schema where type = 'table' and sql like '% strict%';"
          "update sqlite_schema set sql = replace(replace(replace(sql, ' strict, without rowid', ' without rowid'),"
          " ') strict', ')'), ' not null', '') where name in (select name from kept)");
    }
    run(sql);
    if (loosely) {
      run(write +
          "update sqlite_schema set sql = (select k.sql from kept k where k.name = sqlite_master.name) where"
          " name in (select name from kept); drop table kept");
    }
    return file;
  }

  // What is said of a file when everything is asked of it; empty where nothing is wrong.
  static std::string said_of(const std::string& file) {
    auto store = Store::open(file, Store::Mode::kWrite);
    if (!store) return store.error().text();
    std::string id;
    const auto listed = store->list({}, {});
    if (!listed) return listed.error().text();
    for (const Listed& one : *listed) {
      const auto found = store->commitment(one.commitment.id);
      if (!found) return found.error().text();
    }
    std::string fault;
    const auto done = store->each_reading(Store::Parts::kAll, [](const Reading&) {});
    if (!done) return done.error().text();
    return {};
  }

  std::filesystem::path folder_;
};

TEST_F(HostileFile, AGoodFileIsHeldToBeGood) {
  EXPECT_EQ(said_of(path("good")), "");
  EXPECT_EQ(said_of(changed("select 1", true)), "") << "loosening and restoring the schema changes nothing";
}

TEST_F(HostileFile, OtherApplicationsAndVersionsAreRefusedWithTheWayOut) {
  EXPECT_THAT(said_of(changed("pragma application_id = 1")),
              HasSubstr("of another program, not a ledger; name another"));
  EXPECT_THAT(said_of(changed("pragma user_version = 99")),
              AllOf(HasSubstr("by a newer casus (schema 99, "), HasSubstr("use that one")));
  EXPECT_THAT(said_of(changed("pragma user_version = -3")), HasSubstr("of schema -3, which no casus wrote"));
  EXPECT_THAT(said_of(changed("pragma user_version = 0")), HasSubstr("of schema 0, which no casus wrote"));
  EXPECT_THAT(said_of(changed("pragma user_version = 1")), HasSubstr("ingest the documents into a new"));
}

TEST_F(HostileFile, ALedgerWithoutAnApplicationIdIsKnownByItsSchemaAndMarkedWhenWritten) {
  const std::string file = changed("pragma application_id = 0");
  ASSERT_TRUE(Store::open(file, Store::Mode::kRead));
  EXPECT_EQ(said_of(file), "");
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  Query owner(db, "select application_id from pragma_application_id");
  ASSERT_TRUE(owner.step());
  EXPECT_EQ(owner.number(0), kApplicationId);
  owner.reset();
  sqlite3_close_v2(db);
}

TEST_F(HostileFile, AnythingElseInItsSchemaIsRefusedByName) {
  const auto said = [&](const char* sql) { return said_of(changed(sql)); };
  EXPECT_THAT(said("create trigger evil after insert on documents begin delete from documents; end"),
              AllOf(HasSubstr("the trigger evil"), HasSubstr("no casus made"), HasSubstr("ingest")));
  EXPECT_THAT(said("create view seen as select * from documents"), HasSubstr("the view seen"));
  EXPECT_THAT(said("create index slow on documents (hex(zeroblob(1000)))"), HasSubstr("the index slow"));
  EXPECT_THAT(said("create table more (x)"), HasSubstr("the table more"));
  EXPECT_THAT(said("drop trigger documents_go"), HasSubstr("lacks documents_go"));
  EXPECT_THAT(said("alter table documents add column more text"),
              HasSubstr("table documents is not as casus makes it"));
  EXPECT_THAT(said("pragma writable_schema = on; update sqlite_schema set sql = replace(sql, 'search (search,', "
                   "'search (search, ') where name = 'documents_go'"),
              HasSubstr("trigger documents_go is not as"));
  EXPECT_THAT(said("drop table commitments; create view commitments as select * from documents"),
              HasSubstr("commitments"));
}

TEST_F(HostileFile, BadCellsAreRefusedByTableAndRow) {
  struct Case {
    const char *sql, *table, *why;
  };
  const Case cases[] = {
      {"update commitments set kind = 'threet' where n = 1", "table commitments, n 1, column kind", "vocabulary"},
      {"update commitments set deadline_to = '2023-02-30'", "column deadline_to", "no day"},
      {"update commitments set act_by_counterparty = 7", "column act_by_counterparty", "7 is out of range"},
      {"update commitments set reports = 0", "column reports", "one at least"},
      {"update commitments set action = cast(x'ff41' as text)", "column action", "UTF-8"},
      {"update or replace commitment_sides set role = 'bystander'", "table commitment_sides, commitment", "no role"},
      {"delete from evidence where n = 0", "table evidence", "missing"},
      {"update evidence set start = 5, stop = 2 where n = 0", "table evidence, commitment", "end is before"},
      {"update evidence set stop = 99999999999", "table evidence, commitment", "out of range"},
      {"update changes set evidence = 4000000000", "table changes, commitment", "4000000000 is out of range"},
      {"update changes set evidence = -1", "column evidence", "-1 is out of range"},
      {"update or replace changes set n = n + 5", "table changes, commitment", "missing before it"},
      {"update changes set status = ''", "column status", "vocabulary"},
      {"update documents set characters = 3 where seq = 1", "table documents, seq 1, column characters", "length"},
      {"update documents set date = '10000-01-01'", "column date", "no day"},
      {"update sentences set stop = 100000", "n 0, column stop", "out of range"},
      {"update actors set kind = 'x'; insert into actors select 1, 0, 'a', 'b', 'c', null, null, null", "table actors",
       "vocabulary"},
      {"update events set sentence = 9223372036854775807", "column sentence", "out of range"},
      {"update events set trigger_start = -5", "column trigger_start", "-5 is out of range"},
      {"update or replace parties set event = 77", "column event", "77 is out of range"},
      {"update or replace parties set role = 'judge'", "column role", "no role"},
      {"update entries set condition_negated = 2, condition_start = 0, condition_stop = 0, connective = ''",
       "column condition_negated", "out of range"},
      {"update or replace entry_sides set n = 4", "table entry_sides", "missing before it"},
      {"update or replace entry_evidence set entry = 1000", "table entry_evidence", "out of range"}};
  for (const Case& c : cases) {
    EXPECT_THAT(said_of(changed(c.sql)), AllOf(HasSubstr("is damaged: "), HasSubstr(c.table), HasSubstr(c.why),
                                               HasSubstr("ingest the documents into a new file")))
        << c.sql;
  }
}

TEST_F(HostileFile, CellsOfAnotherTypeAreRefused) {
  struct Case {
    const char *sql, *column, *why;
  };
  const Case cases[] = {
      {"update documents set text = null", "column text", "is empty"},
      {"update documents set text = x'00ff'", "column text", "no text"},
      {"update documents set characters = 'many'", "column characters", "no whole number"},
      {"update commitments set condition_negated = 0.5", "column condition_negated", "no whole number"},
      {"update commitments set kind = null", "column kind", "is empty"},
      {"update evidence set said_on = x'00'", "column said_on", "no text"},
      {"update changes set evidence = null", "column evidence", "is empty"}};
  for (const Case& c : cases)
    EXPECT_THAT(said_of(changed(c.sql, true)), AllOf(HasSubstr(c.column), HasSubstr(c.why))) << c.sql;
}

TEST_F(HostileFile, CountersThatAreNoneAreFoldedAnew) {
  for (const char* value : {"9223372036854775807", "-9223372036854775808", "readings"}) {
    const std::string file = changed(std::string("update meta set value = '") + value + "' where key = 'readings'");
    auto store = Store::open(file, Store::Mode::kWrite);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->put(histories::Maker(9).history(2)));
    EXPECT_TRUE(store->settle(reg())) << value;
    EXPECT_TRUE(*store->settled()) << value;
  }
}

TEST_F(HostileFile, OnlyAPlainFileIsALedger) {
  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  for (const std::string& file : {path("pipe"), std::string("/dev/null"), std::string("/dev/zero")}) {
    for (const Store::Mode mode : {Store::Mode::kRead, Store::Mode::kWrite}) {
      const auto store = Store::open(file, mode);
      ASSERT_FALSE(store) << file;
      EXPECT_THAT(store.error().message, HasSubstr("no plain file")) << file;
    }
  }
  ASSERT_EQ(mkfifo(path("good-journal").c_str(), 0600), 0);
  EXPECT_THAT(Store::open(path("good"), Store::Mode::kRead).error().text(),
              HasSubstr("good-journal: is no plain file"));
}

TEST_F(HostileFile, AStatementThatFindsNoEndIsCutOff) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path("good").c_str(), &db), SQLITE_OK);
  ASSERT_TRUE(harden(db));
  constexpr const char* kEndless =
      "with recursive c (x) as (select 1 union all select x + 1 from c) select count(*) from c";
  for (int twice = 0; twice < 2; ++twice) {
    Query endless(db, kEndless);
    EXPECT_FALSE(endless.step());
    EXPECT_THAT(endless.error().message, HasSubstr("in circles"));
    Query next(db, "select 1");
    EXPECT_TRUE(next.step()) << "the next statement has all its steps before it";
  }
  sqlite3_close(db);
}

}  // namespace
}  // namespace casus::store
