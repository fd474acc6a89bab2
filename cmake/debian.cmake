# What Debian wants otherwise than `cmake --install` lays it down; cpack runs it over the tree it is about to pack.
file(GLOB shares LIST_DIRECTORIES true ${CPACK_TEMPORARY_DIRECTORY}/*/usr/share)
list(LENGTH shares count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "not one usr/share to pack under ${CPACK_TEMPORARY_DIRECTORY}")
endif()
set(documents ${shares}/doc/casus)
file(REMOVE ${documents}/LICENSE)  # the text stands in /usr/share/common-licenses
file(RENAME ${documents}/NOTICE ${documents}/copyright)
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${documents}/changelog "casus (${CPACK_PACKAGE_VERSION}) bookworm; urgency=medium\n\n  * What changed: CHANGELOG.md beside this file.\n\n"
                                  " -- ${CPACK_PACKAGE_CONTACT}  ${now}\n")
file(RENAME ${shares}/zsh/site-functions ${shares}/zsh/vendor-completions)
execute_process(COMMAND gzip -9n ${shares}/man/man1/casus.1 ${documents}/changelog COMMAND_ERROR_IS_FATAL ANY)
