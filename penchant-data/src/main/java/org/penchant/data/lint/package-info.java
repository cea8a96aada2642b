/**
 * Looks for what is wrong with preference data before anybody trains on it: one small class per
 * check behind {@link org.penchant.data.lint.Check}. Imports core and {@code
 * org.penchant.data.read}. Add a check by writing the class and naming it in {@link
 * org.penchant.data.lint.Checks}; the contract test asks for rows that show it.
 */
@NullMarked
package org.penchant.data.lint;

import org.jspecify.annotations.NullMarked;
