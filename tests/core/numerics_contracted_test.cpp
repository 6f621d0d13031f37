// The kernel of numerics_check as a compiler makes it that is allowed to contract a * b + c into one rounding. Only g++
// can be told so for one file; the namespace keeps the copy apart from the real ones.
#if defined(__x86_64__) && !defined(__clang__)
#pragma GCC optimize("O2", "fp-contract=fast")
#pragma GCC target("avx2,fma")
#define KALDOR_ISA contracted
#include "../../engine/core/isa/numerics_kernel.cpp"
#endif
