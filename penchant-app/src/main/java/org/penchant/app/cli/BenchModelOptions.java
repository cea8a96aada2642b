package org.penchant.app.cli;

import picocli.CommandLine.Option;

/** The size of the random model that a benchmark trains. */
final class BenchModelOptions {
  @Option(
      names = "--hidden",
      defaultValue = "256",
      description = "Hidden size (default: ${DEFAULT-VALUE}).")
  int hidden;

  @Option(
      names = "--layers",
      defaultValue = "4",
      description = "Layers (default: ${DEFAULT-VALUE}).")
  int layers;

  @Option(
      names = "--vocabulary",
      defaultValue = "32000",
      description = "Vocabulary (default: ${DEFAULT-VALUE}).")
  int vocabulary;
}
