// SPDX-License-Identifier: MIT
#include <iostream>
#include <utility>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/signal_watch.h"
#include "serve/preview_server.h"

namespace syndic::cli {

int serve(const Arguments& global, const ServeArguments& arguments, const Log& log) {
  auto address = serve::parse_listen(arguments.listen);
  if (!address) {
    log.error("--listen " + arguments.listen + ": " + address.error().message);
    return kWrongUsage;
  }
  serve::Options options{.folder = arguments.folder, .address = std::move(*address)};
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
