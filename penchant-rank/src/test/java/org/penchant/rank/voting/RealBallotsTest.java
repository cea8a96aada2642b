package org.penchant.rank.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.ScoreTable;

/** Known answers of ../shared/data, read with a few lines of their own. */
class RealBallotsTest {
  private static final Pattern QUOTED = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  private static List<String> lines(String name) throws IOException {
    Path path = Path.of("../../shared/data").resolve(name);
    Assumptions.assumeTrue(Files.exists(path), name + " is not here");
    return Files.readAllLines(path, StandardCharsets.UTF_8);
  }

  /** The first 30 rows; a cell a/b is two tasks of weight 1/2, AX is diagnostic and weighs 0. */
  private static ScoreTable glue() throws IOException {
    var lines = lines("votes/glue-leaderboard.csv");
    String[] header = QUOTED.split(lines.getFirst(), -1);
    var systems = new ArrayList<String>();
    var scores = new ArrayList<double[]>();
    var tasks = new ArrayList<String>();
    var weights = new ArrayList<Double>();
    for (String line : lines.subList(1, 31)) {
      String[] cells = QUOTED.split(line, -1);
      systems.add(cells[2].replace("\"", ""));
      var row = new ArrayList<Double>();
      for (int c = 5; c < header.length; c++) {
        var parts = Arrays.stream(cells[c].split("/")).map(Double::valueOf).toList();
        row.addAll(parts);
        if (scores.isEmpty())
          for (int p = 0; p < parts.size(); p++) {
            tasks.add(header[c] + p);
            weights.add(header[c].equals("AX") ? 0.0 : 1.0 / parts.size());
          }
      }
      scores.add(row.stream().mapToDouble(x -> x).toArray());
    }
    return new ScoreTable(
        systems,
        tasks,
        scores.toArray(double[][]::new),
        weights.stream().mapToDouble(w -> w).toArray());
  }

  @Test
  void glueUnderAllRulesOfPaper104() throws IOException {
    var table = glue();
    var ballots = table.ballots();
    int ernie = table.systems().indexOf("ERNIE");
    for (var rule :
        List.of(
            CondorcetWinner.defaults(),
            new Borda(),
            Copeland.defaults(),
            new Dowdall(),
            new Baldwin(),
            Minimax.defaults()))
      assertThat(rule.elect(ballots).winnerNames()).as(rule.toString()).containsExactly("ERNIE");
    assertThat(new ArithmeticMean().rank(table).winnerNames()).containsExactly("ERNIE");
    assertThat(new Borda().elect(ballots).scores()[ernie]).isEqualTo(260.5);
    assertThat(Copeland.defaults().elect(ballots).scores()[ernie]).isEqualTo(29);
    assertThat(new Dowdall().elect(ballots).scores()[ernie]).isCloseTo(4.946, within(5e-4));
    assertThat(new Threshold().elect(ballots).winnerNames()).containsExactly("StructBERT + CLEVER");
    assertThat(new Plurality().elect(ballots).winnerNames())
        .hasSize(2)
        .contains("ERNIE")
        .anyMatch(n -> n.contains("Human"));
    for (VotingRule rule : List.of(Schulze.defaults(), RankedPairs.defaults(), Kemeny.defaults()))
      assertThat(rule.elect(ballots).winnerNames()).containsExactly("ERNIE");
    assertThat(Kemeny.defaults().solve(ballots).optimal()).isTrue();
  }

  /** PrefLib: "count: 1, {2, 3}, 4", items numbered from 1. */
  private static Ballots preflib(String name) throws IOException {
    var items = new ArrayList<String>();
    var ballots = new ArrayList<Ballot>();
    for (String line : lines(name)) {
      if (line.startsWith("# ALTERNATIVE NAME ")) items.add(items.size() + 1 + " " + line);
      if (line.startsWith("#")) continue;
      String[] parts = line.split(":", 2);
      var groups = new ArrayList<List<Integer>>();
      var matcher = Pattern.compile("\\{([^}]*)}|(\\d+)").matcher(parts[1]);
      while (matcher.find()) {
        String group = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        var numbers =
            Arrays.stream(group.split(","))
                .filter(s -> !s.isBlank())
                .map(s -> Integer.parseInt(s.strip()) - 1)
                .toList();
        if (!numbers.isEmpty()) groups.add(numbers);
      }
      ballots.add(new Ballot(groups, Double.parseDouble(parts[0].strip())));
    }
    return new Ballots(items, ballots);
  }

  @Test
  void sushiHasItemSevenForEveryCondorcetRule() throws IOException {
    var sushi = preflib("rankings/sushi.soc");
    assertThat(sushi.voters()).isEqualTo(5000);
    for (VotingRule rule :
        List.of(
            CondorcetWinner.defaults(),
            Copeland.defaults(),
            Minimax.defaults(),
            Schulze.defaults(),
            RankedPairs.defaults(),
            Kemeny.defaults(),
            new Baldwin(),
            new Nanson(),
            MaximalLotteries.defaults()))
      assertThat(rule.elect(sushi).winners()).as(rule.toString()).containsExactly(7 - 1);
  }

  @Test
  void skatersWithTiesAndCitiesLeftOut() throws IOException {
    var skaters = preflib("rankings/skaters.toc");
    var kemeny = Kemeny.defaults().solve(skaters);
    assertThat(kemeny.optimal()).isTrue();
    assertThat(kemeny.order()).hasSize(30);
    var cities = preflib("rankings/cities.soi");
    assertThat(cities.items()).hasSize(36);
    for (var ballots : List.of(cities, LeftOut.last(cities))) {
      var solution = Kemeny.defaults().solve(ballots);
      double[][] above = ballots.above();
      double cost = 0;
      double floor = 0;
      for (int a = 0; a < 36; a++)
        for (int b = a + 1; b < 36; b++) {
          int i = solution.order().get(a);
          int j = solution.order().get(b);
          cost += above[j][i];
          floor += Math.min(above[i][j], above[j][i]);
        }
      assertThat(solution.disagreements()).isEqualTo(cost);
      assertThat(solution.bound()).isBetween(floor, cost);
      assertThat(solution.optimal()).isTrue();
      double[] lottery = MaximalLotteries.defaults().elect(ballots).scores();
      for (int j = 0; j < 36; j++) {
        int against = j;
        double payoff =
            IntStream.range(0, 36)
                .mapToDouble(i -> lottery[i] * (above[i][against] - above[against][i]))
                .sum();
        assertThat(payoff).isGreaterThan(-1e-9);
      }
    }
  }
}
