/**
 * What judgements depend on: attributes of the two sides, weighed by Bayesian logistic regression
 * (arXiv 2402.11296) or rated as items of their own (arXiv 2305.14702). Imports core, rating and
 * judge.
 */
@NullMarked
package org.penchant.rank.judge.factor;

import org.jspecify.annotations.NullMarked;
