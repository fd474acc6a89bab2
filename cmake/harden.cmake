# What every build is hardened with: canaries on the stack, checked copies of the C library, checked indexes of the
# standard library, and tables of the linker that nothing can write to once the program runs.
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-fstack-protector-strong;-fstack-clash-protection>")
add_compile_definitions("$<$<COMPILE_LANGUAGE:CXX>:_GLIBCXX_ASSERTIONS>")
# FORTIFY needs an optimised build, and sanitizers see what it would hide.
if(NOT CASUS_SANITIZE AND CMAKE_BUILD_TYPE MATCHES "Rel")
  add_compile_options("$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-D_FORTIFY_SOURCE=3>" "$<$<COMPILE_LANG_AND_ID:CXX,Clang>:-D_FORTIFY_SOURCE=2>")
endif()
add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
