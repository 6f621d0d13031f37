#include "kaldor/core/heap.hpp"

#include <cstdlib>  // tells which library it is of

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace kaldor {

void keep_freed_memory() {
#ifdef __GLIBC__
  ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

}  // namespace kaldor
