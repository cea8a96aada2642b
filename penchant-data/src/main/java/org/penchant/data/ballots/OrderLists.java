package org.penchant.data.ballots;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.FileFacts;
import org.penchant.data.read.ReadOptions;
import org.penchant.data.read.TextReader;

/**
 * Reads orders that stand one a row, best first: separated values without a header, items by number
 * or by name, rows as long as they like; or a JSON list of lists, {@code [[0, 1, 2], [3, 2]]}, in
 * which a list inside an order is a group that ties. JSON may also be an object whose {@code data}
 * is the list and whose {@code n_items} says how many items there are.
 *
 * <p>Where a file of names is given, lines such as {@code 7,Bob}, the items are those of the file
 * in the order of their numbers, and orders hold the numbers or the names. Elsewhere whole numbers
 * are sorted by value and names stand in the order they first appear.
 *
 * @param lineLimit the longest line, cell or JSON string taken, in bytes or characters
 */
public record OrderLists(int lineLimit) {
  public static OrderLists defaults() {
    return new OrderLists(ReadOptions.DEFAULT_LINE_LIMIT);
  }

  /**
   * Reads a file; it is JSON if its name ends so, its packing aside.
   *
   * @param names the file of names, if there is one
   * @param problems takes errors and warnings
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if a file breaks a rule, with {@link
   *     ExitCode#IO} if it cannot be read
   */
  public ReadBallots read(Path file, Optional<Path> names, Problems problems) {
    var reader = new TextReader(lineLimit);
    var files = new ArrayList<FileFacts>();
    var known = new ItemNames(problems);
    if (names.isPresent())
      reader.lines(names.get(), problems, known.in(names.get())).ifPresent(files::add);
    var orders = new Orders(problems);
    if (file.toString().matches("(?i).*\\.json(\\.[a-z]+)?"))
      reader.json(file, problems, value -> json(file, value, orders)).ifPresent(files::add);
    else reader.records(file, problems, orders::cells).ifPresent(files::add);
    var ballots = orders.ballots(file.toString(), known);
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new ReadBallots(ballots.orElseThrow(), files);
  }

  private static void json(Path file, JsonNode value, Orders orders) {
    JsonNode list = value.isObject() ? value.path("data") : value;
    JsonNode count = value.path("n_items");
    if (count.canConvertToInt()) orders.items(OptionalInt.of(count.intValue()));
    if (!list.isArray()) {
      orders.fail(
          file.toString(),
          "",
          "must be a list of orders, or an object with the list data",
          "write [[0, 1, 2], ...]");
      return;
    }
    for (int row = 0; row < list.size(); row++) {
      String place = file + " row " + row;
      if (list.get(row).isArray()) orders.groups(place, groups(list.get(row)));
      else orders.fail(place, list.get(row), "an order must be a list", "write [0, 1, 2]");
    }
  }

  private static List<List<String>> groups(JsonNode order) {
    var groups = new ArrayList<List<String>>();
    for (JsonNode group : order) {
      var items = new ArrayList<String>();
      if (group.isArray()) group.forEach(item -> items.add(text(item)));
      else items.add(text(group));
      groups.add(items);
    }
    return groups;
  }

  /** An item as text; empty where it is none, which is then reported as an item without a name. */
  private static String text(JsonNode item) {
    return item.isTextual() || item.isIntegralNumber() ? item.asText().strip() : "";
  }
}
