package org.penchant.app.rank;

import java.util.Locale;

/** A leaderboard as characters. */
record LeaderboardText(Leaderboard board) {
  /** Comma-separated, a header first; numbers in full. */
  String csv() {
    var out =
        new StringBuilder(
            "rank,item,rating,rating_q025,rating_q975,rank_low,rank_high,probability_first,battles,"
                + "win_rate\n");
    if (board.uncertainty().isPresent() && board.uncertainty().get().confidence() != 0.95) {
      String tail = tail((1 - board.uncertainty().get().confidence()) / 2);
      String head = tail((1 + board.uncertainty().get().confidence()) / 2);
      int line = out.indexOf("\n");
      out.replace(0, line, out.substring(0, line).replace("q025", tail).replace("q975", head));
    }
    for (var row : board.rows())
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
  String table() {
    var rows = board.rows();
    int width = rows.stream().mapToInt(r -> r.item().length()).max().orElse(4);
    width = Math.clamp(width, 4, 40);
    boolean sure = board.uncertainty().isPresent();
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
