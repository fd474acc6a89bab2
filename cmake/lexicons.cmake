# Puts every lexicons/*.tsv into the program: an assembler file takes the bytes in (.incbin), a C++ file names them.
file(GLOB tables CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/lexicons/*.tsv)
list(SORT tables)
set(assembly "    .section .rodata\n")
set(declarations "")
set(rows "")
foreach(path IN LISTS tables)
  get_filename_component(name ${path} NAME_WE)
  string(APPEND assembly "    .global casus_table_${name}\n    .global casus_table_${name}_end\n"
                         "casus_table_${name}:\n    .incbin \"${path}\"\ncasus_table_${name}_end:\n    .byte 0\n")
  string(APPEND declarations "extern const char casus_table_${name}[], casus_table_${name}_end[];\n")
  string(APPEND rows "      {\"${name}\", {casus_table_${name}, std::size_t(casus_table_${name}_end - casus_table_${name})}},\n")
endforeach()
string(APPEND assembly "    .section .note.GNU-stack,\"\",%progbits\n")
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/lexicons/tables.S CONTENT "${assembly}" @ONLY)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/lexicons/tables.cc CONTENT [=[
#include "lexicon/compiled.h"

extern "C" {
@declarations@}

namespace casus::lexicon {

std::span<const CompiledTable> compiled_tables() {
  static const CompiledTable kTables[] = {
@rows@  };
  return kTables;
}

}  // namespace casus::lexicon
]=] @ONLY)
set_property(SOURCE ${CMAKE_BINARY_DIR}/lexicons/tables.S PROPERTY OBJECT_DEPENDS "${tables}")
target_sources(casus_lexicon PRIVATE ${CMAKE_BINARY_DIR}/lexicons/tables.S ${CMAKE_BINARY_DIR}/lexicons/tables.cc)
set_source_files_properties(${CMAKE_BINARY_DIR}/lexicons/tables.S PROPERTIES COMPILE_OPTIONS "-Wno-unused-command-line-argument")
