/**
 * What every way of ranking returns, and how orders are compared. Imports core. Ways of ranking
 * live in the packages beside it.
 */
@NullMarked
package org.penchant.rank.standing;

import org.jspecify.annotations.NullMarked;
