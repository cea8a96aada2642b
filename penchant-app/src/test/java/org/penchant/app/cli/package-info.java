/** Tests of the verbs, through the command line. */
@NullMarked
package org.penchant.app.cli;

import org.jspecify.annotations.NullMarked;
