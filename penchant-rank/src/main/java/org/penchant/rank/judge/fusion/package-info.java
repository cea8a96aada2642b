/**
 * Several orders of the same items made one: by points, by scores, by a walk, by their Kemeny
 * centre. Imports core, standing, rating and judge. A new rule is a record of {@link
 * org.penchant.rank.judge.fusion.RankFusion}.
 */
@NullMarked
package org.penchant.rank.judge.fusion;

import org.jspecify.annotations.NullMarked;
