package org.penchant.app.rank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.penchant.core.votes.VoteTable;
import org.penchant.rank.choice.Fit;
import org.penchant.rank.rating.Diagnosis;
import org.penchant.rank.standing.Standings;
import org.penchant.rank.standing.Uncertainty;

/**
 * A ranking and all that belongs to it.
 *
 * @param votes what it was made from
 * @param standings in the unit shown
 * @param uncertainty in the same unit; empty where the method has none or none was asked for
 * @param fit of a choice model
 * @param shares by the difference of two utilities, the share of a vote the model expects
 * @param diagnosis of the votes
 * @param others places by other methods, for comparison
 */
public record Leaderboard(
    VoteTable votes,
    Standings standings,
    Optional<Uncertainty> uncertainty,
    Optional<Fit> fit,
    Optional<DoubleUnaryOperator> shares,
    Diagnosis diagnosis,
    List<Standings> others) {
  /** Standings alone. */
  static Leaderboard of(VoteTable votes, Standings standings, Diagnosis diagnosis) {
    return new Leaderboard(
        votes,
        standings,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        diagnosis,
        List.of());
  }

  Leaderboard withFit(Fit made, DoubleUnaryOperator expected) {
    return new Leaderboard(
        votes, standings, uncertainty, Optional.of(made), Optional.of(expected), diagnosis, others);
  }

  Leaderboard withUncertainty(Optional<Uncertainty> sure) {
    return new Leaderboard(votes, standings, sure, fit, shares, diagnosis, others);
  }

  Leaderboard withOthers(List<Standings> more) {
    return new Leaderboard(votes, standings, uncertainty, fit, shares, diagnosis, more);
  }

  /** Further notes, behind those of the method. */
  Leaderboard withNotes(List<String> more) {
    var all = new ArrayList<>(standings.notes());
    all.addAll(more);
    var noted = new Standings(standings.method(), standings.items(), standings.scores(), all);
    return new Leaderboard(votes, noted, uncertainty, fit, shares, diagnosis, others);
  }

  /**
   * A row of the table.
   *
   * @param place from 1, ties share the best
   * @param low NaN without uncertainty, as {@code high} and {@code first}
   * @param placeLow best place the item may have; 0 without uncertainty
   * @param placeHigh worst place
   * @param battles mass of its votes
   */
  public record Row(
      int place,
      String item,
      double rating,
      double low,
      double high,
      int placeLow,
      int placeHigh,
      double first,
      double battles,
      double winRate) {}

  /** Best first. */
  public List<Row> rows() {
    var matrices = WinMatrices.of(votes);
    int[] places = standings.places();
    var rows = new ArrayList<Row>();
    for (int i : standings.order()) {
      boolean sure = uncertainty.isPresent();
      rows.add(
          new Row(
              places[i],
              standings.items().get(i),
              standings.scores()[i],
              sure ? uncertainty.get().low()[i] : Double.NaN,
              sure ? uncertainty.get().high()[i] : Double.NaN,
              sure ? uncertainty.get().bestPlaces()[i] : 0,
              sure ? uncertainty.get().worstPlaces()[i] : 0,
              sure ? uncertainty.get().first()[i] : Double.NaN,
              matrices.battles(i),
              matrices.winRate(i)));
    }
    return rows;
  }

  /** Everything a program needs. */
  public Map<String, Object> data() {
    var out = new LinkedHashMap<String, Object>();
    out.put("method", standings.method());
    out.put("votes", diagnosis.votes());
    out.put("rows", rows());
    out.put("notes", notes());
    out.put("warnings", diagnosis.warnings().warnings().stream().map(Object::toString).toList());
    uncertainty.ifPresent(u -> out.put("uncertainty", u.method()));
    uncertainty.ifPresent(u -> out.put("confidence", u.confidence()));
    fit.ifPresent(f -> {
      out.put("log_likelihood", f.logLikelihood());
      out.put("deviance", f.deviance());
      for (int k = 0; k < f.extraNames().size(); k++)
        out.put("parameter/" + f.extraNames().get(k), f.extras()[k]);
    });
    return out;
  }

  /** What the method and its uncertainty want a reader to know. */
  public List<String> notes() {
    var notes = new ArrayList<>(standings.notes());
    uncertainty.ifPresent(u -> notes.addAll(u.notes()));
    fit.ifPresent(f -> {
      for (int k = 0; k < f.extraNames().size(); k++)
        notes.add(
            String.format(Locale.ROOT, "%s = %.4f", f.extraNames().get(k), f.extras()[k])
                + (f.covariance().isEmpty()
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        ", standard error %.4f",
                        f.extraStandardError(f.extraNames().get(k)))));
    });
    return notes;
  }

  /** Comma-separated, a header first; numbers in full. */
  public String csv() {
    var out =
        new StringBuilder(
            "rank,item,rating,rating_q025,rating_q975,rank_low,rank_high,probability_first,battles,"
                + "win_rate\n");
    if (uncertainty.isPresent() && uncertainty.get().confidence() != 0.95) {
      String tail = tail((1 - uncertainty.get().confidence()) / 2);
      String head = tail((1 + uncertainty.get().confidence()) / 2);
      int line = out.indexOf("\n");
      out.replace(0, line, out.substring(0, line).replace("q025", tail).replace("q975", head));
    }
    for (var row : rows())
      out.append(row.place())
          .append(',')
          .append(quoted(row.item()))
          .append(',')
          .append(number(row.rating()))
          .append(',')
          .append(number(row.low()))
          .append(',')
          .append(number(row.high()))
          .append(',')
          .append(row.placeLow() == 0 ? "" : row.placeLow())
          .append(',')
          .append(row.placeHigh() == 0 ? "" : row.placeHigh())
          .append(',')
          .append(number(row.first()))
          .append(',')
          .append(number(row.battles()))
          .append(',')
          .append(number(row.winRate()))
          .append('\n');
    return out.toString();
  }

  /** A table for a terminal. */
  public String text() {
    var rows = rows();
    int width = rows.stream().mapToInt(r -> r.item().length()).max().orElse(4);
    width = Math.clamp(width, 4, 40);
    boolean sure = uncertainty.isPresent();
    var out = new StringBuilder();
    String format = "%4s  %-" + width + "s  %10s";
    out.append(String.format(Locale.ROOT, format, "rank", "item", "rating"));
    if (sure)
      out.append(String.format(Locale.ROOT, "  %21s  %7s  %6s", "interval", "ranks", "first"));
    out.append(String.format(Locale.ROOT, "  %9s  %8s%n", "battles", "win rate"));
    for (var row : rows) {
      String name = row.item().length() > 40 ? row.item().substring(0, 39) + "…" : row.item();
      out.append(String.format(Locale.ROOT, format, row.place(), name, shown(row.rating())));
      if (sure)
        out.append(
            String.format(
                Locale.ROOT,
                "  %21s  %7s  %6s",
                shown(row.low()) + " .. " + shown(row.high()),
                row.placeLow() + ".." + row.placeHigh(),
                String.format(Locale.ROOT, "%.3f", row.first())));
      out.append(
          String.format(Locale.ROOT, "  %9s  %8s%n", shown(row.battles()), shown(row.winRate())));
    }
    return out.toString();
  }

  private static String tail(double p) {
    return "q" + String.format(Locale.ROOT, "%.4f", p).substring(2).replaceAll("0+$", "");
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String shown(double value) {
    if (Double.isNaN(value)) return "-";
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) return String.valueOf((long) value);
    return String.format(Locale.ROOT, size >= 1000 ? "%.0f" : size >= 100 ? "%.1f" : "%.4f", value);
  }

  private static String quoted(String cell) {
    return cell.matches("[^,\"\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
