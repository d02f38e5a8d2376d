# Language, warnings, floating point: one place for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# Same bits everywhere: no contraction, no fast-math, in every build type (docs/decisions/0001).
set(CMAKE_CXX_FLAGS_RELEASE "-O3")
add_compile_options(-march=${LANTIAN_ARCH} -ffp-contract=off -fno-math-errno -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wno-psabi
                    -Wno-restrict)  # g++-12 warns of std::string + char * wrongly (GCC bug 105651)
if(LANTIAN_WARNINGS_AS_ERRORS)
  add_compile_options(-Werror)
endif()
if(LANTIAN_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
                      -Wno-maybe-uninitialized)  # g++-12 warns wrongly of <regex> under sanitizers (GCC bug 105562)
  add_link_options(-fsanitize=address,undefined)
endif()
find_package(OpenMP REQUIRED COMPONENTS CXX)
include(GNUInstallDirs)

# Files, words, tests: what does not compute is compiled with little care, and with none under the sanitizers (half the time).
function(lantian_compiled_quickly target)
  target_compile_options(${target} PRIVATE -O$<IF:$<BOOL:${LANTIAN_SANITIZE}>,0,1>
                         -Wno-maybe-uninitialized)  # g++-12 warns wrongly of std::optional at -O1 (GCC bug 80635)
endfunction()

# One library per folder: lantian_layer(model) gathers its sources; extra arguments are its dependencies.
function(lantian_layer name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "\\.kernel\\.cpp$")  # compiled once per instruction set
  add_library(lantian_${name} STATIC ${sources})
  add_library(lantian::${name} ALIAS lantian_${name})
  set_target_properties(lantian_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(lantian_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                                                    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/lantian>)
  target_link_libraries(lantian_${name} PUBLIC ${ARGN})
  target_compile_features(lantian_${name} PUBLIC cxx_std_20)
  if(LANTIAN_SANITIZE AND NOT name STREQUAL model)
    lantian_compiled_quickly(lantian_${name})
  endif()
  install(TARGETS lantian_${name} EXPORT lantianTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/lantian/${name}
          FILES_MATCHING PATTERN "*.hpp")
endfunction()

# A *.kernel.cpp is compiled once for each instruction set, as its own object, with LANTIAN_ISA naming it;
# the fastest one that the processor has is chosen once at the start.
function(lantian_kernel target source)
  get_filename_component(stem ${source} NAME_WE)
  foreach(isa IN ITEMS v3 v4)
    set(object ${target}_${stem}_${isa})
    add_library(${object} OBJECT ${source})
    target_include_directories(${object} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${object} PRIVATE LANTIAN_ISA=${isa})
    target_compile_options(${object} PRIVATE -march=x86-64-${isa} -fno-trapping-math)
    if(isa STREQUAL v4)
      target_compile_options(${object} PRIVATE -mprefer-vector-width=512)
    endif()
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:${object}>)
  endforeach()
endfunction()
