/**
 * What every method's loss and gradients must be on given rows, for other programs to check
 * themselves against. Imports the catalogue and the objectives; nothing imports it but the command
 * line and tests.
 */
@NullMarked
package org.penchant.papers.conformance;

import org.jspecify.annotations.NullMarked;
