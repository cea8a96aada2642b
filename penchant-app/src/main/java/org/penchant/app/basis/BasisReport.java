package org.penchant.app.basis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.penchant.core.manifest.RunManifest;
import org.penchant.core.problems.Problems;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.ManifestBlock;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Series;
import org.penchant.eval.report.Style;
import org.penchant.rank.basis.PreferenceProfile;

/** What a basis says, for a terminal and for readers. */
public record BasisReport(BasisFindings found) {
  private static final double LITTLE = 0.02;

  /** The categories and what is known of them. */
  public String text() {
    var text = new StringBuilder();
    text.append(line("%d pairs, %d with a reason", found.pairs(), found.reasons()));
    text.append(
        line(
            "%d categories of %d found cover %.4f",
            found.categories().names().size(), found.found(), found.coverage()));
    long[] counts = found.categories().counts(found.labels());
    for (int c = 0; c < counts.length; c++)
      text.append(line("  %3d  %-40s %6d", c + 1, found.categories().names().get(c), counts[c]));
    found
        .stability()
        .ifPresent(s ->
            text.append(
                line(
                    "halves apart: %.4f of the categories match, %.4f of the other half covered",
                    s.matched(), s.covered())));
    found
        .check()
        .ifPresent(c ->
            text.append(
                line(
                    "choice hidden, %d pairs: %.4f agree by their category, %.4f by another",
                    c.asked(), c.own(), c.other())));
    found.leftOut().forEach((why, n) -> text.append(line("left out: %s, %d rows", why, n)));
    if (!found.ratings().note().isEmpty())
      text.append(line("no ratings: %s", found.ratings().note()));
    return text.toString();
  }

  /** The same as a report. */
  public Report build(RunManifest manifest) {
    var sections = new ArrayList<Section>();
    var problems = warnings();
    if (!problems.warnings().isEmpty())
      sections.add(Section.of("Warnings", new Block.Warnings(problems.warnings())));
    sections.add(Section.of("Categories", categories(), curve(), thresholds(), together()));
    found.topics().ifPresent(t -> sections.add(topics(t)));
    if (!found.profiles().isEmpty()) sections.add(Section.of("Annotators", profiles()));
    if (!found.ratings().rated().isEmpty())
      sections.add(Section.of("Models by category", ratings()));
    sections.add(Section.of("Run", ManifestBlock.of(manifest)));
    return new Report(
        "Preference categories",
        "Reasons were inferred after the choice; a category says what was said, not what decided.",
        sections);
  }

  private Problems warnings() {
    var problems = new Problems();
    found
        .check()
        .filter(c -> !(c.own() > c.other() + LITTLE))
        .ifPresent(c ->
            problems.warn(
                "labels",
                c.own(),
                "lead to the choice no more often than another category does, " + c.other(),
                "take them for decoration, or ask another writer"));
    if (found.check().isEmpty())
      problems.warn(
          "labels",
          "",
          "were not checked with the choice hidden: they may rationalise it",
          "give --writer and --check");
    if (!found.ratings().note().isEmpty())
      problems.warn("ratings", found.ratings().note(), "are not determined", "give more votes");
    return problems;
  }

  private Block categories() {
    var rows = new ArrayList<List<Cell>>();
    long[] counts = found.categories().counts(found.labels());
    for (int c = 0; c < counts.length; c++)
      rows.add(
          List.of(
              Cell.count(c + 1L),
              Cell.of(found.categories().names().get(c)),
              Cell.count(counts[c]),
              Cell.percent(counts[c] / (double) found.reasons())));
    return new Block.Table(
        "Of " + found.reasons() + " reasons", List.of("", "category", "reasons", "share"), rows);
  }

  private Block curve() {
    double[] x = IntStream.rangeClosed(1, found.curve().length).asDoubleStream().toArray();
    return new Block.LineChart(
        "Coverage by the largest categories found",
        Axis.linear("categories"),
        Axis.linear("share of the reasons"),
        List.of(Series.of("coverage", x, found.curve())));
  }

  private Block thresholds() {
    var rows = new ArrayList<List<Cell>>();
    found
        .thresholds()
        .forEach((within, share) -> rows.add(List.of(Cell.of(within), Cell.percent(share))));
    return new Block.Table(
        "Coverage by the cosine that counts", List.of("cosine", "coverage"), rows);
  }

  private Block together() {
    return counts(
        "Reasons within reach of two categories", found.categories().names(), found.together());
  }

  private Block counts(String title, List<String> names, long[][] counts) {
    long most = Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0);
    return new Block.HeatMap(
        title,
        names,
        found.categories().names(),
        Arrays.stream(counts)
            .map(row -> Arrays.stream(row).mapToObj(n -> (double) n).toList())
            .toList(),
        Style.COUNT,
        0,
        Math.max(1, most));
  }

  private Section topics(BasisFindings.Topics topics) {
    var rows = new ArrayList<List<Cell>>();
    long[] counts = Arrays.stream(topics.counts()).mapToLong(r -> Arrays.stream(r).sum()).toArray();
    for (int t = 0; t < counts.length; t++)
      rows.add(
          List.of(
              Cell.of(topics.basis().names().get(t)),
              Cell.count(counts[t]),
              Cell.percent(topics.coverage()[t])));
    return Section.of(
        "Topics",
        new Block.Table("Coverage by topic", List.of("topic", "reasons covered", "coverage"), rows),
        counts("Topics against categories", topics.basis().names(), topics.counts()));
  }

  private Block profiles() {
    var rows = new ArrayList<List<Cell>>();
    var all = PreferenceProfile.of(found.labels(), found.categories().names().size());
    found
        .profiles()
        .forEach((name, profile) -> {
          int most = 0;
          for (int c = 1; c < profile.shares().length; c++)
            if (profile.shares()[c] > profile.shares()[most]) most = c;
          rows.add(
              List.of(
                  Cell.of(name),
                  Cell.count(profile.size()),
                  Cell.of(found.categories().names().get(most)),
                  Cell.of(profile.totalVariation(all)),
                  Cell.of(profile.jensenShannon(all))));
        });
    return new Block.Table(
        "Profiles against all",
        List.of("annotator", "pairs", "most often", "total variation", "Jensen-Shannon"),
        rows);
  }

  private Block ratings() {
    var rows = new ArrayList<List<Cell>>();
    found
        .ratings()
        .rated()
        .forEach((category, rated) -> {
          for (int i = 0; i < rated.items().size(); i++)
            rows.add(
                List.of(
                    Cell.of(category + (rated.few() ? " (few votes)" : "")),
                    Cell.count(Math.round(rated.votes())),
                    Cell.of(found.ratings().items().get(i)),
                    Cell.of(rated.items().get(i).estimate()),
                    Cell.range(rated.items().get(i), Style.PLAIN)));
        });
    return new Block.Table(
        "Elo scale, drawn towards the ratings of all votes",
        List.of("category", "votes", "model", "rating", "interval"),
        rows);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
