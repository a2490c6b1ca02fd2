// SPDX-License-Identifier: MIT
#include <iostream>
#include <utility>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "serve/preview_server.h"

namespace syndic::cli {

int run(const Arguments& global, const ServeArguments& command, const Log& log) {
  auto address = serve::parse_listen(command.listen);
  if (!address) {
    log.error("--listen " + command.listen + ": " + address.error().message);
    return kWrongUsage;
  }
  serve::Options options{.folder = command.folder, .address = std::move(*address)};
  if (options.folder.empty()) {
    options.folder = load_config(global.config_file, log).publish.directory;
  }
  serve::PreviewServer server(options);
  const SignalWatch watch([&] { server.stop(); });
  server.bind();
  server.run([&](std::string_view url) {
    if (log.loudness() == Loudness::quiet) return;
    std::cout << "serving " << options.folder.string() << " on " << url << std::endl;
  });
  return kDone;
}

}  // namespace syndic::cli
