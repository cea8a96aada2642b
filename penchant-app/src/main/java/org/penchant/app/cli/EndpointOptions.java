package org.penchant.app.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.remote.ChatClient;
import org.penchant.rank.judge.remote.Endpoint;
import org.penchant.rank.judge.remote.ReplyCache;
import org.penchant.rank.judge.remote.Timekeeper;
import picocli.CommandLine.Option;

/** How a chat model behind an address is asked. */
final class EndpointOptions {
  @Option(names = "--judge-model", paramLabel = "NAME", description = "The endpoint's model.")
  private @Nullable String model;

  @Option(
      names = "--key-env",
      defaultValue = "OPENAI_API_KEY",
      paramLabel = "VARIABLE",
      description = "The environment variable that holds the key (default: ${DEFAULT-VALUE}).")
  private String keyVariable = "OPENAI_API_KEY";

  @Option(names = "--judge-cache", paramLabel = "FOLDER", description = "Where replies are kept.")
  private @Nullable Path cache;

  @Option(
      names = "--concurrency",
      defaultValue = "8",
      paramLabel = "N",
      description = "Most requests at once (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--per-minute",
      defaultValue = "0",
      paramLabel = "N",
      description = "Most requests begun in a minute; 0 for no limit.")
  private int perMinute;

  @Option(
      names = "--timeout",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "Of one attempt (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--retries",
      defaultValue = "5",
      paramLabel = "N",
      description = "Further attempts after one that failed (default: ${DEFAULT-VALUE}).")
  private int retries;

  @Option(
      names = "--prices",
      defaultValue = "0,0",
      paramLabel = "IN,OUT",
      description = "For a million tokens of prompt and of completion, to count the cost.")
  private String prices = "0,0";

  /**
   * A client of the address.
   *
   * @param option that names the address
   * @throws ProblemsException if an option is wrong
   */
  ChatClient client(String option, String address, Seeds seeds) {
    if (model == null)
      throw usage("--judge-model", "", "is needed for an endpoint", "name the server's model");
    try {
      var price = prices.split(",", 2);
      var endpoint =
          Endpoint.of(URI.create(address), model)
              .withTimeout(Duration.ofSeconds(timeout))
              .withRetries(retries, Duration.ofMillis(500))
              .withLimits(concurrency, perMinute)
              .withPrices(Double.parseDouble(price[0]), Double.parseDouble(price[1]));
      String key = System.getenv(keyVariable);
      if (key != null && !key.isBlank()) endpoint = endpoint.withKey(key);
      return new ChatClient(
          endpoint,
          cache == null ? ReplyCache.none() : ReplyCache.in(cache),
          Timekeeper.of(Clock.systemUTC()),
          seeds);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException refused) {
      throw usage(option, address, String.valueOf(refused.getMessage()), "see --help");
    }
  }

  /** What asking has cost, in words. */
  static String cost(ChatClient client) {
    var u = client.usage();
    return String.format(
        Locale.ROOT,
        "%d replies, %d cached, %d requests, %d + %d tokens, cost %.4f",
        u.replies(),
        u.cached(),
        u.attempts(),
        u.promptTokens(),
        u.completionTokens(),
        u.cost());
  }

  private static ProblemsException usage(String option, Object value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.USAGE, option, value, rule, remedy);
  }
}
