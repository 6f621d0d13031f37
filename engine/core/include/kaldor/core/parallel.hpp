#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

namespace kaldor {

/// What runs the loops. `threads` starts std::thread anew in every loop: slow, but a thread sanitizer understands it,
/// while it reports false races in every program that uses the packaged TBB.
enum class Backend { tbb, threads };

/// Threads that share out the indices of a loop. Which thread takes which index is left open, so a body may write only
/// what belongs to its index; then results do not depend on the number of threads.
class Workers {
public:
  /// At least one thread. One thread runs everything in the caller, without TBB.
  explicit Workers(int threads, Backend backend = Backend::tbb);
  ~Workers();
  Workers(Workers&&) noexcept;
  Workers& operator=(Workers&&) noexcept;

  int threads() const;

  /// Calls body(i) for every i below `count` and waits. If bodies throw, the exception of the smallest index comes out,
  /// whatever the number of threads; larger indices may then be left out. An index should be worth some microseconds.
  template <class Body>
  void for_each(std::size_t count, Body&& body) const {
    run(
        count, [](void* context, std::size_t index) { (*static_cast<std::remove_reference_t<Body>*>(context))(index); },
        const_cast<void*>(static_cast<const void*>(std::addressof(body))));
  }

private:
  using Call = void (*)(void* context, std::size_t index);
  void run(std::size_t count, Call call, void* context) const;

  struct Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace kaldor
