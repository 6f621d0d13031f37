#include "kernels.hpp"

#define KALDOR_TEXT_OF(x) #x
#define KALDOR_TEXT(x) KALDOR_TEXT_OF(x)

namespace kaldor::KALDOR_ISA {

void plan(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
          CellSums&);
void market(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
            CellSums&);
void settle(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
            CellSums&);
void project(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
             CellSums&);
void innovate(const Columns&, std::size_t, const CellInput&, const RoleModels&, const LeverColumns&,
              const KernelContext&, Buffers&, CellSums&);
void leave(const Columns&, std::size_t, const CellInput&, const LeverColumns&, const KernelContext&, Buffers&,
           BlockResult&);
void compete(const Columns&, std::size_t, const CellInput&, const KernelContext&, Buffers&, BlockResult&);
void measure_tiers(const Columns&, std::size_t, const CellInput&, const KernelContext&, Buffers&, CellSums&);

const Kernels table = {plan, market, settle, project, innovate, leave, compete, measure_tiers, KALDOR_TEXT(KALDOR_ISA)};

}  // namespace kaldor::KALDOR_ISA
