/** The command line's entry and wiring. */
@NullMarked
package org.penchant.app;

import org.jspecify.annotations.NullMarked;
