package org.penchant.data.ballots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;
import org.penchant.data.read.Compression;
import org.penchant.data.read.DataFiles;
import org.penchant.data.read.SharedData;

/** Orders are read as they stand. */
class BallotsReadTest {
  private static final String CATEGORIES =
      """
      # DATA TYPE: cat
      # NUMBER ALTERNATIVES: 4
      # NUMBER VOTERS: 3
      # NUMBER CATEGORIES: 3
      # CATEGORY NAME 1: good
      # ALTERNATIVE NAME 1: a
      # ALTERNATIVE NAME 2: b, c
      # ALTERNATIVE NAME 3: d
      # ALTERNATIVE NAME 4: e
      2: {1, 3},{},2
      1: {},4,{1,2,3}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"NONE", "GZIP", "ZSTD"})
  void categoriesAreGroupsInOrder(Compression packing) throws Exception {
    Path file =
        Files.write(
            folder.resolve("c.cat.x"), DataFiles.pack(packing, DataFiles.bytes(CATEGORIES)));
    var read = PrefLib.defaults().read(file, new Problems());
    assertThat(read.ballots())
        .isEqualTo(
            new Ballots(
                List.of("a", "b, c", "d", "e"),
                List.of(
                    new Ballot(List.of(List.of(0, 2), List.of(1)), 2),
                    new Ballot(List.of(List.of(3), List.of(0, 1, 2)), 1))));
    assertThat(read.files().getFirst().compression()).isEqualTo(packing);
  }

  @Test
  void sushiIsWhole() {
    var sushi = prefLib("rankings/sushi.soc");
    assertThat(sushi.voters()).isEqualTo(5000);
    assertThat(sushi.ballots()).hasSize(4926).allMatch(b -> b.ranked() == 10 && !b.ties());
    assertThat(sushi.items().get(7)).isEqualTo("toro (fatty tuna)");
  }

  @Test
  void citiesAreIncompleteAndSkatersTie() {
    var cities = prefLib("rankings/cities.soi");
    assertThat(cities.voters()).isEqualTo(392);
    assertThat(cities.items()).hasSize(36);
    assertThat(cities.ballots()).hasSize(372).allMatch(b -> b.ranked() == 6);
    var skaters = prefLib("rankings/skaters.toc");
    assertThat(skaters.voters()).isEqualTo(9);
    assertThat(skaters.ballots().stream().filter(Ballot::ties)).hasSize(3);
  }

  @Test
  void nascarIsNamedByNumbers() {
    Path orders = SharedData.file("rankings/nascar_orderings.csv");
    Path names = SharedData.file("rankings/nascar_drivers.csv");
    var read = OrderLists.defaults().read(orders, Optional.of(names), new Problems());
    assertThat(read.files()).hasSize(2);
    assertThat(read.ballots().items()).hasSize(87).contains("Hank Parker, Jr");
    assertThat(read.ballots().ballots()).hasSize(36).allMatch(ballot -> ballot.ranked() == 43);
    assertThat(read.ballots().ballots().getFirst().groups().getFirst()).containsExactly(82);
  }

  @Test
  void choixCasesAreLists() {
    var partial = list(SharedData.file("rankings/choix/testcase-rankings-2.json"));
    assertThat(partial.items()).containsExactly("0", "1", "2", "3");
    assertThat(partial.ballots())
        .containsExactly(Ballot.of(0, 1, 2), Ballot.of(3, 2, 0), Ballot.of(1, 3));
    for (String name : List.of("pairwise-1", "pairwise-2", "rankings-1", "top1-1", "top1-2"))
      assertThat(list(SharedData.file("rankings/choix/testcase-" + name + ".json")).items())
          .containsExactly("0", "1", "2");
  }

  @Test
  void rowsMayBeRaggedAndNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("o.csv"), "zoe,\"bob, jr\"\nann,zoe,,\n");
    assertThat(list(file))
        .isEqualTo(
            new Ballots(
                List.of("zoe", "bob, jr", "ann"), List.of(Ballot.of(0, 1), Ballot.of(2, 0))));
    Path numbers = Files.writeString(folder.resolve("n.csv"), "10,9\n2\n");
    assertThat(list(numbers).items()).containsExactly("2", "9", "10");
    Path ties = Files.writeString(folder.resolve("t.json"), "[[0,[1,2]],[\"2\"]]");
    assertThat(list(ties).ballots().getFirst().groups()).containsExactly(List.of(0), List.of(1, 2));
  }

  @Test
  void badNamesAreRefused() throws Exception {
    Path orders = Files.writeString(folder.resolve("o.csv"), "1,3\n1,p\n");
    Path names = Files.writeString(folder.resolve("n.csv"), "1,p\n2,q\n1,r\n3,q\nx\n");
    assertThatThrownBy(() -> OrderLists.defaults().read(orders, Optional.of(names), new Problems()))
        .hasMessageContaining("1,r: the number stands before")
        .hasMessageContaining("3,q: the name stands before")
        .hasMessageContaining("x: must be a number, a comma and a name")
        .hasMessageContaining("row 0 (line 1): 3: no item has this number or name")
        .hasMessageContaining("row 1 (line 2): p: an item may stand in an order once");
  }

  private static Ballots prefLib(String name) {
    return PrefLib.defaults().read(SharedData.file(name), new Problems()).ballots();
  }

  private static Ballots list(Path file) {
    return OrderLists.defaults().read(file, Optional.empty(), new Problems()).ballots();
  }
}
