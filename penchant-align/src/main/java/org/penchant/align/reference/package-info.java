/**
 * Reference policies: where log pi_ref comes from and when it changes. A new kind is a new case of
 * {@link org.penchant.align.reference.ReferenceKind} and, if it runs a model, a {@link
 * org.penchant.align.reference.Reference}. Imports lm.
 */
@NullMarked
package org.penchant.align.reference;

import org.jspecify.annotations.NullMarked;
