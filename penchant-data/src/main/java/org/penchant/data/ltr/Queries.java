package org.penchant.data.ltr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.penchant.core.problems.Problems;
import org.penchant.data.read.Numbers;

/** Gathers the lines of a SVMlight file into queries. */
final class Queries {
  private final String file;
  private final Optional<Path> sizesFile;
  private final List<Integer> sizes;
  private final Problems problems;
  private final List<Query> queries = new ArrayList<>();
  private final Set<String> ended = new HashSet<>();
  private List<Document> documents = new ArrayList<>();
  private String current = "";
  private long lines;

  Queries(String file, Optional<Path> sizesFile, List<Integer> sizes, Problems problems) {
    this.file = file;
    this.sizesFile = sizesFile;
    this.sizes = sizes;
    this.problems = problems;
  }

  void line(long number, String text) {
    String place = file + " (line " + number + ")";
    String[] tokens = text.split("\\s+");
    boolean named = tokens.length > 1 && tokens[1].startsWith("qid:");
    lines++;
    if (named == sizesFile.isPresent()) {
      problems.error(
          place,
          text,
          named ? "queries are named by qid and by a file of sizes" : "a line must have a qid",
          named ? "leave the file of sizes out" : "add qid:NUMBER, or give the file of sizes");
      return;
    }
    OptionalDouble label = finite(tokens[0]);
    if (label.isEmpty())
      problems.error(place, tokens[0], "a label must be a finite number", "correct it");
    Document document = document(place, label.orElse(0), tokens, named ? 2 : 1);
    if (named) query(place, tokens[1].substring("qid:".length()));
    documents.add(document);
    if (!named) fill();
  }

  private void query(String place, String id) {
    if (id.isEmpty()) problems.error(place, "qid:", "a query must have a name", "write qid:1");
    if (id.equals(current) && lines > 1) return;
    if (lines > 1) close(current);
    current = id;
    if (ended.contains(id))
      problems.error(
          place, "qid:" + id, "documents of a query must stand together", "sort the file by qid");
  }

  private void fill() {
    int q = queries.size();
    if (q < sizes.size() && documents.size() == sizes.get(q)) close(Integer.toString(q));
  }

  private void close(String id) {
    queries.add(new Query(id, documents));
    ended.add(id);
    documents = new ArrayList<>();
  }

  private Document document(String place, double label, String[] tokens, int from) {
    var features = new int[tokens.length - from];
    var values = new double[features.length];
    int last = -1;
    for (int i = 0; i < features.length; i++) {
      String token = tokens[from + i];
      int colon = token.indexOf(':');
      boolean numbered = colon > 0 && token.substring(0, colon).matches("\\d{1,9}");
      OptionalDouble value = numbered ? finite(token.substring(colon + 1)) : OptionalDouble.empty();
      if (value.isEmpty()) {
        problems.error(
            place, token, "must be FEATURE:VALUE, a whole and a finite number", "write 7:0.5");
        continue;
      }
      int feature = Integer.parseInt(token.substring(0, colon));
      if (feature <= last)
        problems.error(
            place, token, "features must increase, " + last + " precedes", "sort the features");
      last = feature;
      features[i] = feature;
      values[i] = value.getAsDouble();
    }
    return new Document(label, features, values);
  }

  private static OptionalDouble finite(String text) {
    var number = Numbers.parse(text);
    return number.isPresent() && Double.isFinite(number.getAsDouble())
        ? number
        : OptionalDouble.empty();
  }

  /** All queries, once every line is read. */
  List<Query> end() {
    if (sizesFile.isEmpty()) {
      if (!documents.isEmpty()) close(current);
      return List.copyOf(queries);
    }
    long promised = sizes.stream().mapToLong(Integer::longValue).sum();
    if (promised != lines && !problems.hasErrors())
      problems.error(
          String.valueOf(sizesFile.get()),
          promised + " documents",
          "the sizes must sum to the lines of " + file + ", " + lines,
          "give the two files that belong together");
    return List.copyOf(queries);
  }
}
