/**
 * Files and JSON the way the house handles them: whole or not at all, strict, in a fixed order.
 * Imports problems.
 */
@NullMarked
package org.penchant.core.io;

import org.jspecify.annotations.NullMarked;
