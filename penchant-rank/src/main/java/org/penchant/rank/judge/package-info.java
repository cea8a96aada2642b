/**
 * Judges and how to trust them: who is asked, in which order, how often, and what is made of the
 * answers. Imports core, standing, rating. A new judge implements {@link
 * org.penchant.rank.judge.PairJudge} or {@link org.penchant.rank.judge.ScoreJudge}; a new
 * calibration is a record of {@link org.penchant.rank.judge.PositionCalibration}.
 */
@NullMarked
package org.penchant.rank.judge;

import org.jspecify.annotations.NullMarked;
