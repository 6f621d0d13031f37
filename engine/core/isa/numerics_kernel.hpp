#pragma once

#include <cstdint>

namespace kaldor::numerics {

#define KALDOR_NUMERICS_HASH(set) \
  namespace set {                 \
  std::uint64_t hash();           \
  }
KALDOR_NUMERICS_HASH(portable)
KALDOR_NUMERICS_HASH(v2)
KALDOR_NUMERICS_HASH(v3)
KALDOR_NUMERICS_HASH(v4)
#undef KALDOR_NUMERICS_HASH

}  // namespace kaldor::numerics
