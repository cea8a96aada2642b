/**
 * Orders of items: PrefLib files and plain lists. Imports core and {@code org.penchant.data.read}.
 * Add a format by a class with a {@code read} that reports every mistake and gives {@link
 * org.penchant.data.ballots.ReadBallots}.
 */
@NullMarked
package org.penchant.data.ballots;

import org.jspecify.annotations.NullMarked;
