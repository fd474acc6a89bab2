// Work on many things by several threads, with the results in the order of the things.
//
//   ordered<Batch, std::string>(jobs, next_batch, [&](Batch& b) { return render(b); }, [&](std::string& s) {
//   out.write(s); });
//
// `produce` and `consume` run in the calling thread, `work` in `jobs` threads (in the calling one where jobs is 1). At
// most 4 * jobs things are under way, so memory stays bounded. `consume` returns false to stop early.
//
// Where fewer threads are to be had, these do the work; where none is, the calling one does. What any of the three
// throws comes out of the call, that of `work` when it is the turn of its thing; no thread outlives the call.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace casus::cli {

// The threads of one call and what they share. Its end waits for them.
template <typename In, typename Out, typename Work>
class Crew {
 public:
  struct Slot {
    In in;
    std::optional<Out> out = std::nullopt;
    std::exception_ptr thrown = nullptr;
    bool taken = false;
    [[nodiscard]] bool done() const { return out.has_value() || thrown != nullptr; }
  };

  Crew(int jobs, Work& work) : work_(work) {
    try {
      while (int(threads_.size()) < jobs) threads_.emplace_back([this] { run(); });
    } catch (const std::exception&) {  // no thread, or no memory for one: those that there are must do
    }
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    {
      const std::lock_guard lock(mutex_);
      for (Slot& slot : slots_) slot.taken = true;  // nobody begins what nobody wants
      stop_ = true;
    }
    to_do_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  [[nodiscard]] int size() const { return int(threads_.size()); }
  [[nodiscard]] std::size_t under_way() const { return slots_.size(); }  // only the calling thread adds and takes
  void give(In in) {
    const std::lock_guard lock(mutex_);
    slots_.push_back({std::move(in)});
    to_do_.notify_one();
  }
  bool first_done() {
    const std::lock_guard lock(mutex_);
    return slots_.front().done();
  }
  // Waits for the first result. Precondition: something is under way.
  Out take() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return slots_.front().done(); });
    Slot first = std::move(slots_.front());
    slots_.pop_front();
    if (first.thrown) std::rethrow_exception(first.thrown);
    return std::move(*first.out);
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      Slot* mine = nullptr;
      to_do_.wait(lock, [&] {
        for (Slot& slot : slots_) {
          if (!slot.taken) return mine = &slot, true;
        }
        return stop_;
      });
      if (mine == nullptr) return;
      mine->taken = true;
      lock.unlock();
      std::optional<Out> out;
      std::exception_ptr thrown;
      try {
        out = work_(mine->in);
      } catch (...) {
        thrown = std::current_exception();
      }
      lock.lock();
      mine->out = std::move(out);
      mine->thrown = thrown;
      done_.notify_one();
    }
  }

  Work& work_;
  std::deque<Slot> slots_;  // in order; a deque keeps references valid at both ends
  std::mutex mutex_;
  std::condition_variable to_do_, done_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

// How many threads worked, the calling one counted where it did.
template <typename In, typename Out, typename Produce, typename Work, typename Consume>
int ordered(int jobs, Produce produce, Work work, Consume consume) {
  Crew<In, Out, Work> crew(jobs > 1 ? jobs : 0, work);
  if (crew.size() == 0) {
    while (std::optional<In> in = produce()) {
      Out out = work(*in);
      if (!consume(out)) break;
    }
    return 1;
  }
  for (bool more = true; more || crew.under_way() > 0;) {
    if (more && crew.under_way() < std::size_t(crew.size()) * 4) {
      std::optional<In> in = produce();
      more = in.has_value();
      if (more) crew.give(std::move(*in));
      if (crew.under_way() == 0 || !crew.first_done()) continue;
    }
    Out out = crew.take();
    if (!consume(out)) break;
  }
  return crew.size();
}

}  // namespace casus::cli
