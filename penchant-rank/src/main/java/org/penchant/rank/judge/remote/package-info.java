/**
 * Judges behind an OpenAI-compatible HTTP endpoint. Imports core and judge. What is asked of them
 * is in {@link org.penchant.rank.judge.remote.PairPrompt} and {@link
 * org.penchant.rank.judge.remote.ScorePrompt}; a new wording is a new prompt, not a new class.
 */
@NullMarked
package org.penchant.rank.judge.remote;

import org.jspecify.annotations.NullMarked;
