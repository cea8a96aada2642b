package org.penchant.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penchant.app.job.LoadedModel;
import org.penchant.app.rank.LocalJudge;
import org.penchant.app.rank.RankMethods;
import org.penchant.app.reward.NamedScorer;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.rank.judge.CalibratedJudge;
import org.penchant.rank.judge.FailureLimit;
import org.penchant.rank.judge.PositionCalibration;
import org.penchant.rank.judge.SimulatedJudge;
import org.penchant.rank.judge.TextJudge;
import org.penchant.rank.judge.remote.ChatClient;
import org.penchant.rank.judge.remote.Endpoint;
import org.penchant.rank.judge.remote.PairPrompt;
import org.penchant.rank.judge.remote.RemoteJudge;
import org.penchant.rank.judge.remote.ReplyCache;
import org.penchant.rank.judge.remote.Timekeeper;
import picocli.CommandLine.Option;

/** Who judges pairs of answers, and how: an endpoint, a model folder, or a scorer. */
final class JudgeOptions {
  @Option(
      names = "--judge",
      paramLabel = "JUDGE",
      description =
          "An address such as http://localhost:8000/v1, a model folder, or a scorer: distinct,"
              + " length, words:A,B, reward:FOLDER, shaped:FILE.")
  private @Nullable String judge;

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

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "The question, with {prompt}, {first} and {second}.")
  private @Nullable Path template;

  @Option(
      names = "--tie-reply",
      paramLabel = "WORD",
      description = "The reply for a tie, such as C.")
  private @Nullable String tie;

  @Option(
      names = "--text-replies",
      description = "Read the reply's text, for servers without log-probabilities.")
  private boolean text;

  @Option(
      names = "--unreadable",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Most replies that may be unreadable (default: ${DEFAULT-VALUE}).")
  private double unreadable;

  @Option(
      names = "--calibration",
      defaultValue = "log-odds",
      paramLabel = "log-odds|mean|softmax|one-order",
      description = "How answers in both orders become one (default: ${DEFAULT-VALUE}).")
  private String calibration = "log-odds";

  @Option(
      names = "--band",
      defaultValue = "0",
      paramLabel = "WIDTH",
      description = "Probabilities within this of 0.5 are ties (default: ${DEFAULT-VALUE}).")
  private double band;

  private @Nullable FailureLimit limit;

  boolean given() {
    return judge != null;
  }

  /** An open judge; closing it frees what it holds. */
  record Open(TextJudge judge, Optional<ChatClient> client, AutoCloseable holds)
      implements AutoCloseable {
    /** What asking has cost, in words; empty for judges that cost nothing. */
    String cost() {
      return client
          .map(ChatClient::usage)
          .map(u ->
              String.format(
                  Locale.ROOT,
                  "%d replies, %d cached, %d requests, %d + %d tokens, cost %.4f",
                  u.replies(),
                  u.cached(),
                  u.attempts(),
                  u.promptTokens(),
                  u.completionTokens(),
                  u.cost()))
          .orElse("");
    }

    @Override
    public void close() throws IOException {
      try {
        holds.close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  PositionCalibration calibration() {
    return RankMethods.part("--calibration", calibration, PositionCalibration.class);
  }

  CalibratedJudge calibrated(TextJudge asked) {
    try {
      return new CalibratedJudge(asked, calibration(), band);
    } catch (IllegalArgumentException refused) {
      throw usage("--band", band, String.valueOf(refused.getMessage()), "0 is usual");
    }
  }

  /**
   * Opens the judge.
   *
   * @throws ProblemsException if an option is wrong
   */
  Open open(Seeds seeds) throws IOException {
    if (judge == null)
      throw usage("--judge", "", "is needed", "name an address, a model folder or a scorer");
    if (judge.startsWith("http://") || judge.startsWith("https://")) return remote(judge, seeds);
    if (Files.isDirectory(Path.of(judge))) {
      var loaded = LoadedModel.load(Path.of(judge), Optional.empty(), Optional.empty(), false);
      var local = new LocalJudge(loaded, prompt(), 8192, limit());
      return new Open(local, Optional.empty(), loaded);
    }
    var named = NamedScorer.open(judge);
    return new Open(SimulatedJudge.of(named.scorer(), seeds), Optional.empty(), named);
  }

  private Open remote(String address, Seeds seeds) throws IOException {
    if (model == null)
      throw usage("--judge-model", "", "is needed for an endpoint", "name the server's model");
    var asked = prompt();
    var counted = limit();
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
      var client =
          new ChatClient(
              endpoint,
              cache == null ? ReplyCache.none() : ReplyCache.in(cache),
              Timekeeper.of(Clock.systemUTC()),
              seeds);
      return new Open(RemoteJudge.pairs(client, asked, counted), Optional.of(client), client);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException refused) {
      throw usage("--judge", address, String.valueOf(refused.getMessage()), "see --help");
    }
  }

  /** The last reply that could not be read; empty if all could. */
  String lastUnreadable() {
    return limit == null ? "" : limit.last();
  }

  private FailureLimit limit() {
    try {
      return limit = new FailureLimit(unreadable);
    } catch (IllegalArgumentException refused) {
      throw usage("--unreadable", unreadable, String.valueOf(refused.getMessage()), "0.1 is usual");
    }
  }

  private PairPrompt prompt() throws IOException {
    try {
      var prompt = PairPrompt.defaults();
      if (text) prompt = prompt.withText(512);
      if (tie != null) prompt = prompt.withTie(tie);
      return template == null ? prompt : prompt.withTemplate(Files.readString(template));
    } catch (IllegalArgumentException refused) {
      throw usage("--template", "", String.valueOf(refused.getMessage()), "see --help");
    }
  }

  private static ProblemsException usage(String option, Object value, String rule, String remedy) {
    var problems = new Problems().error(option, value, rule, remedy);
    return new ProblemsException(ExitCode.USAGE, problems.errors(), 1);
  }
}
