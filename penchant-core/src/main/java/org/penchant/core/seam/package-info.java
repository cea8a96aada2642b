/** What anything that talks stands behind: generators, scorers, judges. Imports preference. */
@NullMarked
package org.penchant.core.seam;

import org.jspecify.annotations.NullMarked;
