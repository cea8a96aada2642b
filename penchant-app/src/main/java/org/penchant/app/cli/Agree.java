package org.penchant.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.data.read.Numbers;
import org.penchant.data.table.CodingReader;
import org.penchant.data.table.CodingTable;
import org.penchant.data.votes.VoteReader;
import org.penchant.rank.rating.DawidSkene;
import org.penchant.rank.rating.Kappa;
import org.penchant.rank.rating.KrippendorffAlpha;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how far people agree. */
@Command(
    name = "agree",
    mixinStandardHelpOptions = true,
    description = {
      "Says how far coders agree: Krippendorff's alpha, and Cohen's kappa of each two. FILE is a table of"
          + " codes without a header, one row a coder; empty cells are missing.",
      "With --votes FILE holds votes, and annotators are weighed by Dawid and Skene: how often each says"
          + " what all of them make the truth of it."
    })
public final class Agree implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Codes, or votes.")
  private Path file = Path.of("");

  @Option(
      names = "--rows",
      defaultValue = "coders",
      paramLabel = "coders|units",
      description = "What a row of codes is (default: ${DEFAULT-VALUE}).")
  private CodingReader.Rows rows = CodingReader.Rows.CODERS;

  @Option(names = "--votes", description = "FILE holds votes with their annotators.")
  private boolean votes;

  @Mixin private VoteFileOptions columns = new VoteFileOptions();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    var found = votes ? annotators() : coders();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) out.print(Json.pretty(found));
    else
      found.forEach((name, value) ->
          out.println(
              String.format(
                  Locale.ROOT, "%-40s %s", name, value instanceof Double d ? shown(d) : value)));
    out.flush();
    return ExitCode.OK.code();
  }

  private Map<String, Object> coders() {
    var problems = new Problems();
    var table = CodingReader.defaults().withRows(rows).read(file, problems);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    var found = new LinkedHashMap<String, Object>();
    found.put("units", table.units());
    found.put("coders", table.coders());
    var numbers = table.values().stream().map(Numbers::parse).toList();
    boolean numeric = numbers.stream().allMatch(OptionalDouble::isPresent);
    double[][] codes = new double[table.coders()][table.units()];
    for (int u = 0; u < table.units(); u++)
      for (int c = 0; c < table.coders(); c++) {
        int code = table.codes()[u][c];
        codes[c][u] =
            code == CodingTable.MISSING
                ? Double.NaN
                : numeric ? numbers.get(code).orElseThrow() : code;
      }
    for (var distance : KrippendorffAlpha.Distance.values())
      if (numeric || distance == KrippendorffAlpha.Distance.NOMINAL)
        found.put(
            "alpha, " + distance.name().toLowerCase(Locale.ROOT),
            new KrippendorffAlpha(distance).of(codes));
    for (int a = 0; a < codes.length; a++)
      for (int b = a + 1; b < codes.length; b++) kappa(codes, a, b, found);
    return found;
  }

  private static void kappa(double[][] codes, int a, int b, Map<String, Object> found) {
    var one = new ArrayList<Double>();
    var other = new ArrayList<Double>();
    for (int u = 0; u < codes[a].length; u++)
      if (!Double.isNaN(codes[a][u]) && !Double.isNaN(codes[b][u])) {
        one.add(codes[a][u]);
        other.add(codes[b][u]);
      }
    if (!one.isEmpty())
      found.put("kappa, coders " + (a + 1) + " and " + (b + 1), Kappa.of(one, other).value());
  }

  private Map<String, Object> annotators() {
    var table =
        new VoteReader(columns.read(Set.of(Keep.ANNOTATOR, Keep.GROUP)))
            .read(List.of(file), new Problems())
            .table();
    var truth = DawidSkene.defaults().fit(table);
    var found = new LinkedHashMap<String, Object>();
    found.put("comparisons", truth.posteriors().length);
    for (int a = 0; a < truth.annotators().size(); a++) {
      var confusion = truth.confusions()[a];
      double right =
          IntStream.range(0, DawidSkene.CLASSES)
              .mapToDouble(k -> truth.prior()[k] * confusion[k][k])
              .sum();
      found.put("annotator " + truth.annotators().get(a) + ", says the truth", right);
    }
    return found;
  }

  private static String shown(double value) {
    return Double.isNaN(value) ? "not defined" : String.format(Locale.ROOT, "%.4f", value);
  }
}
