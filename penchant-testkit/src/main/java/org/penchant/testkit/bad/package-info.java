/**
 * Bad data files and what must be said of them. Small ones lie in penchant-data's test resources;
 * packed, deep and binary ones are made here. Add one to {@code expected.json} and, where it is
 * made, to {@link org.penchant.testkit.bad.BadData}. Imports nothing of Penchant.
 */
@NullMarked
package org.penchant.testkit.bad;

import org.jspecify.annotations.NullMarked;
