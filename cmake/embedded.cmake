# What the binary carries inside: every feature's schema files, and the page.
file(GLOB_RECURSE schema_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/server/*.sql)
string(MD5 schema_list "${schema_files}")  # in the command, so that a file gone makes the table anew
set(schema_source ${CMAKE_BINARY_DIR}/embedded/migrations.cpp)
add_custom_command(
  OUTPUT ${schema_source}
  COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR}/server -DOUT=${schema_source} -DLIST=${schema_list}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_schema.cmake
  DEPENDS ${schema_files} ${CMAKE_SOURCE_DIR}/cmake/embed_schema.cmake ${CMAKE_SOURCE_DIR}/server/platform/store/migrations.h
  COMMENT "Embedding the schema" VERBATIM)

# Vite leaves the page in web/dist. Without it (only the server is being built) the list of page files is empty.
file(GLOB_RECURSE page_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/dist/*)
string(MD5 page_list "${page_files}")
set(page_folder ${CMAKE_BINARY_DIR}/embedded/page)
if(page_files)
  find_program(STEWARD_NODE node HINTS ${CMAKE_SOURCE_DIR}/tools/node/node_modules/.bin NO_CACHE REQUIRED)
  set(page_sources ${page_folder}/page_files.cpp ${page_folder}/page_bytes.S)
  add_custom_command(
    OUTPUT ${page_sources}
    COMMAND ${STEWARD_NODE} ${CMAKE_SOURCE_DIR}/tools/embed_page.mjs ${CMAKE_SOURCE_DIR}/web/dist ${page_folder} ${page_list}
    DEPENDS ${page_files} ${CMAKE_SOURCE_DIR}/tools/embed_page.mjs ${CMAKE_SOURCE_DIR}/server/platform/http/page_files.h
    COMMENT "Embedding the page" VERBATIM)
else()
  set(page_sources ${page_folder}/no_page.cpp)
  file(CONFIGURE OUTPUT ${page_sources} CONTENT "#include \"platform/http/page_files.h\"

std::span<const web::PageFile> web::page_files() { return {}; }
")
endif()

add_library(steward_embedded STATIC ${schema_source} ${page_sources})
target_link_libraries(steward_embedded PRIVATE steward_parts)
