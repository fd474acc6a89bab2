// Work on many things by several threads, with the results in the order of the things.
//
//   ordered<Batch, std::string>(jobs, next_batch, [&](Batch& b) { return render(b); }, [&](std::string& s) {
//   out.write(s); });
//
// `produce` and `consume` run in the calling thread, `work` in `jobs` threads (in the calling one where jobs is 1). At
// most 4 * jobs things are under way, so memory stays bounded. `consume` returns false to stop early.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace casus::cli {

template <typename In, typename Out, typename Produce, typename Work, typename Consume>
void ordered(int jobs, Produce produce, Work work, Consume consume) {
  if (jobs <= 1) {
    while (std::optional<In> in = produce()) {
      Out out = work(*in);
      if (!consume(out)) return;
    }
    return;
  }
  struct Slot {
    In in;
    std::optional<Out> out;
    bool taken = false;
  };
  std::deque<Slot> slots;  // in order; a deque keeps references valid at both ends
  std::mutex mutex;
  std::condition_variable to_do, done;
  bool stop = false;
  std::vector<std::thread> threads;
  threads.reserve(std::size_t(jobs));
  for (int i = 0; i < jobs; ++i) {
    threads.emplace_back([&] {
      std::unique_lock lock(mutex);
      for (;;) {
        Slot* mine = nullptr;
        for (Slot& slot : slots) {
          if (!slot.taken) {
            mine = &slot;
            break;
          }
        }
        if (mine == nullptr) {
          if (stop) return;
          to_do.wait(lock);
          continue;
        }
        mine->taken = true;
        lock.unlock();
        Out out = work(mine->in);
        lock.lock();
        mine->out = std::move(out);
        done.notify_one();
      }
    });
  }
  bool more = true, wanted = true;
  std::unique_lock lock(mutex);
  while (wanted && (more || !slots.empty())) {
    if (more && slots.size() < std::size_t(jobs) * 4) {
      lock.unlock();
      std::optional<In> in = produce();
      lock.lock();
      if (in) {
        slots.push_back({std::move(*in), std::nullopt, false});
        to_do.notify_one();
      } else {
        more = false;
      }
      if (slots.empty() || !slots.front().out) continue;
    }
    if (slots.empty()) continue;
    if (!slots.front().out) {
      done.wait(lock, [&] { return slots.front().out.has_value(); });
    }
    Out out = std::move(*slots.front().out);
    slots.pop_front();
    lock.unlock();
    wanted = consume(out);
    lock.lock();
  }
  for (Slot& slot : slots) slot.taken = true;  // nobody begins what nobody wants
  stop = true;
  to_do.notify_all();
  lock.unlock();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace casus::cli
