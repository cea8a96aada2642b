package org.penchant.app.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.reward.IdealPoint;
import org.penchant.align.reward.LowRank;
import org.penchant.align.reward.RewardModel;
import org.penchant.align.reward.RewardPass;
import org.penchant.align.reward.RewardRow;
import org.penchant.align.reward.States;
import org.penchant.align.reward.ideal.PrototypeReport;
import org.penchant.align.reward.lowrank.BasisUse;
import org.penchant.core.problems.Problem;
import org.penchant.core.problems.Problems;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report.Section;
import org.penchant.eval.report.Style;
import org.penchant.torch.tensor.TensorScope;

/**
 * How users weigh what they share, and whether they share it.
 *
 * @param weights of every user, by name
 * @param basis which shared rewards users take, of a low-rank head
 * @param prototypes of a head of ideal points
 * @param warnings what a reader must know
 */
record UserFigures(
    Map<String, double[]> weights,
    Optional<BasisUse> basis,
    Optional<PrototypeReport> prototypes,
    List<Problem> warnings) {
  private static final int SHOWN_USERS = 50;

  /** Rows that prototypes are compared with. */
  private static final int PASS = 1024;

  /**
   * Of a trained model; nothing of a head that is the same for all users, or without users.
   *
   * @param rows that it learned from
   * @param warnings there are already
   */
  static Optional<UserFigures> of(
      RewardModel model, States states, List<RewardRow> rows, Problems warnings) {
    int users = model.users().size();
    if (!model.head().personal() || users == 0) return Optional.empty();
    var values = model.values();
    var weights = new LinkedHashMap<String, double[]>();
    Optional<BasisUse> basis = Optional.empty();
    Optional<PrototypeReport> prototypes = Optional.empty();
    switch (model.head()) {
      case LowRank low -> {
        for (int u = 0; u < users; u++) weights.put(model.users().get(u), low.weights(values, u));
        basis = Optional.of(BasisUse.of(low, values, users));
      }
      case IdealPoint ideal -> {
        for (int u = 0; u < users; u++) weights.put(model.users().get(u), ideal.weights(values, u));
        try (var scope = TensorScope.open()) {
          var some = rows.subList(0, Math.min(rows.size(), PASS));
          var outputs = new RewardPass(model, states, some, false).outputs();
          prototypes = Optional.of(PrototypeReport.of(ideal, values, users, outputs));
        }
      }
      default -> {
        return Optional.empty();
      }
    }
    basis.ifPresent(use -> UserWarnings.of(use, warnings));
    prototypes.ifPresent(report -> UserWarnings.of(report, warnings));
    return Optional.of(new UserFigures(weights, basis, prototypes, warnings.warnings()));
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    basis.ifPresent(use -> {
      json.put("greatest_share", use.most());
      json.put("mean_share", use.mean());
    });
    prototypes.ifPresent(report -> {
      json.put("distances", report.distances());
      json.put("spread", report.spread());
      json.put("mean_weight", report.use());
      json.put("entropy", report.entropy());
    });
    json.put("warnings", warnings.stream().map(Problem::toString).toList());
    return Map.of("users", json);
  }

  String text() {
    var text = new StringBuilder();
    basis.ifPresent(use -> {
      for (int j = 0; j < use.most().length; j++)
        text.append(
            String.format(
                Locale.ROOT,
                "shared reward %-3d            greatest share %.3f, mean %.3f%n",
                j + 1,
                use.most()[j],
                use.mean()[j]));
    });
    prototypes.ifPresent(report -> {
      for (int k = 0; k < report.use().length; k++)
        text.append(
            String.format(
                Locale.ROOT,
                "prototype %-3d                mean weight %.3f%n",
                k + 1,
                report.use()[k]));
      text.append(
          String.format(
              Locale.ROOT,
              "entropy of use             %12.4f of at most %.4f%n",
              report.entropy(),
              Math.log(report.use().length)));
    });
    for (var warning : warnings) text.append("warning: ").append(warning).append('\n');
    return text.toString();
  }

  Section section() {
    var blocks = new ArrayList<Block>();
    if (!warnings.isEmpty()) blocks.add(new Block.Warnings(warnings));
    basis.ifPresent(use -> blocks.add(table(use)));
    prototypes.ifPresent(report -> blocks.add(table(report)));
    blocks.add(users());
    return new Section("Users", blocks);
  }

  private static Block table(BasisUse use) {
    var rows = new ArrayList<List<Cell>>();
    for (int j = 0; j < use.most().length; j++)
      rows.add(List.of(Cell.of("shared " + (j + 1)), number(use.most()[j]), number(use.mean()[j])));
    return new Block.Table(
        "Which shared rewards users take", List.of("reward", "greatest share", "mean share"), rows);
  }

  private static Block table(PrototypeReport report) {
    var columns = new ArrayList<String>(List.of("prototype", "mean weight"));
    var rows = new ArrayList<List<Cell>>();
    for (int i = 0; i < report.use().length; i++) {
      columns.add("to " + (i + 1));
      var cells =
          new ArrayList<Cell>(List.of(Cell.of("shared " + (i + 1)), number(report.use()[i])));
      for (double distance : report.distances()[i]) cells.add(number(distance));
      rows.add(cells);
    }
    return new Block.Table(
        String.format(
            Locale.ROOT,
            "Ideal points that users mix: weights, and distances where responses spread %.3f. The"
                + " entropy of use is %.3f of at most %.3f.",
            report.spread(),
            report.entropy(),
            Math.log(report.use().length)),
        columns,
        rows);
  }

  private static Cell number(double value) {
    return new Cell.Num(value, Style.PLAIN);
  }

  private Block users() {
    var rows = new ArrayList<List<Cell>>();
    int width = weights.values().iterator().next().length;
    weights.entrySet().stream()
        .limit(SHOWN_USERS)
        .forEach(entry -> {
          var cells = new ArrayList<Cell>();
          cells.add(new Cell.Words(entry.getKey()));
          for (double w : entry.getValue()) cells.add(number(w));
          rows.add(cells);
        });
    var columns = new ArrayList<String>(List.of("user"));
    for (int k = 1; k <= width; k++) columns.add("shared " + k);
    return new Block.Table(
        "How users weigh what they share (the first "
            + rows.size()
            + " of "
            + weights.size()
            + "; columns are known up to their order)",
        columns,
        rows);
  }
}
