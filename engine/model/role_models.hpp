#pragma once

#include "kernels.hpp"

namespace kaldor {

struct ModelState;

/// Whom imitators may meet this quarter: one list of techniques for each industry, drawn before the sweep changes them.
void choose_role_models(ModelState& state);
RoleModels role_models(const ModelState& state, int industry);

}  // namespace kaldor
