# One binary of all C++ tests, one of all benchmarks; fuzz targets by their preset.
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)

add_library(steward_whole INTERFACE)
target_include_directories(steward_whole INTERFACE ${CMAKE_SOURCE_DIR})  # so that "tests/company.h" is found
# Object libraries hand their objects only to a target that names them itself.
set(steward_objects ${steward_floors} steward_embedded steward_sqlite)

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS ${server}/*_test.cpp ${CMAKE_SOURCE_DIR}/tests/*.cpp)
list(FILTER test_sources EXCLUDE REGEX "/tests/(browser|chaos|fuzz|load)/")
if(test_sources)
  add_executable(steward_tests EXCLUDE_FROM_ALL ${test_sources})
  target_include_directories(steward_tests SYSTEM PRIVATE ${sqlite_source})
  target_link_libraries(steward_tests PRIVATE steward_whole ${steward_objects} GTest::gtest GTest::gmock GTest::gtest_main)
endif()

# What the tests of crashes and power cuts need beside the server: a library that is preloaded, and programs to kill.
file(GLOB chaos_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/chaos/*.cpp)
list(FILTER chaos_sources EXCLUDE REGEX "/powerloss\\.cpp$")
add_library(steward_powerloss MODULE EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/chaos/powerloss.cpp)
set_target_properties(steward_powerloss PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
target_link_libraries(steward_powerloss PRIVATE steward_warnings ${CMAKE_DL_LIBS})
add_custom_target(steward_chaos DEPENDS steward_powerloss)
foreach(source IN LISTS chaos_sources)
  get_filename_component(name ${source} NAME_WE)
  add_executable(steward_${name} EXCLUDE_FROM_ALL ${source})
  target_link_libraries(steward_${name} PRIVATE steward_whole ${steward_objects})
  add_dependencies(steward_chaos steward_${name})
endforeach()

file(GLOB bench_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*.cpp)
if(bench_sources)
  add_executable(steward_bench EXCLUDE_FROM_ALL ${bench_sources})
  target_link_libraries(steward_bench PRIVATE steward_whole ${steward_objects} benchmark::benchmark benchmark::benchmark_main)
endif()

file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp)
if(STEWARD_FUZZ)
  foreach(source IN LISTS fuzz_sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE steward_whole ${steward_objects})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  endforeach()
endif()
