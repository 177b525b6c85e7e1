# The version is written once, in the file VERSION; `steward version`, the package and the API all print that.
file(STRINGS ${CMAKE_SOURCE_DIR}/VERSION STEWARD_VERSION LIMIT_COUNT 1)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/VERSION)
