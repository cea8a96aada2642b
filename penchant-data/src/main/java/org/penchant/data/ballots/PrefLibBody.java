package org.penchant.data.ballots;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;
import org.penchant.core.votes.Ballot;
import org.penchant.core.votes.Ballots;

/** The orders of a PrefLib file, lines such as {@code 3: 1,{2,4},5}. */
final class PrefLibBody {
  private static final Pattern ORDER = Pattern.compile("(\\d{1,9})\\s*:\\s*(.*)");
  private static final Pattern GROUP = Pattern.compile("\\s*(\\d{1,9}|\\{[^{}]*\\})\\s*(,|$)");

  private final PrefLibHeader header;
  private final Problems problems;
  private final List<Ballot> ballots = new ArrayList<>();
  private final Map<List<List<Integer>>, Long> lines = new HashMap<>();
  private long voters;

  PrefLibBody(PrefLibHeader header, Problems problems) {
    this.header = header;
    this.problems = problems;
  }

  void line(long number, String text) {
    // Reported once, when all lines are read.
    if (header.isEmpty()) return;
    Matcher order = ORDER.matcher(text);
    if (!order.matches()) {
      fail(number, text, "an order must be written as COUNT: ITEM,ITEM,...", "correct the line");
      return;
    }
    int times = Integer.parseInt(order.group(1));
    voters += times;
    if (times == 0) fail(number, text, "an order must have a voter", "remove the line");
    List<List<Integer>> groups = groups(number, order.group(2));
    if (groups == null || !valid(number, groups)) return;
    groups = groups.stream().filter(group -> !group.isEmpty()).toList();
    Long before = lines.putIfAbsent(groups, number);
    if (before != null && header.type() != PrefLibType.CAT)
      fail(number, text, "the order stands in line " + before + " too", "add up their counts");
    ballots.add(new Ballot(shifted(groups), times));
  }

  private @Nullable List<List<Integer>> groups(long number, String text) {
    var groups = new ArrayList<List<Integer>>();
    Matcher group = GROUP.matcher(text);
    int at = 0;
    boolean open = true;
    while (at < text.length() && group.find(at) && group.start() == at) {
      groups.add(items(group.group(1)));
      at = group.end();
      open = group.group(2).equals(",");
    }
    boolean whole = at == text.length() && !open && groups.stream().noneMatch(g -> g.contains(0));
    if (whole) return groups;
    fail(number, text, "items must be numbers from 1 on, ties in { }", "correct the line");
    return null;
  }

  /** The items of a group; 0 stands for what is no number. */
  private static List<Integer> items(String text) {
    var items = new ArrayList<Integer>();
    String bare = text.startsWith("{") ? text.substring(1, text.length() - 1).strip() : text;
    if (bare.isEmpty()) return items;
    for (String item : bare.split(",", -1))
      items.add(item.strip().matches("\\d{1,9}") ? Integer.parseInt(item.strip()) : 0);
    return items;
  }

  private boolean valid(long number, List<List<Integer>> groups) {
    PrefLibType type = header.type();
    long before = problems.errorCount();
    var seen = new HashSet<Integer>();
    for (List<Integer> group : groups) {
      if (!type.ties() && group.size() > 1)
        fail(number, group, "orders of type " + type + " have no ties", "name the file .to?");
      if (type != PrefLibType.CAT && group.isEmpty())
        fail(number, "{}", "a group must hold an item", "remove the braces");
      for (int item : group) {
        if (!header.knows(item))
          fail(number, item, "no alternative has this number", "correct the order or the header");
        if (!seen.add(item))
          fail(number, item, "an item may stand in an order once", "remove one of the two");
      }
    }
    var categories = header.count("NUMBER CATEGORIES");
    if (categories.isPresent() && groups.size() > categories.getAsInt())
      fail(
          number,
          groups.size() + " categories",
          "NUMBER CATEGORIES is " + categories.getAsInt(),
          "correct the line or the header");
    int all = header.names().size();
    if (type.complete() && seen.size() < all && problems.errorCount() == before)
      fail(
          number,
          seen.size() + " items",
          "orders of type " + type + " rank all " + all + " items",
          "complete the order, or name the file .soi or .toi");
    if (seen.isEmpty()) fail(number, "", "an order must rank an item", "remove the line");
    return problems.errorCount() == before;
  }

  private static List<List<Integer>> shifted(List<List<Integer>> groups) {
    return groups.stream().map(g -> g.stream().map(item -> item - 1).toList()).toList();
  }

  private void fail(long number, Object value, String rule, String remedy) {
    problems.error(header.place(number), value, rule, remedy);
  }

  /** Compares the counts with those of the header, once all lines are read. */
  void check() {
    compare("NUMBER VOTERS", voters);
    if (header.type() != PrefLibType.CAT) compare("NUMBER UNIQUE ORDERS", ballots.size());
    if (ballots.isEmpty() && !problems.hasErrors())
      problems.error(header.file(), "", "there are no orders", "give a file with orders");
  }

  private void compare(String field, long found) {
    var said = header.count(field);
    if (said.isPresent() && said.getAsInt() != found && !problems.hasErrors())
      problems.error(
          header.file(),
          field + ": " + said.getAsInt(),
          "the lines have " + found,
          "restore the lines that are missing, or correct the header");
  }

  Ballots ballots() {
    return new Ballots(header.names(), ballots);
  }
}
