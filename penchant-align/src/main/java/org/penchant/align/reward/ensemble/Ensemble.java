package org.penchant.align.reward.ensemble;

import java.util.List;
import org.penchant.core.explain.Explanation;
import org.penchant.core.preference.Content;
import org.penchant.core.seam.Scorer;

/** Reward models that score together; costs as much as all of them. */
public record Ensemble(List<Scorer> members, Pooling pooling) implements Scorer {
  public Ensemble {
    if (members.isEmpty()) throw new IllegalArgumentException("an ensemble needs members");
    members = List.copyOf(members);
  }

  @Override
  public double score(Content prompt, Content response) {
    return pooling.of(scores(prompt, response));
  }

  /** Every member's score. */
  public double[] scores(Content prompt, Content response) {
    return members.stream().mapToDouble(m -> m.score(prompt, response)).toArray();
  }

  /** The score with its members' and their disagreement. */
  public Explanation explain(Content prompt, Content response) {
    double[] scores = scores(prompt, response);
    var parts = new java.util.ArrayList<Explanation>();
    for (int i = 0; i < scores.length; i++)
      parts.add(Explanation.of("member " + (i + 1), scores[i], ""));
    parts.add(Explanation.of("disagreement", Pooling.sd(scores), "standard deviation"));
    return new Explanation("ensemble", pooling.of(scores), pooling.toString(), parts);
  }
}
