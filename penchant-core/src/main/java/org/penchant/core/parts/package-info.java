/**
 * Parts as data: records of sealed families read from and written to trees. Imports nothing of
 * Penchant. A new family needs nothing here.
 */
@NullMarked
package org.penchant.core.parts;

import org.jspecify.annotations.NullMarked;
