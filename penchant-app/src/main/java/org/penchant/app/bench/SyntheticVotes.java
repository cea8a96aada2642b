package org.penchant.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.penchant.core.random.Seeds;

/**
 * Votes on random pairs of items whose utilities lie evenly between -1.5 and 1.5: a tie with
 * probability {@code ties}, else as Bradley and Terry say.
 *
 * @param items at least 2
 * @param votes at least 1
 * @param ties in [0, 1)
 */
public record SyntheticVotes(int items, long votes, double ties, long seed) {
  private static final double REACH = 1.5;

  public SyntheticVotes {
    if (items < 2) throw new IllegalArgumentException("items = " + items + ", must be at least 2");
    if (votes < 1) throw new IllegalArgumentException("votes = " + votes + ", must be at least 1");
    if (!(ties >= 0 && ties < 1))
      throw new IllegalArgumentException("ties = " + ties + ", must be in [0, 1)");
  }

  public SyntheticVotes withItems(int number) {
    return new SyntheticVotes(number, votes, ties, seed);
  }

  public SyntheticVotes withVotes(long number) {
    return new SyntheticVotes(items, number, ties, seed);
  }

  /** The utility of an item. */
  public double utility(int item) {
    return REACH * (2.0 * item / (items - 1) - 1);
  }

  /** Writes columns {@code model_a, model_b, winner}. */
  public void csv(Path file) throws IOException {
    var random = new Seeds(seed).stream("votes");
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("model_a,model_b,winner\n");
      for (long vote = 0; vote < votes; vote++) {
        int a = random.nextInt(items);
        int b = (a + 1 + random.nextInt(items - 1)) % items;
        double won = 1 / (1 + Math.exp(utility(b) - utility(a)));
        String winner =
            random.nextDouble() < ties ? "tie" : random.nextDouble() < won ? "model_a" : "model_b";
        out.append("model-").append(String.valueOf(a)).append(",model-");
        out.append(String.valueOf(b)).append(',').append(winner).append('\n');
      }
    }
  }

  /** Writes the same columns, drawn by the engine's hash; the votes are not those of the CSV. */
  public void parquet(Path file) {
    String sql =
        String.format(
            Locale.ROOT,
            """
            COPY (
              SELECT 'model-' || a AS model_a, 'model-' || b AS model_b,
                CASE WHEN t < %1$s THEN 'tie'
                  WHEN w < 1 / (1 + exp(2 * %2$s * (b - a) / %3$d)) THEN 'model_a'
                  ELSE 'model_b' END AS winner
              FROM (
                SELECT a, t, w, (a + 1 + second) %% %4$d AS b
                FROM (
                  SELECT CAST(hash(4 * i, %5$d) %% %4$d AS INTEGER) AS a,
                    CAST(hash(4 * i + 1, %5$d) %% %3$d AS INTEGER) AS second,
                    (hash(4 * i + 2, %5$d) %% 1000003) / 1000003.0 AS t,
                    (hash(4 * i + 3, %5$d) %% 1000003) / 1000003.0 AS w
                  FROM range(%6$d) AS rows(i))))
            TO '%7$s' (FORMAT parquet)
            """,
            ties,
            REACH,
            items - 1,
            items,
            seed,
            votes,
            file.toAbsolutePath().toString().replace("'", "''"));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException("the votes could not be made", failed);
    }
  }
}
