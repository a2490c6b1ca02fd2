// SPDX-License-Identifier: MIT
#include "cli/cli.h"

int main(int argc, char** argv) { return syndic::cli::run(argc, argv); }
