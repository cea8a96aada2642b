package org.penchant.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.penchant.core.io.Folders;
import org.penchant.core.problems.Problems;
import org.penchant.core.random.Seeds;
import org.penchant.core.votes.VoteTable;
import org.penchant.data.votes.VoteReader;
import org.penchant.rank.choice.Cluster;
import org.penchant.rank.choice.Errors;
import org.penchant.rank.choice.Fit;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.standing.Uncertainty;

/**
 * The budget of a leaderboard of 100 items and 1,000,000 votes with 20 % ties, by JMH. Its name
 * keeps it out of the usual tests: {@code mvn -pl penchant-app -am test -Dtest=RankBenchmarks}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx256m")
public class RankBenchmarks {
  private static final PairwiseChoice CHOICE = PairwiseChoice.defaults();

  private Path folder = Path.of("");
  private Path file = Path.of("");
  private @Nullable VoteTable votes;
  private @Nullable Fit fit;

  @Setup
  public void make() throws IOException {
    folder = Files.createTempDirectory("penchant-jmh");
    file = folder.resolve("votes.csv");
    new SyntheticVotes(100, 1_000_000, 0.2, 0).csv(file);
    votes = aggregation();
    fit = fit();
  }

  @TearDown
  public void remove() throws IOException {
    Folders.delete(folder);
  }

  @Benchmark
  public VoteTable aggregation() {
    return VoteReader.defaults().read(List.of(file), new Problems()).table();
  }

  @Benchmark
  public Fit fit() {
    return CHOICE.fit(Objects.requireNonNull(votes));
  }

  @Benchmark
  public Uncertainty bootstrap() {
    return new Errors.Bootstrap(100, Cluster.VOTE)
        .of(CHOICE, Objects.requireNonNull(votes), Objects.requireNonNull(fit), 0.95, new Seeds(0));
  }

  @Test
  void staysWithinItsBudget() throws RunnerException {
    var results = new Runner(new OptionsBuilder().include(getClass().getName()).build()).run();
    assertThat(results).hasSize(3);
    for (var result : results) {
      String name = result.getPrimaryResult().getLabel();
      double budget =
          switch (name) {
            case "aggregation" -> 1_500;
            case "fit" -> 100;
            default -> 500;
          };
      assertThat(result.getPrimaryResult().getScore()).as(name).isLessThan(budget);
    }
  }
}
