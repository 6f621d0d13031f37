# The same bits on every machine and compiler: no contraction, no reassociation (docs/decisions.md).
add_library(kaldor_flags INTERFACE)
target_compile_options(kaldor_flags INTERFACE
  -ffp-contract=off -fno-fast-math -fno-math-errno -fno-trapping-math -fopenmp-simd)

add_library(kaldor_warnings INTERFACE)
target_compile_options(kaldor_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)

# One room of the engine: every .cpp beside its CMakeLists.txt and in stages/, public headers under include/.
function(kaldor_room name)
  cmake_parse_arguments(ROOM "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/stages/*.cpp)
  if(sources)
    add_library(kaldor_${name} STATIC ${sources})
    target_include_directories(kaldor_${name} PUBLIC include PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(kaldor_${name} PUBLIC kaldor_flags ${ROOM_PUBLIC} PRIVATE kaldor_warnings ${ROOM_PRIVATE})
    set_target_properties(kaldor_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  else()
    add_library(kaldor_${name} INTERFACE)
    target_include_directories(kaldor_${name} INTERFACE include)
    target_link_libraries(kaldor_${name} INTERFACE kaldor_flags ${ROOM_PUBLIC})
  endif()
endfunction()
