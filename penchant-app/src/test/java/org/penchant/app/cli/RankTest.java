package org.penchant.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penchant.app.bench.SyntheticVotes;

class RankTest {
  private static final Path SHARED = Path.of("../../shared/data");

  @TempDir private Path folder;
  private Path votes = Path.of("");

  @BeforeEach
  void write() throws Exception {
    votes = folder.resolve("votes.csv");
    new SyntheticVotes(6, 3_000, 0.2, 1).csv(votes);
  }

  @Test
  void aTableShowsRatingsIntervalsAndPlaces() {
    var run = rank(votes);
    assertThat(run.out())
        .contains("3000 rows, 3000 votes on 6 items; bradley-terry")
        .contains("note: a tie counts as half a win for each")
        .contains("rank  item", "interval", "ranks", "first", "battles", "win rate");
    assertThat(run.out().lines().filter(line -> line.contains("model-")))
        .hasSize(6)
        .first()
        .asString()
        .contains("   1  model-5", "1..1", "1.000");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void filesHoldTheColumnsPeopleExpectAndAPageThatIsWhole() throws Exception {
    Path out = folder.resolve("out");
    var run = rank(votes, "--ci", "bootstrap", "--resamples", "50", "--out", out.toString());
    assertThat(run.out()).contains("report: ");
    var lines = Files.readAllLines(out.resolve("leaderboard.csv"));
    assertThat(lines.getFirst())
        .isEqualTo(
            "rank,item,rating,rating_q025,rating_q975,rank_low,rank_high,probability_first,"
                + "battles,win_rate");
    assertThat(lines).hasSize(7);
    for (String line : lines.subList(1, 7)) {
      String[] cells = line.split(",", -1);
      double rating = Double.parseDouble(cells[2]);
      assertThat(rating).isBetween(Double.parseDouble(cells[3]), Double.parseDouble(cells[4]));
      assertThat(Integer.parseInt(cells[0]))
          .isBetween(Integer.parseInt(cells[5]), Integer.parseInt(cells[6]));
    }
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page)
        .contains("Standings", "Places", "Win rates", "Agreement between methods", "Diagnosis")
        .doesNotContain("<script src", "http://www.w3.org/1999/xhtml\" src");
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    String markup =
        page.replaceFirst("(?i)<!doctype html>", "").replaceAll("<meta ([^>]*[^/])>", "<meta $1/>");
    var tree =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(markup.getBytes(StandardCharsets.UTF_8)));
    assertThat(tree.getDocumentElement().getTagName()).isEqualTo("html");
    assertThat(out.resolve("report.md")).content().contains("model-5");
    JsonNode board = new ObjectMapper().readTree(out.resolve("leaderboard.json").toFile());
    assertThat(board.path("rows")).hasSize(6);
    assertThat(board.path("confidence").asDouble()).isEqualTo(0.95);
  }

  @Test
  void anotherConfidenceNamesItsColumns() throws Exception {
    Path out = folder.resolve("out");
    rank(votes, "--confidence", "0.9", "--out", out.toString());
    assertThat(out.resolve("leaderboard.csv")).content().contains("rating_q05,rating_q95");
  }

  @Test
  void jsonAloneIsPrinted() throws Exception {
    var board = json(votes);
    assertThat(board.path("method").asText()).isEqualTo("bradley-terry");
    assertThat(board.path("votes").asDouble()).isEqualTo(3000);
    assertThat(board.path("rows").path(0).path("item").asText()).isEqualTo("model-5");
    // Elo points of the ends of the world, 3 log-odds apart.
    double gap =
        board.path("rows").path(0).path("rating").asDouble()
            - board.path("rows").path(5).path("rating").asDouble();
    assertThat(gap).isBetween(330.0, 450.0);
  }

  @Test
  void equalSeedsGiveEqualBytes() {
    String[] options = {"--ci", "bootstrap", "--resamples", "40", "--json", "--seed", "7"};
    assertThat(rank(votes, options).out()).isEqualTo(rank(votes, options).out());
  }

  @Test
  void standingAtHomeIsAnEffect() throws Exception {
    Path file = SHARED.resolve("votes/baseball.csv");
    Assumptions.assumeTrue(Files.exists(file), "shared data are not there");
    var plain = json(file, "--scale", "natural");
    // Agresti's baseball data; BradleyTerry2 prints Milwaukee 1.5814 above Baltimore.
    assertThat(rating(plain, "Milwaukee") - rating(plain, "Baltimore"))
        .isCloseTo(1.5814, within(5e-5));
    assertThat(plain.path("deviance").asDouble()).isCloseTo(44.053, within(5e-4));
    var home = json(file, "--scale", "natural", "--order-effect");
    assertThat(home.path("parameter/order").asDouble()).isCloseTo(.3023, within(5e-5));
    assertThat(home.path("deviance").asDouble()).isCloseTo(38.643, within(5e-4));
    assertThat(rank(file, "--order-effect").out())
        .contains("note: order = 0.3023, standard error 0.1309");
  }

  @Test
  void covariatesAreEffects() throws Exception {
    var lines = new StringBuilder("model_a,model_b,winner,la,lb\n");
    for (int i = 0; i < 40; i++) {
      boolean longer = i % 2 == 0;
      lines.append(longer ? "p,q,%s,9,1\n" : "p,q,%s,1,9\n");
      int at = lines.lastIndexOf("%s");
      boolean won = longer ? i % 10 != 0 : i % 10 == 1;
      lines.replace(at, at + 2, won ? "model_a" : "model_b");
    }
    Path file = Files.writeString(folder.resolve("long.csv"), lines);
    var board = json(file, "--covariate", "length=la,lb");
    assertThat(board.path("parameter/length").asDouble()).isPositive();
  }

  @Test
  void clustersWidenIntervals() throws Exception {
    var lines = new StringBuilder("model_a,model_b,winner,annotator\n");
    for (int who = 0; who < 12; who++)
      for (int i = 0; i < 10; i++)
        lines
            .append("p,q,")
            .append(who % 3 == 0 ? "model_b" : "model_a")
            .append(",w")
            .append(who)
            .append('\n');
    Path file = Files.writeString(folder.resolve("crowd.csv"), lines);
    double plain = width(json(file));
    double clustered = width(json(file, "--cluster", "annotator"));
    // Ten equal votes of each annotator are worth one: sqrt(10) times as wide.
    assertThat(clustered / plain).isCloseTo(Math.sqrt(10), within(1e-6));
  }

  @Test
  void bothBadVotesAreTiesOrLeftOut() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("bad.csv"),
            "model_a,model_b,winner\np,q,model_a\np,q,model_b\np,q,model_a\np,q,both_bad\n");
    assertThat(json(file).path("votes").asDouble()).isEqualTo(4);
    assertThat(json(file, "--both-bad", "drop").path("votes").asDouble()).isEqualTo(3);
  }

  @Test
  void onlyTheLargestComponentOnRequest() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("apart.csv"),
            "winner,loser,n\np,q,3\nq,p,2\nq,r,2\nr,q,1\nx,y,2\ny,x,1\n");
    assertThat(CommandRun.of("rank", file.toString()).code()).isEqualTo(3);
    var run = rank(file, "--largest");
    assertThat(run.out()).contains("2 of 5 items lie outside the largest component");
    assertThat(run.err()).contains("warning: votes: 2 components");
    assertThat(rank(file, "--penalty", "ridge").out()).contains("with penalty ridge strength 0.01");
  }

  @Test
  void eloGoesByTheOrderOfTheFile() throws Exception {
    String wins = "p,q\n".repeat(5);
    String losses = "q,p\n".repeat(5);
    Path early = Files.writeString(folder.resolve("early.csv"), "winner,loser\n" + wins + losses);
    Path late = Files.writeString(folder.resolve("late.csv"), "winner,loser\n" + losses + wins);
    assertThat(json(early, "--method", "elo").path("rows").path(0).path("item").asText())
        .isEqualTo("q");
    assertThat(json(late, "--method", "elo").path("rows").path(0).path("item").asText())
        .isEqualTo("p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bradley-terry",
        "rao-kupper",
        "davidson",
        "thurstone",
        "plackett-luce",
        "lsr",
        "elo",
        "elo-averaged",
        "newman",
        "rank-centrality",
        "pagerank",
        "eigenvector",
        "counting",
        "win-rate",
        "{page-rank: {damping: 0.9}}",
        "{elo: {k: 2.0}}",
        "{choice-rating: {choice: {penalty: firth}}}"
      })
  void everyMethodFindsTheOrderOfItsWorld(String method) throws Exception {
    assertThat(items(json(votes, "--method", method)))
        .containsExactly("model-5", "model-4", "model-3", "model-2", "model-1", "model-0");
  }

  @Test
  void unitsAreWhatTheySay() throws Exception {
    double sum = 0;
    for (JsonNode row : json(votes, "--scale", "worth").path("rows"))
      sum += row.path("rating").asDouble();
    assertThat(sum).isCloseTo(1, within(1e-12));
    var points = json(votes, "--scale", "{elo: {base: 0, points: 100}}");
    double gap = rating(points, "model-5") - rating(points, "model-0");
    var natural = json(votes, "--scale", "natural");
    assertThat(gap)
        .isCloseTo(
            100 / Math.log(10) * (rating(natural, "model-5") - rating(natural, "model-0")),
            within(1e-9));
  }

  @Test
  void ordersAreRankedWholeOrAsPairs() throws Exception {
    Path file = SHARED.resolve("rankings/sushi.soc");
    Assumptions.assumeTrue(Files.exists(file), "shared data are not there");
    var whole = json(file, "--penalty", "none", "--scale", "worth");
    // PlackettLuce (R) on PrefLib's sushi: log-likelihood, and the worth of item 7.
    assertThat(whole.path("log_likelihood").asDouble()).isCloseTo(-71211.599225, within(1e-5));
    assertThat(whole.path("rows").path(0).path("rating").asDouble())
        .isCloseTo(.244954, within(1e-6));
    assertThat(items(json(file, "--method", "lsr"))).containsExactlyElementsOf(items(whole));
    assertThat(rank(file, "--method", "bradley-terry").out())
        .contains("5000 orders of 10 items", "note: every pair of an order counts as a vote")
        .doesNotContain("interval");
  }

  @Test
  void namesBelongToNumberedOrders() throws Exception {
    Path orders = Files.writeString(folder.resolve("orders.csv"), "1,2,3\n2,1\n1,3,2\n3,1,2\n");
    Path names = Files.writeString(folder.resolve("names.csv"), "1,Ann\n2,Bob\n3,Cy\n");
    var board = json(orders, "--kind", "orders", "--names", names.toString());
    assertThat(items(board)).containsExactlyInAnyOrder("Ann", "Bob", "Cy").first().isEqualTo("Ann");
    assertThat(board.path("uncertainty").asText()).contains("Sandwich");
  }

  @Test
  void tasksOfATableAreVoters() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("scores.csv"),
            "model,qa,speed,size\np,3,1,4\nq,2,2,9\nr,1,3,2\ns,-,4,1\n");
    var run =
        rank(
            file,
            "--kind",
            "scores",
            "--lower-is-better",
            "speed",
            "--without",
            "size",
            "--method",
            "win-rate");
    assertThat(run.out()).contains("2 tasks, 4 items");
    var board =
        json(
            file,
            "--kind",
            "scores",
            "--task",
            "qa",
            "--task",
            "speed",
            "--lower-is-better",
            "speed");
    assertThat(items(board)).containsExactly("p", "q", "r", "s");
  }

  private static CommandRun rank(Path file, String... options) {
    var args = new ArrayList<>(List.of("rank", file.toString()));
    args.addAll(List.of(options));
    var run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static JsonNode json(Path file, String... options) throws Exception {
    var more = new ArrayList<>(List.of(options));
    more.add("--json");
    return new ObjectMapper().readTree(rank(file, more.toArray(String[]::new)).out());
  }

  private static List<String> items(JsonNode board) {
    return StreamSupport.stream(board.path("rows").spliterator(), false)
        .map(row -> row.path("item").asText())
        .toList();
  }

  private static double rating(JsonNode board, String item) {
    for (JsonNode row : board.path("rows"))
      if (row.path("item").asText().equals(item)) return row.path("rating").asDouble();
    throw new AssertionError("no " + item);
  }

  private static double width(JsonNode board) {
    JsonNode row = board.path("rows").path(0);
    return row.path("high").asDouble() - row.path("low").asDouble();
  }
}
