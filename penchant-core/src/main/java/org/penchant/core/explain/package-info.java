/** Numbers that give their reasons. Imports nothing of Penchant. */
@NullMarked
package org.penchant.core.explain;

import org.jspecify.annotations.NullMarked;
