package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.penchant.rank.judge.remote.PairPrompt;
import org.penchant.rank.judge.remote.RemoteJudge;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who judges pairs of answers, and how: an endpoint, a model folder, or a scorer. */
final class JudgeOptions {
  @Option(
      names = "--judge",
      paramLabel = "JUDGE",
      description =
          "An address such as http://localhost:8000/v1, a model folder, or a scorer: distinct,"
              + " length, words:A,B, reward:FOLDER, shaped:FILE, relevance:FILE.")
  private @Nullable String judge;

  @Mixin private EndpointOptions endpoint = new EndpointOptions();

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
      return client.map(EndpointOptions::cost).orElse("");
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
    var asked = prompt();
    var counted = limit();
    var client = endpoint.client("--judge", address, seeds);
    return new Open(RemoteJudge.pairs(client, asked, counted), Optional.of(client), client);
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
