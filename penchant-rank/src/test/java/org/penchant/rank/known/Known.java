package org.penchant.rank.known;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.core.votes.Vote;
import org.penchant.core.votes.VoteTable;
import org.penchant.core.votes.VoteTally;
import org.penchant.core.votes.VoteTally.Keep;
import org.penchant.rank.choice.Choices;

/** The data of {@code shared/data}, where it is there. */
public final class Known {
  private Known() {}

  public static Path file(String name) {
    var path = Path.of("..", "..", "shared", "data", name);
    Assumptions.assumeTrue(Files.exists(path), "shared/data/" + name + " is absent");
    return path;
  }

  public static List<String> lines(String name) {
    try {
      return Files.readAllLines(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of a plain CSV without its header. */
  public static List<List<String>> rows(String name) {
    return lines(name).stream().skip(1).map(Known::cells).toList();
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split(",", -1));
  }

  public static VoteTable evalica(String name, Keep... keep) {
    var header = cells(lines("votes/evalica/" + name + ".csv").getFirst());
    int left = header.indexOf("left");
    int right = header.indexOf("right");
    int winner = header.indexOf("winner");
    int worker = header.indexOf("worker");
    var tally = new VoteTally(Set.of(keep), List.of());
    for (var row : rows("votes/evalica/" + name + ".csv")) {
      double outcome =
          switch (row.get(winner)) {
            case "left" -> Vote.WON;
            case "right" -> Vote.LOST;
            case "tie" -> Vote.TIED;
            default -> throw new AssertionError(row);
          };
      var vote = Vote.of(row.get(left), row.get(right), outcome);
      tally.add(worker < 0 ? vote : vote.withAnnotator(row.get(worker)));
    }
    return tally.table();
  }

  /** Expected scores of one algorithm by item. */
  public static Map<String, Double> golden(String name, String algorithm) {
    var scores = new LinkedHashMap<String, Double>();
    for (var row : rows("votes/evalica/" + name + "-golden.csv"))
      if (row.get(0).equals(algorithm)) scores.put(row.get(1), Double.valueOf(row.get(2)));
    return scores;
  }

  public static VoteTable baseball() {
    var tally = VoteTally.ofPairs();
    for (var row : rows("votes/baseball.csv")) {
      tally.add(Vote.won(row.get(0), row.get(1)).withTimes(Double.parseDouble(row.get(2))));
      tally.add(
          Vote.of(row.get(0), row.get(1), Vote.LOST).withTimes(Double.parseDouble(row.get(3))));
    }
    return tally.table();
  }

  public static VoteTable pudding() {
    var tally = VoteTally.ofPairs();
    for (int i = 1; i <= 6; i++) tally.item(String.valueOf(i));
    for (var row : rows("votes/pudding.csv")) {
      String a = row.get(0);
      String b = row.get(1);
      tally.add(Vote.won(a, b).withTimes(Double.parseDouble(row.get(3))));
      tally.add(Vote.of(a, b, Vote.LOST).withTimes(Double.parseDouble(row.get(4))));
      tally.add(Vote.tied(a, b).withTimes(Double.parseDouble(row.get(5))));
    }
    return tally.table();
  }

  public static VoteTable citations() {
    var tally = VoteTally.ofPairs();
    for (var row : rows("votes/citations.csv"))
      tally.add(Vote.won(row.get(0), row.get(1)).withTimes(Double.parseDouble(row.get(2))));
    return tally.table();
  }

  /** Complete or partial orders in the format of PrefLib, without ties; items by their number. */
  public static Ballots preflib(String name, int items) {
    var ballots = new ArrayList<Ballot>();
    for (var line : lines(name)) {
      if (line.startsWith("#")) continue;
      String[] parts = line.split(": ", 2);
      int[] order =
          Arrays.stream(parts[1].split(",")).mapToInt(i -> Integer.parseInt(i) - 1).toArray();
      ballots.add(Ballot.of(order).withTimes(Double.parseDouble(parts[0])));
    }
    return new Ballots(IntStream.rangeClosed(1, items).mapToObj(String::valueOf).toList(), ballots);
  }

  public static Ballots nascar() {
    var names = lines("rankings/nascar_drivers.csv").stream().map(l -> l.split(",", 2)[1]).toList();
    var races =
        lines("rankings/nascar_orderings.csv").stream()
            .map(l ->
                Ballot.of(
                    Arrays.stream(l.split(",")).mapToInt(i -> Integer.parseInt(i) - 1).toArray()))
            .toList();
    return new Ballots(names, races);
  }

  public static JsonNode choix(String name) {
    try {
      return new ObjectMapper().readTree(file("rankings/choix/" + name + ".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data of a case of choix as choices: pairs, orders, or one of a list. */
  public static Choices choixChoices(String name) {
    var node = choix(name);
    var items = IntStream.range(0, node.get("n_items").asInt()).mapToObj(String::valueOf).toList();
    var choices = new ArrayList<Choices.Choice>();
    for (var entry : node.get("data")) {
      if (entry.get(1).isArray()) {
        var from = new ArrayList<Integer>(List.of(entry.get(0).asInt()));
        entry.get(1).forEach(i -> from.add(i.asInt()));
        choices.add(new Choices.Choice(from.subList(0, 1), from, 1));
      } else {
        int[] order = new int[entry.size()];
        Arrays.setAll(order, i -> entry.get(i).asInt());
        choices.addAll(Choices.of(new Ballots(items, List.of(Ballot.of(order)))).choices());
      }
    }
    return new Choices(items, choices);
  }

  public static double[] numbers(JsonNode array) {
    var numbers = new double[array.size()];
    Arrays.setAll(numbers, i -> array.get(i).asDouble());
    return numbers;
  }
}
