/** Tests of the package of the same name. */
@NullMarked
package org.penchant.data.ltr;

import org.jspecify.annotations.NullMarked;
