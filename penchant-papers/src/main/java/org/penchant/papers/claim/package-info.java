/**
 * Claims: what each paper says, re-run in a world. A {@link org.penchant.papers.claim.Claim} is
 * data under the {@code claim} key of a catalogue entry; {@link
 * org.penchant.papers.claim.ClaimRunner} turns it into a table of seeds x arms x metrics and {@link
 * org.penchant.papers.claim.Verdict} into a judgement by rule. To add a claim, write its settings;
 * a class is due only where a new metric, a new rule or a new {@link
 * org.penchant.papers.claim.Protocol} is. Imports catalogue and world, eval's metrics, align's
 * objective package, torch and core.
 */
@NullMarked
package org.penchant.papers.claim;

import org.jspecify.annotations.NullMarked;
