#pragma once

/// Kernel files are compiled several times, for several instruction sets, with -DKALDOR_ISA=v2, v3 or v4. Every inline
/// function they call must live in the inline namespace of that name: two copies under one name would be merged by the
/// linker, which may keep the one that this machine cannot execute. Plain data without member functions may live
/// outside.
#ifndef KALDOR_ISA
#define KALDOR_ISA portable
#endif

/// Inlined even in large loops, where the compiler would otherwise give up and with it vectorisation.
#define KALDOR_INLINE [[gnu::always_inline]] inline
