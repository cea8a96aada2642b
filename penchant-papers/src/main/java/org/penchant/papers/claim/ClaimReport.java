package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report;

/** Claims as a page for readers: verdicts first, then for each claim its criteria and figures. */
public final class ClaimReport {
  private ClaimReport() {}

  /**
   * @param date when the claims were run, as the caller's clock says
   * @param engine what computed them
   */
  public static Report of(List<ClaimResult> results, String date, String engine) {
    var sections = new ArrayList<Report.Section>();
    sections.add(Report.Section.of("Verdicts", verdicts(results)));
    for (var result : results) sections.add(section(result));
    sections.add(
        Report.Section.of(
            "How to read this page",
            new Block.Text(
                """
                Every figure is a mean over seeds; seed i draws its world, pairs and noise from root seed i, fixed before any run. t is Student's t of the paired differences over seeds.
                A claim is not reproduced if one of its criteria or controls fails. It is reproduced only under a condition if all of them hold and the paper's claim fails where a criterion of role "beyond" looks further. Else it is reproduced.
                Figures found earlier come from the specification: a dry run and an independent re-run with other seeds, by other programs.
                """)));
    return new Report(
        "Claims, re-run",
        "Run on " + date + " with " + engine + " by 'penchant reproduce'.",
        sections);
  }

  /** One claim. */
  public static Report.Section section(ClaimResult result) {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Text(
            String.join(
                "\n",
                result.title() + ".",
                "Claim: " + result.claim().says() + ".",
                "Verdict: " + result.verdict() + ". " + result.seeds() + " seeds.")));
    blocks.add(criteria(result));
    blocks.add(means(result));
    if (!result.claim().experiment().isObject()) blocks.add(arms(result));
    blocks.add(setting(result.claim()));
    if (!result.claim().known().isEmpty()) blocks.add(known(result));
    return new Report.Section(result.id(), blocks);
  }

  private static Block verdicts(List<ClaimResult> results) {
    return new Block.Table(
        "",
        List.of("claim", "verdict", "criteria met", "seeds"),
        results.stream()
            .map(r ->
                List.of(
                    Cell.of(r.id()),
                    Cell.of(r.verdict().toString()),
                    Cell.of(
                        r.findings().stream().filter(Finding::holds).count()
                            + " of "
                            + r.findings().size()),
                    Cell.count(r.seeds())))
            .toList());
  }

  private static Block criteria(ClaimResult result) {
    return new Block.Table(
        "Criteria",
        List.of(
            "asked",
            "role",
            "case",
            "metric",
            "arm",
            "against",
            "difference",
            "t",
            "seeds > 0",
            "rule",
            "holds"),
        result.findings().stream()
            .map(f ->
                List.of(
                    Cell.of(f.criterion().says()),
                    Cell.of(Cases.word(f.criterion().role())),
                    Cell.of(f.in()),
                    Cell.of(Metric.label(f.criterion().metric())),
                    Cell.of(f.criterion().arm()),
                    Cell.of(f.against()),
                    Cell.signed(f.test().difference()),
                    Cell.signed(f.test().t()),
                    Cell.of(f.wins() + "/" + f.seeds()),
                    Cell.of(f.criterion().rule().words()),
                    Cell.of(f.holds() ? "yes" : "no")))
            .toList());
  }

  private static Block means(ClaimResult result) {
    var table = result.table();
    var columns =
        Stream.concat(Stream.of("case", "arm"), table.metrics().stream().map(Metric::label))
            .toList();
    var rows = new ArrayList<List<Cell>>();
    for (var key : table.rows()) {
      var row = new ArrayList<Cell>(List.of(Cell.of(key.in()), Cell.of(key.arm())));
      for (var metric : table.metrics()) row.add(Cell.of(table.mean(key.in(), key.arm(), metric)));
      rows.add(row);
    }
    return new Block.Table("Means over seeds", columns, rows);
  }

  /** The arms as their settings have them, variables unfilled. */
  private static Block arms(ClaimResult result) {
    var rows = new ArrayList<List<Cell>>();
    for (var run : result.claim().runs())
      for (var node : run.arms()) {
        var rest = ((ObjectNode) node).deepCopy();
        String name = rest.path("name").asText();
        String method = rest.path("method").asText(Arm.defaults().method());
        rest.remove(List.of("name", "method"));
        rows.add(
            List.of(
                Cell.of(spelt(run.cases())), Cell.of(name), Cell.of(method), Cell.of(spelt(rest))));
      }
    return new Block.Table("Arms", List.of("cases", "arm", "method", "settings"), rows);
  }

  private static Block setting(Claim claim) {
    if (claim.experiment().isObject())
      return new Block.KeyValues(
          "Setting", List.of(new Block.Entry("experiment", spelt(claim.experiment()))));
    return new Block.KeyValues(
        "Setting",
        List.of(
            new Block.Entry("world", spelt(claim.world())),
            new Block.Entry("pairs", spelt(claim.pairs())),
            new Block.Entry("training", spelt(claim.training())),
            new Block.Entry("columns", spelt(claim.columns()))));
  }

  /** JSON without its quotation marks and outer braces. */
  private static String spelt(JsonNode node) {
    if (node.isEmpty()) return "";
    String text = node.toString().replace("\"", "").replace(":", ": ").replace(",", ", ");
    return text.substring(1, text.length() - 1);
  }

  private static Block known(ClaimResult result) {
    var rows = new ArrayList<List<Cell>>();
    for (var known : result.claim().known()) {
      String in = Cases.name(values(known));
      double ours = result.table().mean(in, known.arm(), known.metric());
      rows.add(
          List.of(
              Cell.of(in),
              Cell.of(known.arm()),
              Cell.of(Metric.label(known.metric())),
              Cell.of(ours),
              Cell.of(
                  known.figures().stream()
                      .map(v -> Cell.of(v).shown())
                      .collect(Collectors.joining(" / ")))));
    }
    return new Block.Table(
        "Against figures found earlier",
        List.of("case", "arm", "metric", "here", "dry run / re-run"),
        rows);
  }

  private static Map<String, JsonNode> values(Claim.Known known) {
    return Cases.expand(known.in()).getFirst();
  }
}
