/**
 * A small set of preference categories found among many reasons, and what it says of models and
 * groups: coverage, stability, profiles, ratings of each category (arXiv 2503.24150). Reasons come
 * from anything that writes, and as embeddings; who embeds them is not seen here. Imports core,
 * choice and rating.
 */
@NullMarked
package org.penchant.rank.basis;

import org.jspecify.annotations.NullMarked;
