/**
 * The jobs of {@code penchant reward}: embedding, training, scoring, calibrating and evaluating
 * reward models.
 *
 * <p>May import {@code org.penchant.app.job} and all modules below; not the command line.
 */
@NullMarked
package org.penchant.app.reward;

import org.jspecify.annotations.NullMarked;
