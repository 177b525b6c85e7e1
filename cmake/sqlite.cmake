# SQLite comes as the amalgamation inside an exactly pinned npm package (docs/decisions/0001): Debian 12's own is
# older than 3.51.3 and has the WAL-reset race. The flags are ours.
set(sqlite_source ${CMAKE_SOURCE_DIR}/tools/sqlite/node_modules/better-sqlite3/deps/sqlite3)
if(NOT EXISTS ${sqlite_source}/sqlite3.c)
  message(FATAL_ERROR "SQLite's source is not here yet. Run bin/setup.")
endif()

add_library(steward_sqlite STATIC ${sqlite_source}/sqlite3.c)
target_include_directories(steward_sqlite SYSTEM PUBLIC ${sqlite_source})
target_compile_options(steward_sqlite PRIVATE -w)
target_link_libraries(steward_sqlite PRIVATE Threads::Threads m)
target_compile_definitions(steward_sqlite PRIVATE
  SQLITE_THREADSAFE=2                # every connection belongs to one thread at a time
  SQLITE_DEFAULT_WAL_SYNCHRONOUS=2   # FULL: an acknowledged write survives a power cut
  SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_DEFAULT_FOREIGN_KEYS=1
  SQLITE_DQS=0                       # "text" is a column or an error, never a string
  SQLITE_ENABLE_FTS5
  SQLITE_ENABLE_DBSTAT_VTAB
  SQLITE_ENABLE_STAT4
  SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_OMIT_DEPRECATED
  SQLITE_OMIT_LOAD_EXTENSION
  SQLITE_OMIT_SHARED_CACHE
  SQLITE_USE_ALLOCA
  HAVE_USLEEP=1 HAVE_FDATASYNC=1 HAVE_MALLOC_USABLE_SIZE=1 HAVE_LOCALTIME_R=1 HAVE_GMTIME_R=1)
