# Language, warnings, sanitizers, and what makes a second build quick.
option(STEWARD_HARDEN "Compile with the usual exploit mitigations" OFF)
option(STEWARD_FUZZ "Build the fuzz targets (needs clang)" OFF)
set(STEWARD_SANITIZE "" CACHE STRING "Sanitizers, as the compiler spells them")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

# Two worktrees of one repository compile the same text under different paths. With paths written relative to
# the checkout, and the working directory left out of the hash, they share what ccache holds.
find_program(STEWARD_CCACHE ccache)
mark_as_advanced(STEWARD_CCACHE)
if(STEWARD_CCACHE)
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=time_macros
    ${STEWARD_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

# A faster linker where one is installed; any will do.
find_program(STEWARD_MOLD mold)
mark_as_advanced(STEWARD_MOLD)
if(STEWARD_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(steward_warnings INTERFACE)
target_compile_options(steward_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual
  -Werror=switch -Werror=return-type -Werror=uninitialized -Werror=suggest-override>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 raises these two in its own library headers when they are inlined; they have never been right here.
  target_compile_options(steward_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-stringop-overflow -Wno-restrict
    -Wno-missing-field-initializers>)
endif()

add_compile_options(-fno-omit-frame-pointer)
if(STEWARD_HARDEN)
  add_compile_options(-fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS)
  add_link_options(-Wl,-z,relro -Wl,-z,now -pie)
endif()
if(STEWARD_SANITIZE)
  add_compile_options(-fsanitize=${STEWARD_SANITIZE} -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${STEWARD_SANITIZE})
endif()
if(STEWARD_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-tsan)  # Asio's fences, which g++ says it cannot follow
endif()
