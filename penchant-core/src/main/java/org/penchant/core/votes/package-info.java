/**
 * What rankings are made from: votes on pairs, orders, and tables of scores, in memory and
 * independent of any file. Imports nothing of Penchant. Readers are in the data module.
 */
@NullMarked
package org.penchant.core.votes;

import org.jspecify.annotations.NullMarked;
