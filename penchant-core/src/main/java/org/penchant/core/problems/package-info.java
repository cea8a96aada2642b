/**
 * Errors and warnings, collected and thrown once, and the exit codes. Imports nothing of Penchant.
 */
@NullMarked
package org.penchant.core.problems;

import org.jspecify.annotations.NullMarked;
