/** Tests of the package of the same name. */
@NullMarked
package org.penchant.data.table;

import org.jspecify.annotations.NullMarked;
