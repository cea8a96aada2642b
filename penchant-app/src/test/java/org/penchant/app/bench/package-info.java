/** What rankings may cost, by JMH; not part of the usual tests. */
@NullMarked
package org.penchant.app.bench;

import org.jspecify.annotations.NullMarked;
