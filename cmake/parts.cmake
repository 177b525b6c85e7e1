# The libraries Steward stands on. All are Debian packages (bin/setup lists them); none is copied into the tree.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(date REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_library(STEWARD_CSV csv REQUIRED)
find_path(STEWARD_CSV_HEADERS csv.h REQUIRED)
mark_as_advanced(STEWARD_CSV STEWARD_CSV_HEADERS)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(gumbo REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)

add_library(steward_parts INTERFACE)
target_include_directories(steward_parts INTERFACE ${CMAKE_SOURCE_DIR}/server)
target_compile_definitions(steward_parts INTERFACE
  STEWARD_VERSION="${STEWARD_VERSION}"
  # server/platform/libs.cpp compiles these once instead of every file that includes them.
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(steward_parts INTERFACE
  steward_warnings Threads::Threads Boost::headers fmt::fmt spdlog::spdlog date::date-tz CURL::libcurl ZLIB::ZLIB ${STEWARD_CSV}
  PkgConfig::libpq PkgConfig::sodium PkgConfig::gumbo PkgConfig::utf8proc)
