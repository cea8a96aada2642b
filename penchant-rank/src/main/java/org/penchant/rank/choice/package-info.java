/**
 * Models of choice: how likely an answer is, given the utilities of what was compared, and their
 * fit to votes and orders. Imports core and standing. A new model of a pair is a record of {@link
 * org.penchant.rank.choice.PairModel}; solver, errors, bootstrap and raters then serve it too.
 */
@NullMarked
package org.penchant.rank.choice;

import org.jspecify.annotations.NullMarked;
