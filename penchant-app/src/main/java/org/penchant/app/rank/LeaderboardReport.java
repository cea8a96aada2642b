package org.penchant.app.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.penchant.core.stats.Correlation;
import org.penchant.eval.report.Axis;
import org.penchant.eval.report.Block;
import org.penchant.eval.report.Cell;
import org.penchant.eval.report.Report;
import org.penchant.eval.report.Style;
import org.penchant.rank.rating.Diagnosis;
import org.penchant.rank.standing.Standings;

/** A leaderboard as a page. */
public final class LeaderboardReport {
  /** Items beyond these are in the table and the files, not in the maps. */
  private static final int MAPPED = 40;

  private final Leaderboard board;
  private final List<Integer> order;
  private final WinMatrices matrices;

  private LeaderboardReport(Leaderboard board) {
    this.board = board;
    this.order = board.standings().order();
    this.matrices = WinMatrices.of(board.votes());
  }

  /** What there is to see, warnings first. */
  public static List<Report.Section> sections(Leaderboard board) {
    return new LeaderboardReport(board).all();
  }

  private List<Report.Section> all() {
    var sections = new ArrayList<Report.Section>();
    sections.add(new Report.Section("Standings", standings()));
    board
        .uncertainty()
        .filter(u -> u.placeShares().length > 0)
        .ifPresent(u ->
            sections.add(
                Report.Section.of(
                    "Places",
                    map(
                        "Probability of each place" + cut(),
                        places(),
                        (i, place) -> u.placeShares()[i][place.intValue()],
                        0,
                        1))));
    sections.add(new Report.Section("Win rates", winRates()));
    if (!board.others().isEmpty())
      sections.add(Report.Section.of("Agreement between methods", agreement()));
    sections.add(new Report.Section("Diagnosis", diagnosis(board.diagnosis())));
    return sections;
  }

  private List<Block> standings() {
    var blocks = new ArrayList<Block>();
    var warnings = board.diagnosis().warnings().warnings();
    if (!warnings.isEmpty()) blocks.add(new Block.Warnings(warnings));
    if (!board.notes().isEmpty()) blocks.add(new Block.Text(String.join("\n", board.notes())));
    var dots = new ArrayList<Block.Bar>();
    var rows = new ArrayList<List<Cell>>();
    for (var row : board.rows()) {
      dots.add(new Block.Bar(row.item(), row.rating(), row.low(), row.high()));
      var cells = new ArrayList<Cell>();
      cells.add(Cell.count(row.place()));
      cells.add(Cell.of(row.item()));
      cells.add(Cell.of(row.rating()));
      if (board.uncertainty().isPresent()) {
        cells.add(new Cell.Range(row.low(), row.high(), Style.PLAIN));
        cells.add(new Cell.Range(row.placeLow(), row.placeHigh(), Style.COUNT));
        cells.add(Cell.percent(row.first()));
      }
      cells.add(Cell.of(row.battles()));
      cells.add(Cell.percent(row.winRate()));
      rows.add(cells);
    }
    blocks.add(new Block.Dots("Ratings", Axis.linear("rating"), dots));
    var columns = new ArrayList<>(List.of("rank", "item", "rating"));
    if (board.uncertainty().isPresent())
      columns.addAll(List.of("interval", "ranks", "probability of being first"));
    columns.addAll(List.of("battles", "win rate"));
    blocks.add(new Block.Table("", columns, rows));
    return blocks;
  }

  private List<Block> winRates() {
    var blocks = new ArrayList<Block>();
    if (board.fit().isPresent() && board.shares().isPresent()) {
      double[] u = board.fit().get().utilities();
      var share = board.shares().get();
      blocks.add(
          map(
              "Predicted, ties as half: the row's item against the column's" + cut(),
              items(),
              (i, j) -> i.equals(j) ? Double.NaN : share.applyAsDouble(u[i] - u[j]),
              0.5,
              0.5));
    }
    blocks.add(
        map("Observed, ties as half" + cut(), items(), (i, j) -> matrices.winRate(i, j), 0.5, 0.5));
    double most = 1;
    for (int i : order) for (int j : order) most = Math.max(most, matrices.battles(i, j));
    blocks.add(counts(most));
    return blocks;
  }

  private Block counts(double most) {
    var rows = shown();
    var cells = new ArrayList<List<Double>>();
    for (int i : rows) {
      var row = new ArrayList<Double>();
      for (int j : rows) row.add(matrices.battles(i, j) == 0 ? Double.NaN : matrices.battles(i, j));
      cells.add(row);
    }
    return new Block.HeatMap("Battles" + cut(), items(), items(), cells, Style.PLAIN, 0, most);
  }

  private Block map(
      String title,
      List<String> columns,
      ToDoubleBiFunction<Integer, Integer> of,
      double centre,
      double reach) {
    boolean places = columns.getFirst().equals("1");
    var rows = shown();
    var cells = new ArrayList<List<Double>>();
    for (int i : rows) {
      var row = new ArrayList<Double>();
      for (int k = 0; k < rows.size(); k++) row.add(of.applyAsDouble(i, places ? k : rows.get(k)));
      cells.add(row);
    }
    return new Block.HeatMap(title, items(), columns, cells, Style.PERCENT, centre, reach);
  }

  private Block agreement() {
    var all = new ArrayList<Standings>(List.of(board.standings()));
    all.addAll(board.others());
    var columns = new ArrayList<String>(List.of("rank"));
    for (var one : all) columns.add(one.method());
    var rows = new ArrayList<List<Cell>>();
    var correlation = new ArrayList<Cell>(List.of(Cell.of("Kendall tau-b with the first")));
    for (var one : all) correlation.add(Cell.of(tau(board.standings(), one)));
    rows.add(correlation);
    for (int k = 0; k < order.size(); k++) {
      var row = new ArrayList<Cell>(List.of(Cell.count(k + 1)));
      for (var one : all) row.add(Cell.of(one.items().get(one.order().get(k))));
      rows.add(row);
    }
    return new Block.Table("", columns, rows);
  }

  private static double tau(Standings one, Standings other) {
    for (double score : other.scores()) if (Double.isNaN(score)) return Double.NaN;
    for (double score : one.scores()) if (Double.isNaN(score)) return Double.NaN;
    return Correlation.kendallTauB(one.scores(), other.scores());
  }

  private static List<Block> diagnosis(Diagnosis diagnosis) {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Figures(
            List.of(
                new Block.Figure("Items", Cell.count(diagnosis.items()), ""),
                new Block.Figure("Votes", Cell.of(diagnosis.votes()), ""),
                new Block.Figure(
                    "Components",
                    Cell.count(diagnosis.components().size()),
                    "1 if every item can be rated against every other"),
                new Block.Figure("Ties", Cell.percent(diagnosis.tieRate()), "both bad included"),
                new Block.Figure("Both bad", Cell.percent(diagnosis.bothBadRate()), ""),
                new Block.Figure(
                    "Cyclic triples", Cell.percent(diagnosis.cyclicTriads()), "25% by chance"))));
    if (!diagnosis.annotators().isEmpty())
      blocks.add(
          new Block.Table(
              "Annotators",
              List.of("annotator", "votes", "agreement", "flagged"),
              diagnosis.annotators().stream()
                  .map(a ->
                      List.of(
                          Cell.of(a.annotator()),
                          Cell.of(a.votes()),
                          Cell.percent(a.agreement()),
                          Cell.of(a.flagged() ? "yes" : "")))
                  .toList()));
    return blocks;
  }

  private List<Integer> shown() {
    return order.subList(0, Math.min(MAPPED, order.size()));
  }

  private List<String> items() {
    return shown().stream().map(board.standings().items()::get).toList();
  }

  private List<String> places() {
    return java.util.stream.IntStream.rangeClosed(1, shown().size())
        .mapToObj(Integer::toString)
        .toList();
  }

  private String cut() {
    return order.size() <= MAPPED
        ? ""
        : " (the first " + MAPPED + " of " + order.size() + " items)";
  }
}
