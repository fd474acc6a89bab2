// Any bytes as a model file: refused with a message, or its sections lie inside it.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/model_file.h"
#include "casus/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const std::string kPath =
      (std::filesystem::temp_directory_path() / ("casus-fuzz-" + std::to_string(::getpid()))).string();
  std::ofstream(kPath, std::ios::binary).write(reinterpret_cast<const char*>(data), std::streamsize(size));
  const auto model = casus::ModelFile::open(kPath);
  if (!model && model.error().message.empty()) std::abort();
  casus::ReaderOptions options;
  options.model = kPath;
  const auto reader = casus::Reader::open(options);
  if (!reader && reader.error().message.empty()) std::abort();
  std::filesystem::remove(kPath);
  return 0;
}
