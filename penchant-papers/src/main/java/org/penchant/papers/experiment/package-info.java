/**
 * Experiments: the protocols of claims that need more than a catalogued objective trained in the
 * log-linear world. Imports core, rank, world and align's packages. A new one is a record of {@link
 * org.penchant.papers.experiment.Experiment} that an entry's claim names; arms, metrics and
 * criteria stay data. log-linear world. Imports core, rank, eval, world and align's objective
 * package. A new one is a record of {@link org.penchant.papers.experiment.Experiment} that an
 * entry's claim names; arms, metrics and criteria stay data.
 */
@NullMarked
package org.penchant.papers.experiment;

import org.jspecify.annotations.NullMarked;
