# cmake --install: component `program` is what the Debian package holds, `development` the library for other programs.
include(CMakePackageConfigHelpers)
set(data ${CMAKE_INSTALL_DATADIR}/casus)

install(TARGETS casus_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES models/casus.model models/encoder.model models/CARD.md DESTINATION ${data} COMPONENT program)
install(DIRECTORY lexicons schema DESTINATION ${data} COMPONENT program)
install(FILES LICENSE NOTICE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(DIRECTORY docs examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program
        PATTERN CMakeLists.txt EXCLUDE PATTERN evaluation EXCLUDE)

# interfaces/cli lets the program describe itself.
set(described ${CMAKE_BINARY_DIR}/described)
install(FILES ${described}/man DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 RENAME casus.1 COMPONENT program)
install(FILES ${described}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME casus COMPONENT program)
install(FILES ${described}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _casus COMPONENT program)
install(FILES ${described}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME casus.fish COMPONENT program)

# find_package(casus): target casus::casus.
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/casus)
install(TARGETS casus EXPORT casus_targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY include/casus DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development FILES_MATCHING PATTERN "*.h")
install(EXPORT casus_targets NAMESPACE casus:: FILE casus-targets.cmake DESTINATION ${package} COMPONENT development)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/casus-config.cmake CONTENT [=[
include(CMakeFindDependencyMacro)
find_dependency(Threads)
find_dependency(fmt)
find_dependency(simdjson)
find_dependency(nlohmann_json)
find_dependency(ICU COMPONENTS uc i18n)
find_dependency(SQLite3)
find_dependency(dnnl)
include(${CMAKE_CURRENT_LIST_DIR}/casus-targets.cmake)
]=] @ONLY)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/casus-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/casus-config.cmake ${CMAKE_BINARY_DIR}/casus-config-version.cmake DESTINATION ${package}
        COMPONENT development)
