# The server, floor by floor. A floor without sources yet is simply left out.
function(steward_floor name)  # steward_floor(steward_base server/base/*.cpp ...)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${ARGN})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  if(NOT sources)
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC steward_parts)
  set_property(GLOBAL APPEND PROPERTY steward_floors ${name})
endfunction()

set(server ${CMAKE_SOURCE_DIR}/server)
steward_floor(steward_base ${server}/base/*.cpp)
steward_floor(steward_engines ${server}/engines/*.cpp)
steward_floor(steward_platform ${server}/platform/store/*.cpp ${server}/platform/records/*.cpp ${server}/platform/jobs/*.cpp
  ${server}/platform/search/*.cpp)
if(TARGET steward_platform)
  target_include_directories(steward_platform SYSTEM PRIVATE ${sqlite_source})
endif()
# The compile firewall: only these see Beast and Asio.
steward_floor(steward_edge ${server}/platform/http/*.cpp ${server}/platform/live/*.cpp ${server}/platform/outbound/*.cpp)
steward_floor(steward_libs ${server}/platform/libs.cpp)
steward_floor(steward_features ${server}/features/*.cpp)
steward_floor(steward_app ${server}/app/*.cpp)

# Asio and Beast cost each of the edge's files seconds to read. ccache remembers better than a precompiled
# header does, so the header is for machines without it.
if(TARGET steward_edge AND NOT STEWARD_CCACHE)
  target_precompile_headers(steward_edge PRIVATE <boost/asio.hpp> <boost/beast.hpp> <string> <vector> <functional>)
endif()

# The whole house: archives, so that a program takes only what it uses; searched as one group, because neighbours such as
# http and records use each other.
get_property(steward_floors GLOBAL PROPERTY steward_floors)
list(JOIN steward_floors "," steward_group)
add_library(steward_whole INTERFACE)
target_include_directories(steward_whole INTERFACE ${CMAKE_SOURCE_DIR})  # so that "tests/company.h" is found
target_link_libraries(steward_whole INTERFACE "$<LINK_GROUP:RESCAN,${steward_group},steward_embedded,steward_sqlite>")

file(GLOB main CONFIGURE_DEPENDS ${server}/main.cpp)
if(main)
  add_executable(steward ${main})
  target_link_libraries(steward PRIVATE steward_whole)
endif()
