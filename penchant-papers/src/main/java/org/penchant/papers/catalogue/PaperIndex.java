package org.penchant.papers.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue as a page of Markdown: every paper, its status, and whether a claim re-runs. */
public final class PaperIndex {
  private PaperIndex() {}

  public static String markdown(Catalogue catalogue) {
    var numbered = catalogue.entries().stream().filter(PaperIndex::isNumbered).toList();
    var standard = catalogue.entries().stream().filter(e -> !isNumbered(e)).toList();
    var out = new StringBuilder();
    out.append("# Papers and methods\n\n")
        .append("Made from the catalogue by `penchant papers index`; do not edit.\n\n")
        .append("- **exact**: runs as the paper has it\n")
        .append("- **adapted**: runs with stated deviations\n")
        .append("- **partial**: a stated part runs\n")
        .append("- **planned**: nothing runs yet\n\n")
        .append(
            "`penchant papers show ID` prints an entry's composition, parameters, deviations and")
        .append(" claim; `penchant reproduce ID` re-runs a claim ([results](claims.md)).\n");
    table(out, "Papers", numbered);
    table(out, "Standard methods", standard);
    return out.toString();
  }

  private static void table(StringBuilder out, String title, List<Entry> entries) {
    String counts =
        Arrays.stream(Entry.Status.values())
            .map(s -> entries.stream().filter(e -> e.status() == s).count() + " " + word(s))
            .filter(text -> !text.startsWith("0 "))
            .collect(Collectors.joining(", "));
    out.append("\n## ").append(title).append("\n\n").append(entries.size()).append(" entries: ");
    out.append(counts).append(".\n\n");
    out.append("| id | title | arXiv | family | status | claim |\n");
    out.append("|---|---|---|---|---|---|\n");
    for (var entry : entries)
      out.append("| ")
          .append(
              String.join(
                  " | ",
                  entry.id(),
                  cell(entry.paper().title()),
                  entry
                      .paper()
                      .arxiv()
                      .map(id -> "[" + id + "](https://arxiv.org/abs/" + id + ")")
                      .orElse(""),
                  cell(entry.paper().family()),
                  word(entry.status()),
                  entry.claim().isObject() ? "yes" : ""))
          .append(" |\n");
  }

  private static boolean isNumbered(Entry entry) {
    return Character.isDigit(entry.id().charAt(0));
  }

  private static String word(Entry.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
