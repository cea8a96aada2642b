/** Named random streams; no other randomness exists. Imports nothing of Penchant. */
@NullMarked
package org.penchant.core.random;

import org.jspecify.annotations.NullMarked;
