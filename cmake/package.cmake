# cpack: a Debian package of the program with its model, tables and documents. The library is for those who build.
#   cmake --build --preset release && cpack --config build/release/CPackConfig.cmake -B build/release
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME casus)
set(CPACK_PACKAGE_CONTACT "Casus <casus@packages.invalid>" CACHE STRING "maintainer of the package")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "reader of news dispatches that keeps the ledger of commitments")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Casus reads English news dispatches about international security and finds
who said what, who did what to whom (PLOVER and CAMEO events), and who has
bound himself to what: threats, promises, guarantees, demands, vetoes.
A ledger in one SQLite file keeps what became of them, and every answer
cites the sentence or the treaty that proves it.
.
The package holds the program with its model (CC BY-SA 4.0), tables,
documents and shell completions. It needs no network.")
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
include(CPack)
