package org.penchant.align.curate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penchant.core.preference.Comparison;

/**
 * Marks each pair with its cell of subjectivity (arXiv 2412.03822): the column {@code
 * indistinguishable}, 1 where the cosine of the responses' embeddings is above a bound, and {@code
 * plural}, 1 where at least half of the judges say that the prompt has several right answers. Rows
 * without a column keep no mark of it.
 *
 * @param cosine the column of the cosine
 * @param above its bound, in [-1, 1]
 * @param plural the column of the share of judges
 */
public record TagCells(String cosine, double above, String plural) implements Step {
  public TagCells {
    if (!(above >= -1 && above <= 1))
      throw new IllegalArgumentException("above = " + above + ", must be in [-1, 1]");
    if (cosine.isBlank() || plural.isBlank())
      throw new IllegalArgumentException("needs the columns 'cosine' and 'plural'");
  }

  public static TagCells defaults() {
    return new TagCells("cosine", 0.95, "plural_share");
  }

  @Override
  public List<Comparison> apply(List<Comparison> rows, Tools tools, Tally tally) {
    var made = new ArrayList<Comparison>();
    for (var row : rows) {
      var near = row.column(cosine);
      var several = row.column(plural);
      var out = row;
      if (near.isPresent())
        out = out.withColumn(Denoise.INDISTINGUISHABLE, near.getAsDouble() > above ? 1 : 0);
      else tally.note("rows without " + cosine);
      if (several.isPresent()) out = out.withColumn("plural", several.getAsDouble() >= 0.5 ? 1 : 0);
      else tally.note("rows without " + plural);
      if (near.isPresent() && several.isPresent())
        tally.note(
            (several.getAsDouble() >= 0.5 ? "plural" : "one answer")
                + (near.getAsDouble() > above ? ", indistinguishable" : ", different"));
      made.add(out);
    }
    return made;
  }

  @Override
  public Set<String> columns() {
    return new LinkedHashSet<>(List.of(cosine, plural));
  }
}
