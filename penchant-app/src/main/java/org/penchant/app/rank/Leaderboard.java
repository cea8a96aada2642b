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
    return new LeaderboardText(this).csv();
  }

  /** A table for a terminal. */
  public String text() {
    return new LeaderboardText(this).table();
  }
}
