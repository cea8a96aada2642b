package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.papers.catalogue.Entry;
import org.penchant.papers.experiment.Experiment;

/**
 * What a paper says and how it is re-run: the {@code claim} key of its entry. In world, pairs,
 * training, columns and arms, {@code $name} stands for a variable of the case and {@code
 * =arithmetic} for what follows from some.
 *
 * @param says the paper's claim
 * @param seeds how many; seed i is {@code new Seeds(i)}, fixed before any run
 * @param world a LogLinearSettings
 * @param pairs a PairSettings
 * @param training a {@link Training}
 * @param columns list of {@link DerivedColumn}
 * @param experiment an {@link Experiment} of its own instead of policies trained in the world; null
 *     if there is none
 * @param metrics what is measured of policies
 * @param runs the cases, and what is trained in each
 * @param criteria what the verdict follows from
 * @param known figures that others found for the same experiment, for comparison
 */
public record Claim(
    String says,
    int seeds,
    JsonNode world,
    JsonNode pairs,
    JsonNode training,
    JsonNode columns,
    JsonNode experiment,
    List<Metric> metrics,
    List<Run> runs,
    List<Criterion> criteria,
    List<Known> known) {
  /**
   * Arms trained in each of some cases.
   *
   * @param cases values of variables; lists are multiplied out
   * @param arms list of {@link Arm}
   */
  public record Run(JsonNode cases, JsonNode arms) {
    public static Run defaults() {
      return new Run(JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.arrayNode());
    }
  }

  /**
   * A mean found earlier by independent programs with other seeds, from the specification.
   *
   * @param in values of the case's variables
   * @param metric with {@code @round} for rounds before the last
   * @param figures one a program
   */
  public record Known(String arm, JsonNode in, String metric, List<Double> figures) {
    public static Known defaults() {
      return new Known("-", JsonNodeFactory.instance.objectNode(), "value", List.of());
    }
  }

  public Claim {
    if (seeds < 2) throw new IllegalArgumentException("seeds = " + seeds + ", must be at least 2");
    if (metrics.isEmpty() || runs.isEmpty() || criteria.isEmpty())
      throw new IllegalArgumentException("a claim needs metrics, runs and criteria");
    metrics = List.copyOf(metrics);
    runs = List.copyOf(runs);
    criteria = List.copyOf(criteria);
  }

  public static Claim defaults() {
    var nodes = JsonNodeFactory.instance;
    return new Claim(
        "-",
        20,
        nodes.objectNode(),
        nodes.objectNode(),
        nodes.objectNode(),
        nodes.arrayNode(),
        nodes.nullNode(),
        List.of(Metric.VALUE),
        List.of(Run.defaults()),
        List.of(Criterion.defaults()),
        List.of());
  }

  /**
   * The claim of an entry.
   *
   * @throws ProblemsException if it has none, or one that cannot be read
   */
  public static Claim of(Entry entry) {
    if (!entry.claim().isObject())
      throw ProblemsException.of(
          ExitCode.USAGE,
          entry.id(),
          "",
          "the entry has no claim to reproduce",
          "'penchant papers ls' marks those that have");
    try {
      return Codec.read(entry.claim(), Claim.class);
    } catch (Codec.CodecException bad) {
      throw ProblemsException.of(
          ExitCode.USAGE,
          entry.id() + " claim",
          "",
          String.valueOf(bad.getMessage()),
          "mend the entry");
    }
  }

  public Claim withSeeds(int n) {
    return new Claim(
        says, n, world, pairs, training, columns, experiment, metrics, runs, criteria, known);
  }
}
