# What Debian wants otherwise than `cmake --install` lays it down; cpack runs it over the tree it is about to pack.
file(GLOB_RECURSE manuals ${CPACK_TEMPORARY_DIRECTORY}/*/man1/casus.1)
file(GLOB_RECURSE licences ${CPACK_TEMPORARY_DIRECTORY}/*/doc/casus/LICENSE)
if(NOT manuals OR NOT licences)
  message(FATAL_ERROR "nothing to pack in ${CPACK_TEMPORARY_DIRECTORY}")
endif()
list(GET licences 0 licence)
get_filename_component(documents ${licence} DIRECTORY)
file(REMOVE ${licence})  # the text stands in /usr/share/common-licenses
file(RENAME ${documents}/NOTICE ${documents}/copyright)
file(RENAME ${documents}/CHANGELOG.md ${documents}/changelog)
file(RENAME ${documents}/../../zsh/site-functions ${documents}/../../zsh/vendor-completions)
execute_process(COMMAND gzip -9n ${manuals} ${documents}/changelog COMMAND_ERROR_IS_FATAL ANY)
