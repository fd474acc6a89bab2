// Any bytes as a ledger file: refused with a message, or every question answered and more taken in. Nothing of a file
// is believed before it was checked, so nothing that is asked may crash, hang or throw.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "inference/whatif.h"
#include "ledger/histories.h"
#include "store/store.h"

namespace {

using casus::store::Store;

const casus::ledger::Register& reg() {
  static const auto tables = casus::lexicon::Tables::compiled_in();
  static const auto opened = casus::ledger::Register::open(*tables);
  return *opened;
}

template <typename T>
bool told(const casus::Result<T>& result) {
  if (!result && result.error().message.empty()) std::abort();
  return bool(result);
}

casus::inference::Hypothesis hypothesis() {
  casus::inference::Hypothesis out{{}, *casus::Date::parse("2021-05-01"), true};
  casus::ledger::Deed attack, join;
  attack.deed = "attack", attack.doers = {"SWE"}, attack.undergoers = {"NOR"};
  join.deed = "join-organization", join.doers = {"FIN"}, join.undergoers = {"NATO"};
  out.given = {attack, join};
  return out;
}

void ask(Store& store) {
  told(store.totals()), told(store.digest()), told(store.settled());
  for (const casus::ledger::AsOf& as_of : {casus::ledger::AsOf{}, {casus::Date::parse("2021-05-01"), std::nullopt}}) {
    const auto listed = store.list({}, as_of);
    if (!told(listed)) continue;
    std::vector<casus::inference::Stood> stood;
    for (const auto& one : *listed) {
      stood.push_back({&one.commitment, one.standing});
      const auto whole = store.commitment(one.commitment.id);
      if (!told(whole) || !*whole) continue;
      for (const auto& change : (*whole)->changes) {
        if (change.evidence >= (*whole)->evidence.size()) std::abort();
      }
    }
    if (casus::inference::what_if(hypothesis(), stood, reg()).given.empty()) std::abort();
  }
  casus::store::Filter filter;
  filter.text = "sanction attack";
  filter.party = {"NATO"};
  told(store.list(filter, {}));
  told(store.commitment("0a1b"));
  std::string id;
  told(store.each_reading(Store::Parts::kAll, [&](const casus::Reading& r) { id = r.document.id; }));
  told(store.reading(id));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const std::string kPath =
      (std::filesystem::temp_directory_path() / ("casus-ledger-" + std::to_string(::getpid()))).string();
  std::ofstream(kPath, std::ios::binary).write(reinterpret_cast<const char*>(data), std::streamsize(size));
  {
    auto read = Store::open(kPath, Store::Mode::kRead);
    if (told(read)) ask(*read), told(read->settle(reg())), ask(*read);
  }
  {
    auto written = Store::open(kPath, Store::Mode::kWrite);
    if (told(written)) {
      told(written->put(casus::histories::Maker(3).history(2)));
      told(written->forget("d1"));
      told(written->settle(reg()));
      ask(*written);
    }
  }
  for (const char* beside : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(kPath + beside);
  return 0;
}
