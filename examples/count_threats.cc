// Who threatens whom: opens a reader, reads text files, and prints each threat with its condition.
// usage: count_threats MODEL DATE FILE…
#include <casus/reader.h>

#include <fstream>
#include <iostream>
#include <sstream>

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: count_threats MODEL DATE FILE...\n";
    return 2;
  }
  casus::ReaderOptions options;
  options.model = argv[1];
  const casus::Result<casus::Reader> reader = casus::Reader::open(options);
  if (!reader) {
    std::cerr << reader.error().text() << "\n";
    return 2;
  }
  int threats = 0;
  for (int i = 3; i < argc; ++i) {
    std::stringstream text;
    text << std::ifstream(argv[i]).rdbuf();
    casus::Document document;
    document.id = argv[i];
    document.date = casus::Date::parse(argv[2]);
    document.text = text.str();
    for (const casus::Entry& entry : reader->read(document).entries) {
      if (entry.kind != casus::EntryKind::kThreat) continue;
      ++threats;
      for (const std::string& holder : entry.holder) std::cout << holder << " ";
      std::cout << "threatens";
      for (const std::string& target : entry.counterparty) std::cout << " " << target;
      if (entry.condition) std::cout << ": " << entry.condition->quote.text;
      std::cout << "\n";
    }
  }
  std::cout << threats << " threats\n";
  return 0;
}
