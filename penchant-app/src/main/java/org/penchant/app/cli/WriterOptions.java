package org.penchant.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.align.lm.PromptTemplate;
import org.penchant.align.lm.Sampling;
import org.penchant.app.job.LocalWriter;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.rank.basis.ReasonWriter;
import org.penchant.rank.judge.remote.ChatClient;
import org.penchant.rank.judge.remote.Endpoint;
import org.penchant.rank.judge.remote.RemoteGenerator;
import org.penchant.rank.judge.remote.ReplyCache;
import org.penchant.rank.judge.remote.Timekeeper;
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

  @Option(names = "--writer-model", paramLabel = "NAME", description = "The endpoint's model.")
  private @Nullable String model;

  @Option(
      names = "--key-env",
      defaultValue = "OPENAI_API_KEY",
      paramLabel = "VARIABLE",
      description = "The environment variable that holds the key (default: ${DEFAULT-VALUE}).")
  private String keyVariable = "OPENAI_API_KEY";

  @Option(names = "--writer-cache", paramLabel = "FOLDER", description = "Where replies are kept.")
  private @Nullable Path cache;

  /** An open writer; closing it frees what it holds. */
  record Open(Optional<ReasonWriter> writer, Runnable holds) implements AutoCloseable {
    @Override
    public void close() {
      holds.run();
    }
  }

  /** Opens the writer, if one is named. Its answers are the likeliest. */
  Open open(Seeds seeds) throws IOException {
    if (writer == null) return new Open(Optional.empty(), () -> {});
    if (writer.startsWith("http://") || writer.startsWith("https://")) return remote(writer, seeds);
    var local =
        LocalWriter.open(
            Path.of(writer),
            Sampling.defaults().withTemperature(0).withMaxNewTokens(REASON_TOKENS),
            seeds.child("writer"));
    boolean chat = local.generator().encoder().template() instanceof PromptTemplate.ByContent;
    return new Open(Optional.of(new ReasonWriter(local::generateFitting, chat)), local::close);
  }

  private Open remote(String address, Seeds seeds) {
    if (model == null)
      throw ProblemsException.of(
          ExitCode.USAGE,
          "--writer-model",
          "",
          "is needed for an endpoint",
          "name the server's model");
    try {
      var endpoint = Endpoint.of(URI.create(address), model);
      String key = System.getenv(keyVariable);
      if (key != null && !key.isBlank()) endpoint = endpoint.withKey(key);
      var client =
          new ChatClient(
              endpoint,
              cache == null ? ReplyCache.none() : ReplyCache.in(cache),
              Timekeeper.of(Clock.systemUTC()),
              seeds);
      return new Open(
          Optional.of(new ReasonWriter(new RemoteGenerator(client, 0, REASON_TOKENS), true)),
          client::close);
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.USAGE, "--writer", address, String.valueOf(refused.getMessage()), "see --help");
    }
  }
}
