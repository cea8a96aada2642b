/**
 * Matrices of pairwise probabilities that are incomplete and partly wrong: completed, cleaned and
 * read as rankings. Imports core and ojAlgo's singular values. A new way to tell wrong entries from
 * right ones is a record of {@link org.penchant.rank.matrix.Suspicion}.
 */
@NullMarked
package org.penchant.rank.matrix;

import org.jspecify.annotations.NullMarked;
