package org.penchant.app.basis;

import java.nio.file.Path;
import java.util.Optional;
import org.penchant.app.job.DataRows;
import org.penchant.rank.basis.BasisSettings;
import org.penchant.rank.basis.CategoryBootstrap;
import org.penchant.rank.basis.ReasonWriter;

/**
 * A basis to find.
 *
 * @param data comparisons
 * @param writer writes reasons and names; without one rows need a rationale, and categories are
 *     named by their medoids
 * @param encoder a model's folder; hashed words without
 * @param basis a basis found before, whose categories label these rows; one is found without
 * @param settings of the clustering
 * @param most categories, 21 in the paper
 * @param coverage that is enough; fewer categories are kept where they reach it
 * @param checked pairs the writer chooses on without being told the choice
 * @param rating by category, where models are named
 * @param out folder
 * @param resume whether reasons in the folder are used again
 */
public record BasisRequest(
    DataRows data,
    Optional<ReasonWriter> writer,
    Optional<Path> encoder,
    Optional<Path> basis,
    BasisSettings settings,
    int most,
    double coverage,
    int checked,
    CategoryBootstrap rating,
    Path out,
    boolean resume,
    long seed) {
  public BasisRequest {
    if (most < 1) throw new IllegalArgumentException("most = " + most + ", must be at least 1");
    if (!(coverage > 0 && coverage <= 1))
      throw new IllegalArgumentException("coverage = " + coverage + ", must be in (0, 1]");
    if (checked < 0)
      throw new IllegalArgumentException("checked = " + checked + ", must not be negative");
  }
}
