# cmake --install: the program with its man page and completions, the library with its headers and package, the model.
include(CMakePackageConfigHelpers)

set_target_properties(casus PROPERTIES EXPORT_NAME casus)
install(TARGETS casus_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS casus EXPORT casus_targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/casus DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES models/casus.model DESTINATION ${CMAKE_INSTALL_DATADIR}/casus OPTIONAL)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The program describes itself, so that man page and completions cannot fall behind.
set(described ${CMAKE_BINARY_DIR}/described)
add_custom_command(
  OUTPUT ${described}/casus.1 ${described}/casus.bash ${described}/_casus
  COMMAND ${CMAKE_COMMAND} -E make_directory ${described}
  COMMAND casus_program describe man > ${described}/casus.1
  COMMAND casus_program describe bash > ${described}/casus.bash
  COMMAND casus_program describe zsh > ${described}/_casus
  DEPENDS casus_program VERBATIM)
add_custom_target(casus_described ALL DEPENDS ${described}/casus.1)
install(FILES ${described}/casus.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${described}/casus.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME casus)
install(FILES ${described}/_casus DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)

# find_package(casus): target casus::casus.
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/casus)
install(EXPORT casus_targets NAMESPACE casus:: FILE casus-targets.cmake DESTINATION ${package})
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/casus-config.cmake CONTENT [=[
include(CMakeFindDependencyMacro)
find_dependency(Threads)
find_dependency(fmt)
find_dependency(simdjson)
find_dependency(nlohmann_json)
find_dependency(ICU COMPONENTS uc i18n)
find_dependency(SQLite3)
include(${CMAKE_CURRENT_LIST_DIR}/casus-targets.cmake)
]=] @ONLY)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/casus-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/casus-config.cmake ${CMAKE_BINARY_DIR}/casus-config-version.cmake DESTINATION ${package})
