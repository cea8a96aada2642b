package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.CandidatePool;
import org.penchant.app.rank.JudgeAuditText;
import org.penchant.app.rank.JudgeQuestion;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.data.votes.VoteReader;
import org.penchant.rank.judge.JudgeAudit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a judge compare labelled pairs in both orders, and audits it. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = {
      "Has a judge compare preference pairs in both orders and says how far it can be trusted:"
          + " agreement with the labels, consistency under exchange, effects of position and length.",
      "Writes one line a pair to --out."
    })
public final class JudgeVerb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private RowOptions how = new RowOptions();

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Labelled pairs: JSONL, JSON, CSV or Parquet, plain, gzip or zstd.")
  private List<Path> data = List.of();

  @Option(
      names = "--candidates",
      paramLabel = "FILE",
      description =
          "Instead of pairs: a table of prompt, item (or model) and response; pairs of items are"
              + " drawn, --limit of them (default 100).")
  private @Nullable Path candidates;

  @Option(
      names = "--own",
      paramLabel = "ITEM",
      description = "The candidate that the judge itself wrote, for self-preference.")
  private @Nullable String own;

  @Mixin private JudgeOptions judging = new JudgeOptions();

  @Option(
      names = "--people",
      paramLabel = "VOTES",
      description = "Votes of people on the same items, which --own needs.")
  private @Nullable Path people;

  @Option(
      names = "--limit",
      defaultValue = "0",
      paramLabel = "N",
      description = "Judge the first N pairs only, or so many drawn ones; 0 for all.")
  private int limit;

  @Option(names = "--seed", defaultValue = "0", paramLabel = "SEED", description = "Root seed.")
  private long seed;

  @Option(names = "--out", paramLabel = "FILE", description = "Where verdicts go, as JSON lines.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the audit as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    var seeds = new Seeds(seed).child("judge");
    var questions = questions(seeds.stream("questions"));
    var progress = new ConsoleProgress(line.getErr(), System.console() != null);
    progress.stage("judging " + questions.size() + " pairs in both orders");
    var lines = new StringBuilder();
    var judged = new ArrayList<JudgeAudit.Judged>();
    int failed = 0;
    String cost;
    try (var open = judging.open(seeds)) {
      for (var one : answers(open, questions, progress)) {
        if (one.isEmpty()) failed++;
        else {
          judged.add(one.get());
          lines.append(Json.line(line(one.get()))).append('\n');
        }
      }
      cost = open.cost();
    }
    progress.end();
    if (judged.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "judge",
          failed + " pairs, the last: " + judging.lastUnreadable(),
          "no reply could be read",
          "change the prompt");
    if (out != null) AtomicFiles.write(out, lines.toString());
    var audit = people == null ? JudgeAudit.of(judged) : JudgeAudit.of(judged, votes(people));
    var printed = line.getOut();
    printed.print(
        json
            ? Json.pretty(JudgeAuditText.figures(audit, failed))
            : JudgeAuditText.text(audit, failed));
    if (!cost.isEmpty() && !json) printed.println("cost: " + cost);
    printed.flush();
    return ExitCode.OK.code();
  }

  private List<JudgeQuestion> questions(RandomGenerator random) {
    if (data.isEmpty() == (candidates == null))
      throw ProblemsException.of(
          ExitCode.USAGE, "judge", "", "needs either --data or --candidates", "give one of them");
    if (candidates == null) return JudgeQuestion.labelled(how.rows(data).all(), limit, random);
    var pool = CandidatePool.read(candidates);
    if (own != null && !pool.items().contains(own))
      throw ProblemsException.of(
          ExitCode.USAGE, "--own", own, "is not among the candidates", "they are " + pool.items());
    return JudgeQuestion.drawn(pool, limit > 0 ? limit : 100, random);
  }

  /** In the order of the questions; an endpoint is asked many at once, as many as it is allowed. */
  private List<Optional<JudgeAudit.Judged>> answers(
      JudgeOptions.Open open, List<JudgeQuestion> questions, ConsoleProgress progress) {
    var answers = new ArrayList<Optional<JudgeAudit.Judged>>();
    var asked = new ArrayList<Callable<Optional<JudgeAudit.Judged>>>();
    for (var question : questions)
      asked.add(() -> question.ask(open.judge(), Optional.ofNullable(own)));
    try (var threads =
        open.client().isPresent()
            ? Executors.newVirtualThreadPerTaskExecutor()
            : Executors.newSingleThreadExecutor()) {
      var futures = asked.stream().map(threads::submit).toList();
      try {
        for (var future : futures) {
          answers.add(future.get());
          progress.at(answers.size(), questions.size(), Map.of());
        }
      } catch (ExecutionException failed) {
        threads.shutdownNow();
        if (failed.getCause() instanceof ProblemsException problem) throw problem;
        throw new IllegalStateException(failed.getCause());
      } catch (InterruptedException stopped) {
        threads.shutdownNow();
        throw ProblemsException.of(ExitCode.INTERRUPTED, "judge", "", "interrupted", "ask again");
      }
    }
    return answers;
  }

  private static List<Vote> votes(Path file) {
    var votes = new ArrayList<Vote>();
    VoteReader.defaults().forEach(List.of(file), new Problems(), votes::add);
    return votes;
  }

  private Map<String, Object> line(JudgeAudit.Judged one) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("question", one.question());
    fields.put("a", one.a());
    fields.put("b", one.b());
    fields.put("p_a", judging.calibration().probability(one.forward(), one.reversed()));
    fields.put("log_odds_a_first", one.forward().logOdds());
    fields.put("log_odds_b_first", one.reversed().logOdds());
    return fields;
  }
}
