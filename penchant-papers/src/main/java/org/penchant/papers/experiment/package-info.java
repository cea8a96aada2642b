/**
 * Experiments: the protocols of claims that are not policies trained in a world. Imports core, rank
 * and world. A new one is a record of {@link org.penchant.papers.experiment.Experiment} that an
 * entry's claim names; arms, metrics and criteria stay data.
 */
@NullMarked
package org.penchant.papers.experiment;

import org.jspecify.annotations.NullMarked;
