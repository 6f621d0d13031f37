#include "kaldor/scenario/experiment.hpp"

namespace kaldor {

const std::vector<MissionRow>& mission_rows() {
  static const std::vector<MissionRow> rows = {
      {"D1", "market demand pulls"},
      {"D2", "knowledge and technology push"},
      {"D3", "factor supply and cost"},
      {"D4", "government"},
      {"D5", "platforms and carriers"},
      {"D6", "innovation ecosystem"},
      {"U1", "extensive to intensive growth"},
      {"U2", "change of growth drivers"},
      {"U3", "between industries"},
      {"U4", "process upgrading"},
      {"U5", "product upgrading"},
      {"U6", "functional upgrading"},
      {"U7", "chain upgrading"},
      {"U8", "stock adjustment and new growth"},
      {"M1", "structural advancement"},
      {"M2", "product upgrading as a mode"},
      {"M3", "value-chain upgrading"},
      {"M4", "cross-industry convergence"},
      {"P1a", "relocate or retire backward capacity"},
      {"P1b", "renew traditional strengths"},
      {"P2a", "servitization of manufacturing"},
      {"P2b", "high-tech manufacturing"},
      {"P2c", "intelligent manufacturing"},
      {"P2d", "green manufacturing"},
      {"P2e", "headquarters economy"},
      {"P3", "traditional services renewed"},
      {"P4a", "new industry from technology"},
      {"P4b", "new industry from demand"},
      {"P4c", "new industry from convergence"},
      {"P4d", "new industry from policy"},
      {"R1", "data as core factor"},
      {"R2", "involution trap"},
      {"R3", "firm tiers"},
      {"R4", "forcing and enabling policy"},
      {"R5", "open innovation"},
      {"R6", "data-driven governance"},
      {"R7", "culture and tolerance"},
  };
  return rows;
}

}  // namespace kaldor
