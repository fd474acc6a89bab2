#include "cli/command.h"
#include "cli/documents.h"
#include "cli/ordered.h"
#include "cli/output.h"

namespace casus::cli {
namespace {

int run(const ReadingOptions& options) {
  const auto reader = open_reader(options);
  auto documents = Documents::open(options);
  for (const Error* error : {reader ? nullptr : &reader.error(), documents ? nullptr : &documents.error()}) {
    if (error != nullptr) return complain(error->text()), kFailed;
  }
  Output output;
  Progress progress(!terminal_out());
  struct Trees {
    std::string text;
    std::size_t documents = 0, bytes = 0;
  };
  ordered<Batch, Trees>(
      options.threads(), [&] { return documents->next(); },
      [&](Batch& batch) {
        Trees out{{}, batch.documents.size(), batch.bytes};
        for (const Document& document : batch.documents) reader->parse(document, out.text);
        return out;
      },
      [&](Trees& trees) {
        output.write(trees.text);
        progress.add(trees.documents, trees.bytes);
        return !output.failed();
      });
  progress.wipe();
  return finish(output, documents->failed() ? kFailed : kDone);
}

}  // namespace

std::function<int()> set_up_parse(CLI::App& app) {
  const auto options = std::make_shared<ReadingOptions>();
  options->declare(app);
  return [options] { return run(*options); };
}

}  // namespace casus::cli
