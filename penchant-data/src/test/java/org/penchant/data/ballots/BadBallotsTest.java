package org.penchant.data.ballots;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.BadText;

/** Every bad file of orders ends with its message. */
class BadBallotsTest {
  private static final String HEAD =
      "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: a\n"
          + "# ALTERNATIVE NAME 2: b\n# ALTERNATIVE NAME 3: c\n";

  static Stream<BadText> prefLib() {
    return Stream.of(
        BadText.of("none.soc", "1: 1,2,3\n", "a PrefLib file must begin with a header"),
        BadText.of("old.soc", "3\n1,a\n2,b\n3,c\n", "a PrefLib file must begin with a header"),
        BadText.of("line.soi", HEAD + "1,2\n", "an order must be written as COUNT: ITEM"),
        BadText.of("unknown.soi", HEAD + "2: 1,4\n", "(line 5): 4: no alternative has this number"),
        BadText.of("twice.soi", HEAD + "2: 1,2,1\n", "1: an item may stand in an order once"),
        BadText.of("short.soc", HEAD + "2: 1,2\n", "2 items: orders of type soc rank all 3 items"),
        BadText.of("short.toc", HEAD + "2: {1,2}\n", "orders of type toc rank all 3 items"),
        BadText.of("ties.soi", HEAD + "2: {1,2},3\n", "orders of type soi have no ties"),
        BadText.of("same.soi", HEAD + "2: 1,2\n1: 1,2\n", "the order stands in line 5 too"),
        BadText.of("empty.toi", HEAD + "2: \n", "items must be numbers from 1 on"),
        BadText.of(
            "braces.toi", HEAD + "2: {1,2,3\n", "items must be numbers from 1 on, ties in { }"),
        BadText.of("hollow.toi", HEAD + "2: 1,{},2\n", "a group must hold an item"),
        BadText.of("comma.soi", HEAD + "2: 1,2,\n", "items must be numbers from 1 on"),
        BadText.of("zero.soi", HEAD + "0: 1,2\n", "an order must have a voter"),
        BadText.of(
            "voters.soi",
            HEAD + "# NUMBER VOTERS: 5\n2: 1,2\n",
            "NUMBER VOTERS: 5: the lines have 2"),
        BadText.of(
            "orders.soi",
            HEAD + "# NUMBER UNIQUE ORDERS: 2\n2: 1,2\n",
            "NUMBER UNIQUE ORDERS: 2: the lines have 1"),
        BadText.of(
            "type.soi",
            "# DATA TYPE: toc\n" + HEAD + "2: 1,2\n",
            "DATA TYPE: toc: the file's name says soi"),
        BadText.of(
            "wmd.soi",
            "# DATA TYPE: wmd\n" + HEAD + "2: 1,2\n",
            "must be soc, soi, toc, toi or cat"),
        BadText.of("untyped.txt", HEAD + "2: 1,2\n", "nothing says of what type"),
        BadText.of(
            "names.soi",
            "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: a\n1: 1\n",
            "[2, 3]: alternatives up to 3 without a name"),
        BadText.of(
            "many.soi",
            "# NUMBER ALTERNATIVES: 2\n" + HEAD.substring(25) + "1: 1\n",
            "ALTERNATIVE NAME 3: NUMBER ALTERNATIVES is 2"),
        BadText.of(
            "alike.soi",
            HEAD + "# ALTERNATIVE NAME 4: a\n1: 1\n",
            "is the name of another alternative too"),
        BadText.of(
            "number.soi",
            "# NUMBER ALTERNATIVES: three\n1: 1\n",
            "NUMBER ALTERNATIVES: three: must be a whole number"),
        BadText.of("count.soi", HEAD.substring(25) + "1: 1\n", "NUMBER ALTERNATIVES is missing"),
        BadText.of(
            "cats.cat",
            HEAD + "# NUMBER CATEGORIES: 2\n1: 1,2,3\n",
            "3 categories: NUMBER CATEGORIES is 2"),
        BadText.of("silent.soi", HEAD, "there are no orders"));
  }

  @ParameterizedTest
  @MethodSource("prefLib")
  void prefLibFilesSayWhatIsWrong(BadText bad, @TempDir Path folder) throws Exception {
    bad.check(folder, file -> PrefLib.defaults().read(file, new Problems()));
  }

  static Stream<BadText> lists() {
    return Stream.of(
        BadText.of(
            "gap.csv", "1,2,3\n1,,3\n", "row 1 (line 2): an item must be a whole number or a name"),
        BadText.of("twice.csv", "p,q,p\n", "p: an item may stand in an order once"),
        BadText.of("blank.csv", ",,\n", "an order must rank an item"),
        BadText.of("number.json", "[[0,1],7]", "row 1: 7: an order must be a list"),
        BadText.of("fraction.json", "[[0,1.5]]", "row 0: an item must be a whole number or a name"),
        BadText.of("object.json", "{\"n_items\":3}", "must be a list of orders"),
        BadText.of(
            "beyond.json",
            "{\"n_items\":3,\"data\":[[0,3]]}",
            "3: no item has this number or name"),
        BadText.of("hollow.json", "[[0,[]]]", "a group must hold an item"),
        BadText.of("none.json", "[]", "there are no orders"),
        BadText.of("broken.json", "[[0,1]", "broken JSON"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void listsSayWhatIsWrong(BadText bad, @TempDir Path folder) throws Exception {
    bad.check(folder, file -> OrderLists.defaults().read(file, Optional.empty(), new Problems()));
  }
}
