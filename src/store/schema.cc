#include "store/schema.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "store/guard.h"

namespace casus::store {
namespace {

// Readings as they were read. Spans are code points of documents.text, which every quoted text is a slice of; ids
// ("s1", "e1", "c1") are those of the reading; n is the position in its list.
constexpr const char* kReadings = R"sql(
create table meta (key text primary key, value text not null) strict, without rowid;
create table documents (
  seq integer primary key, id text not null unique, date text, title text, source text, url text, language text not null,
  text text not null, quotes text not null, characters integer not null, sha256 text not null, versions text not null) strict;
create index documents_by_date on documents (date, id);
create table sentences (document integer not null references documents on delete cascade, n integer not null,
  start integer not null, stop integer not null, primary key (document, n)) strict, without rowid;
create table actors (document integer not null references documents on delete cascade, n integer not null, id text not null,
  name text not null, kind text not null, code text, sector text, role text, primary key (document, n)) strict, without rowid;
create table mentions (document integer not null references documents on delete cascade, actor integer not null, n integer not null,
  start integer not null, stop integer not null, primary key (document, actor, n)) strict, without rowid;
create table statements (document integer not null references documents on delete cascade, n integer not null, id text not null,
  sentence integer not null, speaker text, side text, speaker_start integer, speaker_stop integer, addressee text,
  cue_start integer, cue_stop integer, mode text not null, act text not null, negated integer not null, inside text,
  date_from text, date_to text, date_start integer, date_stop integer, primary key (document, n)) strict, without rowid;
create table contents (document integer not null references documents on delete cascade, statement integer not null, n integer not null,
  start integer not null, stop integer not null, primary key (document, statement, n)) strict, without rowid;
create table events (document integer not null references documents on delete cascade, n integer not null, id text not null,
  sentence integer not null, statement text, part_of text, category text not null, mode text, base text not null, deed text, cameo text,
  object_start integer, object_stop integer, object text, location_start integer, location_stop integer, location text,
  date_from text, date_to text, date_start integer, date_stop integer, status text not null,
  trigger_start integer not null, trigger_stop integer not null, primary key (document, n)) strict, without rowid;
create table contexts (document integer not null references documents on delete cascade, event integer not null, n integer not null,
  context text not null, primary key (document, event, n)) strict, without rowid;
create table parties (document integer not null references documents on delete cascade, event integer not null, role text not null,
  n integer not null, id text, code text, sector text, start integer, stop integer, basis text not null,
  primary key (document, event, role, n)) strict, without rowid;
create table entries (document integer not null references documents on delete cascade, n integer not null, id text not null,
  sentence integer not null, kind text not null, action_start integer, action_stop integer, action_event text, polarity text,
  condition_start integer, condition_stop integer, condition_event text, connective text, condition_negated integer,
  deadline_from text, deadline_to text, deadline_start integer, deadline_stop integer, stance text, step text, body text, withdraws text,
  norm text, about text, relation text, force text not null, strength text not null, specificity text not null, status text,
  said_by text, said_on text, statement text, primary key (document, n)) strict, without rowid;
create table entry_sides (document integer not null references documents on delete cascade, entry integer not null, role text not null,
  n integer not null, side text not null, primary key (document, entry, role, n)) strict, without rowid;
create table entry_evidence (document integer not null references documents on delete cascade, entry integer not null, n integer not null,
  start integer not null, stop integer not null, primary key (document, entry, n)) strict, without rowid;
create table journal (n integer primary key, done text not null, document text not null, sha256 text not null) strict;
create virtual table search using fts5 (title, text, quotes, content='documents', content_rowid='seq', tokenize='porter unicode61');
create trigger documents_come after insert on documents begin
  insert into search (rowid, title, text, quotes) values (new.seq, new.title, new.text, new.quotes);
end;
create trigger documents_go after delete on documents begin
  insert into search (search, rowid, title, text, quotes) values ('delete', old.seq, old.title, old.text, old.quotes);
end;
)sql";

// The ledger folded from the readings: made anew whenever documents come or go, in one transaction.
constexpr const char* kLedger = R"sql(
create table commitments (n integer primary key, id text not null unique, kind text not null, status text, since text, made_on text,
  known_on text, reports integer not null, action text not null, condition text not null, connective text not null,
  deadline text not null, deadline_from text, deadline_to text, polarity text not null, condition_negated integer not null, stance text, step text,
  withdraws text, body text not null, norm text not null, relation text not null, force text not null, strength text not null,
  specificity text not null, said_by text not null, split_from text not null,
  act_deed text not null, act_object text not null, act_head text not null, act_text text not null,
  trigger_deed text not null, trigger_object text not null, trigger_head text not null, trigger_text text not null,
  act_by_counterparty integer not null) strict;
create index commitments_by_kind on commitments (kind, status);
create table commitment_sides (commitment integer not null references commitments on delete cascade, role text not null, n integer not null,
  side text not null, primary key (commitment, role, n)) strict, without rowid;
create index commitment_sides_by_side on commitment_sides (role, side, commitment);
create table evidence (commitment integer not null references commitments on delete cascade, n integer not null, document text not null,
  start integer not null, stop integer not null, text text not null, said_on text, known_on text, role text not null,
  primary key (commitment, n)) strict, without rowid;
create index evidence_by_document on evidence (document);
create table changes (commitment integer not null references commitments on delete cascade, n integer not null, changed_on text, known_on text,
  old_status text, status text not null, rule text not null, evidence integer not null, primary key (commitment, n)) strict, without rowid;
create table splits (commitment integer not null references commitments on delete cascade, n integer not null, counterparty text not null,
  child text not null, split_on text, known_on text, primary key (commitment, n)) strict, without rowid;
create virtual table matters using fts5 (action, condition, evidence, tokenize='porter unicode61');
)sql";

// Parts of one dispatch belong together (`whole`, `part`, `parts`), so that they come and go together and a dispatch
// whose given id looks like that of a part is another row. Until then a part was known by its id alone: one is taken
// for a part where the first of its name is as long as only the first part of a long text is. Their commitments bear
// other ids now: `rules` is taken away, so that all is folded anew.
constexpr const char* kParts = R"sql(
create table documents_with_parts (
  seq integer primary key, id text not null, whole text not null, part integer not null, parts integer not null, date text, title text,
  source text, url text, language text not null, text text not null, quotes text not null, characters integer not null,
  sha256 text not null, versions text not null, unique (whole, part)) strict;
insert into documents_with_parts
  with named (seq, stem) as (select seq, rtrim(id, '0123456789') from documents where id glob '*#[1-9]*'),
    long (stem, n) as (select named.stem, count(*) from named join documents using (seq)
      where named.stem glob '*#' group by 1 having max(id = stem || '1' and length(cast(text as blob)) >= 524288)),
    parts (seq, stem, part, n) as (select seq, long.stem, cast(substr(id, length(long.stem) + 1) as integer), long.n
      from named join long using (stem) join documents using (seq))
  select d.seq, d.id, iif(p.n is null, d.id, substr(p.stem, 1, length(p.stem) - 1)), ifnull(p.part, 0), ifnull(p.n, 0),
    date, title, source, url, language, text, quotes, characters, sha256, versions
    from documents d left join parts p on p.seq = d.seq and d.id = p.stem || p.part;
drop table documents;
alter table documents_with_parts rename to documents;
create index documents_by_id on documents (id);
create index documents_by_date on documents (date, whole, part);
create trigger documents_come after insert on documents begin
  insert into search (rowid, title, text, quotes) values (new.seq, new.title, new.text, new.quotes);
end;
create trigger documents_go after delete on documents begin
  insert into search (search, rowid, title, text, quotes) values ('delete', old.seq, old.title, old.text, old.quotes);
end;
delete from meta where key = 'rules';
)sql";

// What a document did to the ledger and nobody has been told yet: written with the document, taken away once it is out.
constexpr const char* kAlerts = R"sql(
create table alerts (n integer primary key autoincrement, document text not null, alert text not null) strict;
)sql";

constexpr std::array kMigrations{kReadings, kLedger, kParts, kAlerts};
constexpr int kWithParts = 3;  // the version from which documents are as they are today

Error no_ledger(sqlite3* db, const std::string& why) {
  const char* file = sqlite3_db_filename(db, "main");
  return {Cause::kMalformed, why, file == nullptr ? "" : file};
}

// The header: a version that there is, of an application that is ours.
Result<int> header_of(sqlite3* db) {
  Query header(db,
               "select user_version, application_id, (select count(*) from sqlite_schema) from pragma_user_version,"
               " pragma_application_id");
  if (!header.step()) return header.error();
  const int64_t found = header.number(0), owner = header.number(1);
  const bool empty = header.number(2) == 0;
  constexpr const char* kOther = "; name another file, or one that is not there to begin a new ledger";
  // The first ledgers bore no application id: their schema tells them.
  if (!empty && owner != kApplicationId && !(owner == 0 && found > 0))
    return no_ledger(db, std::string("is an SQLite file of another program, not a ledger") + kOther);
  if (found > schema_version()) {
    return no_ledger(db, "was written by a newer casus (schema " + std::to_string(found) + ", this one knows " +
                             std::to_string(schema_version()) + "): use that one");
  }
  if (found < 0 || empty != (found == 0)) {
    return no_ledger(db, "says that it is of schema " + std::to_string(found) + (empty ? " and is empty" : "") +
                             ", which no casus wrote: it is damaged, or no ledger" + kOther);
  }
  return static_cast<int>(found);
}

// All that a file of this version is made of, as SQLite keeps it: name and statement. A file made in memory tells.
Result<std::map<std::string, std::string>> made_of(int version) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE, nullptr);
  const Database db(opened);
  if (code != SQLITE_OK) return Error{Cause::kUnreadable, "out of memory", ""};
  for (int v = 0; v < version; ++v) {
    if (auto done = execute(opened, kMigrations[std::size_t(v)]); !done) return done.error();
  }
  std::map<std::string, std::string> out;
  Query q(opened, "select name, sql from sqlite_schema where sql is not null");
  while (q.step()) out[q.text(0)] = q.text(1);
  if (!q.ok()) return q.error();
  return out;
}

// A planted trigger, view or index would run when we read or write.
Result<Done> same_schema(sqlite3* db, int version) {
  auto made = made_of(version);
  if (!made) return made.error();
  std::map<std::string, std::string>& missing = *made;
  Query q(db, "select type, name, sql from sqlite_schema");
  while (q.step()) {
    const std::string type = q.text(0), name = q.text(1);
    if (type == "index" && q.null(2) && name.starts_with("sqlite_autoindex_")) continue;
    const auto ours = missing.find(name);
    if (ours == missing.end()) {
      return no_ledger(db, "holds the " + type + " " + name +
                               ", which no casus made: drop it with an SQLite tool if you made it, else trust nothing"
                               " in this file and ingest the documents into a new one");
    }
    if (q.null(2) || q.text(2) != ours->second) {
      return no_ledger(db, "its " + type + " " + name +
                               " is not as casus makes it: it was tampered with; ingest the documents into a new file");
    }
    missing.erase(ours);
  }
  if (!q.ok()) return q.error();
  if (!missing.empty()) {
    return no_ledger(db, "lacks " + missing.begin()->first + ", which schema " + std::to_string(version) +
                             " has: ingest the documents into a new file");
  }
  return Done{};
}

}  // namespace

int schema_version() {
  return static_cast<int>(kMigrations.size());
}

Result<int> version_of(sqlite3* db) {
  // Both looks at one moment of the file: another process may be making it.
  if (auto begun = execute(db, "savepoint look"); !begun) return begun.error();
  auto version = header_of(db);
  if (version) {
    if (auto same = same_schema(db, *version); !same) version = same.error();
  }
  if (auto ended = execute(db, "release look"); version && !ended) return ended.error();
  return version;
}

Result<Done> migrate(sqlite3* db, int to) {
  auto version = version_of(db);
  if (!version) return version.error();
  const std::string owner = "pragma application_id = " + std::to_string(kApplicationId);
  if (*version >= to) {
    Query marked(db, "select 1 from pragma_application_id where application_id <> 0");
    if (!marked.step()) {
      if (!marked.ok()) return marked.error();
      if (auto done = execute(db, owner.c_str()); !done) return done.error();
    }
    return trust_our_triggers(db);
  }
  // A table that is made anew must not take with it what refers to the old one.
  if (auto done = execute(db, "pragma foreign_keys = off"); !done) return done.error();
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  version = version_of(db);  // another process may have been quicker
  if (!version) return version.error();
  for (int v = *version; v < to; ++v) {
    if (auto done = execute(db, kMigrations[std::size_t(v)]); !done) return done.error();
  }
  const std::string stamp = "pragma user_version = " + std::to_string(std::max(*version, to)) + "; " + owner;
  if (auto done = execute(db, stamp.c_str()); !done) return done.error();
  if (auto done = transaction.commit(); !done) return done.error();
  return trust_our_triggers(db);
}

Result<Done> lay_out_commitments_in_memory(sqlite3* db) {
  std::string sql = kLedger;
  for (const std::string_view made : {"create table ", "create index ", "create virtual table "}) {
    for (std::size_t at = sql.find(made); at != std::string::npos; at = sql.find(made, at + made.size()))
      sql.insert(at + made.size(), "temp.");
  }
  return execute(db, sql.c_str());
}

Result<Done> show_old_documents(sqlite3* db, int version) {
  if (version >= kWithParts) return Done{};
  return execute(
      db,
      "create temp view documents as select seq, id, id as whole, 0 as part, 0 as parts, date, title, source,"
      " url, language, text, quotes, characters, sha256, versions from main.documents");
}

}  // namespace casus::store
