package org.penchant.data.ballots;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/** Orders of items by number or name, gathered before it is known what the items are. */
final class Orders {
  private final Problems problems;
  private final List<Order> orders = new ArrayList<>();
  private OptionalInt count = OptionalInt.empty();

  Orders(Problems problems) {
    this.problems = problems;
  }

  private record Order(String place, List<List<String>> groups) {}

  /** Says how many items there are, numbered from 0. */
  void items(OptionalInt number) {
    count = number;
  }

  void fail(String place, Object value, String rule, String remedy) {
    problems.error(place, value, rule, remedy);
  }

  /** A row of cells; empty ones at its end are none. */
  void cells(String place, List<String> cells) {
    int n = cells.size();
    while (n > 0 && cells.get(n - 1).isBlank()) n--;
    groups(place, cells.subList(0, n).stream().map(cell -> List.of(cell.strip())).toList());
  }

  void groups(String place, List<List<String>> groups) {
    var seen = new HashSet<String>();
    boolean whole = true;
    for (List<String> group : groups) {
      if (group.isEmpty()) {
        fail(place, "[]", "a group must hold an item", "remove it");
        whole = false;
      }
      for (String item : group) {
        if (item.isEmpty()) {
          fail(place, "", "an item must be a whole number or a name", "fill the gap in the order");
          whole = false;
        } else if (!seen.add(item)) {
          fail(place, item, "an item may stand in an order once", "remove one of the two");
          whole = false;
        }
      }
    }
    if (groups.isEmpty()) fail(place, "", "an order must rank an item", "remove the row");
    else if (whole) orders.add(new Order(place, groups));
  }

  /** All orders, or nothing after an error. */
  Optional<Ballots> ballots(String file, ItemNames names) {
    List<String> items = names.isEmpty() ? items() : names.items();
    var indices = names.isEmpty() ? numbered(items) : names.indices();
    var ballots = new ArrayList<Ballot>();
    for (Order order : orders) {
      var unknown =
          order.groups.stream()
              .flatMap(List::stream)
              .filter(item -> !indices.containsKey(item))
              .toList();
      for (String item : unknown)
        fail(order.place, item, "no item has this number or name", "correct it, or name the item");
      if (unknown.isEmpty()) add(order, indices, ballots);
    }
    if (problems.hasErrors()) return Optional.empty();
    if (ballots.isEmpty()) {
      fail(file, "", "there are no orders", "give a file with orders");
      return Optional.empty();
    }
    return Optional.of(new Ballots(items, ballots));
  }

  private void add(Order order, Map<String, Integer> indices, List<Ballot> ballots) {
    var seen = new HashSet<Integer>();
    var groups = new ArrayList<List<Integer>>();
    for (List<String> group : order.groups) {
      var numbers = group.stream().map(indices::get).toList();
      groups.add(numbers);
      for (int i = 0; i < numbers.size(); i++)
        if (!seen.add(numbers.get(i))) {
          String item = group.get(i);
          fail(order.place, item, "an item may stand in an order once", "remove one of the two");
          return;
        }
    }
    ballots.add(new Ballot(groups, 1));
  }

  private List<String> items() {
    if (count.isPresent())
      return IntStream.range(0, count.getAsInt()).mapToObj(Integer::toString).toList();
    var names =
        orders.stream()
            .flatMap(order -> order.groups.stream())
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    boolean numbers = names.stream().allMatch(name -> name.matches("\\d{1,9}"));
    return numbers
        ? names.stream().sorted(Comparator.comparingInt(Integer::parseInt)).toList()
        : List.copyOf(names);
  }

  private static Map<String, Integer> numbered(List<String> items) {
    return IntStream.range(0, items.size()).boxed().collect(Collectors.toMap(items::get, i -> i));
  }
}
