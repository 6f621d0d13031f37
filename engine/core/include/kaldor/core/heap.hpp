#pragma once

namespace kaldor {

/// Keeps memory that is given back inside the process, for programs that do nothing but simulate: a quarter needs what
/// the one before gave back, and the system would have to clear it each time. Call it before `main` does anything else.
void keep_freed_memory();

}  // namespace kaldor
