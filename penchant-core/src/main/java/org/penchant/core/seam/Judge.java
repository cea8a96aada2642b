package org.penchant.core.seam;

import java.util.List;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;

/** Anything that compares candidates: a person, a model, a rule, a simulated annotator. */
@FunctionalInterface
public interface Judge {
  Feedback judge(Content prompt, List<Candidate> candidates);
}
