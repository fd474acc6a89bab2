#include "formats/json.h"
namespace casus::formats { void write_json(const Reading&, std::string&) {} }
