// Bytes as a history: readings come in, in order or late, are replaced and forgotten. The ledger that was followed step
// by step equals the one folded from scratch, in memory row by row, in another file by its digest; a what-if may be
// laid over it.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "inference/whatif.h"
#include "ledger/histories.h"
#include "store/follow.h"
#include "store/store.h"

namespace {

using casus::Reading;
using casus::ledger::Ledger;
using casus::store::Store;

const casus::ledger::Register& reg() {
  static const auto tables = casus::lexicon::Tables::compiled_in();
  static const auto opened = casus::ledger::Register::open(*tables);
  return *opened;
}

void hold(bool good, const std::string& what) {
  if (good) return;
  std::fprintf(stderr, "fold: %s\n", what.c_str());
  std::abort();
}

std::string row(const casus::ledger::Commitment& c) {
  std::string out = c.id + " " + std::string(name(c.kind)) + " " + c.action + "|" + c.condition + "|" + c.split_from;
  const auto day = [](const std::optional<casus::Date>& d) { return d ? d->iso() : "-"; };
  for (const auto& side : c.holder) out += " " + side;
  for (const auto& side : c.counterparty) out += " >" + side;
  for (const auto& e : c.evidence) {
    out += "\n  " + e.document + " " + std::to_string(e.span.start) + "-" + std::to_string(e.span.end) + " " + e.text +
           " " + day(e.on) + " " + day(e.known) + " " + e.role;
  }
  for (const auto& x : c.changes) {
    hold(x.evidence < c.evidence.size(), "a change without its evidence");
    out += "\n  " + (x.from ? std::string(name(*x.from)) : "-") + " " + std::string(name(x.to)) + " " + x.rule + " " +
           day(x.on) + " " + day(x.known) + " " + std::to_string(x.evidence);
  }
  for (const auto& s : c.splits) out += "\n  split " + s.counterparty + " " + s.child + " " + day(s.on);
  return out;
}

using Kept = std::map<std::string, Reading>;

Ledger folded(const Kept& kept) {
  std::vector<const Reading*> order;
  for (const auto& [id, r] : kept) order.push_back(&r);
  std::sort(order.begin(), order.end(),
            [](auto* a, auto* b) { return casus::ledger::before(a->document, b->document); });
  Ledger book(reg());
  for (const Reading* r : order) book.add(*r);
  return book;
}

Store in_memory() {
  auto store = Store::open(":memory:", Store::Mode::kWrite);
  hold(bool(store), "no store in memory");
  return std::move(*store);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  constexpr std::size_t kMost = 400;
  constexpr int kDocuments = 12;
  std::size_t at = 0;
  size = std::min(size, kMost);
  const auto next = [&] { return at < size ? int(data[at++]) : 0; };
  casus::histories::Maker maker([&](int n) { return (n > 256 ? next() * 256 + next() : next()) % n; });
  Store store = in_memory();
  casus::store::Follow follow(store, reg());
  Kept kept;
  for (int number = 0; at < size && number < kDocuments; ++number) {
    const int what = next();
    const auto earlier = [&] { return std::next(kept.begin(), what / 8 % int(kept.size()))->first; };
    if (what % 8 == 7 && !kept.empty()) {
      const std::string id = earlier();
      hold(bool(store.forget(id)), "not forgotten");
      kept.erase(id);
      continue;
    }
    Reading r = maker.reading(number);
    if (what % 8 == 6 && !kept.empty()) r.document.id = earlier();
    const auto alerts = follow.take(r, [](const auto& c, std::size_t /*change*/) { return c.id; });
    hold(bool(alerts), "not taken in");
    hold(bool(store.told(*alerts)), "not told");
    kept[r.document.id] = r;
  }
  hold(bool(store.settle(reg())), "not settled");  // what was forgotten last

  const Ledger book = folded(kept);
  hold(store.totals()->commitments == book.commitments().size(), "not as many commitments followed as folded");
  std::vector<casus::inference::Stood> stood;
  for (const auto& c : book.commitments()) {
    const auto followed = store.commitment(c.id);
    hold(followed && *followed, "not in the file: " + c.id);
    hold(row(**followed) == row(c), "followed and folded differ:\n" + row(**followed) + "\n" + row(c));
    stood.push_back({&c, casus::ledger::standing(c, {})});
  }
  Store fresh = in_memory();
  for (const auto& [id, r] : kept) hold(bool(fresh.put({r})), "not put");
  hold(bool(fresh.settle(reg())), "not settled");
  hold(*store.digest() == *fresh.digest(), "the digests differ");

  casus::inference::Hypothesis what{{}, *casus::Date::parse("2021-05-01"), size % 2 == 0};
  for (const auto& [deed, doer, other] :
       {std::tuple{"attack", "AAA", "BBB"}, {"join-organization", "DDD", "NATO"}, {"transfer/arms", "CCC", "AAA"}}) {
    casus::ledger::Deed given;
    given.deed = deed, given.doers = {doer}, given.undergoers = {other};
    what.given.push_back(given);
  }
  hold(!casus::inference::what_if(what, stood, reg()).given.empty(), "a what-if without what");
  return 0;
}
