package org.penchant.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.AskJob;
import org.penchant.app.rank.CandidatePool;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.data.votes.VoteAppender;
import org.penchant.rank.ask.NextPairs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a person compare in the terminal. */
@Command(
    name = "vote",
    mixinStandardHelpOptions = true,
    description = {
      "Shows two items, or what they answered, and takes your choice: a, b, t (tie), x (both bad), s"
          + " (skip), q (quit).",
      "Every answer is on the disk before the next question; the standings follow."
    })
public final class VoteVerb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private AskOptions asking = new AskOptions();

  @Option(names = "--annotator", paramLabel = "NAME", description = "Who votes.")
  private @Nullable String annotator;

  @Override
  public Integer call() throws IOException {
    var pool = asking.pool();
    var seeds = new Seeds(asking.seed).child("vote");
    var votes = asking.votes(pool);
    var job = asking.job(NextPairs.defaults(), 1);
    // The same seed would ask the same after every start: the votes so far move it on.
    var random = seeds.child("after " + votes.votes()).stream("pairs");
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var appender = asking.appender()) {
      ask(job, votes, pool, in, appender, seeds, random);
    }
    return ExitCode.OK.code();
  }

  private void ask(
      AskJob job,
      VoteTable start,
      Optional<CandidatePool> pool,
      BufferedReader in,
      VoteAppender appender,
      Seeds seeds,
      RandomGenerator random)
      throws IOException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var state = job.state(start, seeds);
    while (!state.sure()) {
      var pair = job.pairs(state, 1, random).getFirst();
      var question = pool.map(p -> p.draw(pair.first(), pair.second(), random));
      show(out, pair, question);
      String answer = answer(in, out);
      if (answer.equals("q")) break;
      if (answer.equals("s")) continue;
      var vote = vote(pair, answer);
      if (question.isPresent()) vote = vote.withGroup(question.get().prompt());
      if (annotator != null) vote = vote.withAnnotator(annotator);
      appender.append(vote);
      state = job.state(AskJob.with(state.votes(), vote), seeds);
      out.println(AskOptions.leader(state));
    }
    if (state.sure()) out.println("places are sure; raise --top or lower --rank-width to go on");
    out.flush();
  }

  private static void show(
      PrintWriter out, AskJob.Pair pair, Optional<CandidatePool.Question> question) {
    out.println();
    if (question.isPresent()) {
      out.println("Prompt: " + question.get().prompt());
      out.println("--- a ---\n" + question.get().first().plain());
      out.println("--- b ---\n" + question.get().second().plain());
    } else out.println("a: " + pair.first() + "\nb: " + pair.second());
    out.print("Better? [a/b/t/x/s/q] ");
    out.flush();
  }

  private static String answer(BufferedReader in, PrintWriter out) throws IOException {
    while (true) {
      String line = in.readLine();
      if (line == null) return "q";
      String word = line.strip().toLowerCase(Locale.ROOT);
      if (Set.of("a", "b", "t", "x", "s", "q").contains(word)) return word;
      out.print("a, b, t (tie), x (both bad), s (skip) or q (quit)? ");
      out.flush();
    }
  }

  private static Vote vote(AskJob.Pair pair, String answer) {
    double outcome =
        switch (answer) {
          case "a" -> Vote.WON;
          case "b" -> Vote.LOST;
          default -> Vote.TIED;
        };
    return Vote.of(pair.first(), pair.second(), outcome).withBothBad(answer.equals("x"));
  }
}
