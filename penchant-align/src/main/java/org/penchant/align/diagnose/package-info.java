/**
 * Diagnoses by name: what can go wrong while a policy learns preferences, told from metrics. A new
 * diagnosis is one method of {@link org.penchant.align.diagnose.Diagnosis} with its rule in words.
 */
@NullMarked
package org.penchant.align.diagnose;

import org.jspecify.annotations.NullMarked;
