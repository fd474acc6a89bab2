// Runs a fuzz target over its corpus without libFuzzer: every file as it is, cut short, and with bytes changed, the
// same each time. usage: TARGET_replay FOLDER [ROUNDS]: how often each is changed, 8 if not said
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) return 2;
  const int rounds = argc == 3 ? std::atoi(argv[2]) : 8;
  const auto one = [](const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  };
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  int runs = 0;
  uint64_t seed = 0x9E3779B97F4A7C15;
  const auto random = [&seed](std::size_t below) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return std::size_t(seed % std::max<std::size_t>(below, 1));
  };
  for (const auto& file : files) {
    std::stringstream in;
    in << std::ifstream(file, std::ios::binary).rdbuf();
    const std::string bytes = in.str();
    one(bytes), ++runs;
    for (int i = 0; i < rounds && !bytes.empty(); ++i, runs += 2) {
      one(bytes.substr(0, random(bytes.size())));
      std::string changed = bytes;
      for (int k = 0; k < 4; ++k) changed[random(changed.size())] = char(random(256));
      one(changed);
    }
  }
  std::printf("%d inputs\n", runs);
  return runs > 0 ? 0 : 1;
}
