package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.Sampling;
import org.penchant.app.job.LocalWriter;
import org.penchant.core.random.Seeds;
import org.penchant.rank.basis.ReasonWriter;
import org.penchant.rank.judge.remote.RemoteGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who writes reasons: an endpoint or a model folder. */
final class WriterOptions {
  private static final int REASON_TOKENS = 192;

  @Option(
      names = "--writer",
      paramLabel = "WRITER",
      description =
          "Who says why, for rows without a rationale, and names categories: an address such as"
              + " http://localhost:8000/v1, or a model folder.")
  private @Nullable String writer;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  /**
   * An open writer; closing it frees what it holds.
   *
   * @param cost what asking has cost, in words; empty for writers that cost nothing
   */
  record Open(Optional<ReasonWriter> writer, Supplier<String> cost, Runnable holds)
      implements AutoCloseable {
    @Override
    public void close() {
      holds.run();
    }
  }

  /** Opens the writer, if one is named. Its answers are the likeliest. */
  Open open(Seeds seeds) throws IOException {
    if (writer == null) return new Open(Optional.empty(), () -> "", () -> {});
    if (writer.startsWith("http://") || writer.startsWith("https://")) {
      var client = endpoint.client("--writer", writer, seeds);
      return new Open(
          Optional.of(new ReasonWriter(new RemoteGenerator(client, 0, REASON_TOKENS), true)),
          () -> EndpointOptions.cost(client),
          client::close);
    }
    var local =
        LocalWriter.open(
            Path.of(writer),
            Sampling.greedy().withMaxNewTokens(REASON_TOKENS),
            seeds.child("writer"));
    boolean chat = local.generator().encoder().template() instanceof PromptTemplate.ByContent;
    return new Open(
        Optional.of(new ReasonWriter(local::generateFitting, chat)), () -> "", local::close);
  }
}
