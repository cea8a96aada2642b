/**
 * Worlds: small settings whose truth is known, so that a method's result can be held against it.
 * {@link org.penchant.papers.world.LogLinearWorld} is a tabular softmax policy over candidates with
 * features; {@link org.penchant.papers.world.ToyGrammarWorld} makes readable sentences of known
 * utility; {@link org.penchant.papers.world.SimulatedAnnotator} labels with stated bias and noise;
 * {@link org.penchant.papers.world.ConstraintWorld} and {@link org.penchant.papers.world.TokenBags}
 * make answers to constraints and bags of tokens; {@link org.penchant.papers.world.StepTrees} makes
 * trajectories of steps. {@link org.penchant.papers.world.Descent} trains in plain arrays, with
 * {@link org.penchant.papers.world.Differences} for what is linear in features, {@link
 * org.penchant.papers.world.TanhNetwork} and {@link org.penchant.papers.world.DeepTanh} for what is
 * not, and {@link org.penchant.papers.world.RankedLists} and {@link
 * org.penchant.papers.world.StepSides} for losses of lists and of two sides; {@link
 * org.penchant.papers.world.TinyDecoder} writes and scores texts such as {@link
 * org.penchant.papers.world.SumQuestions}. Imports core, torch and align's objective, lm and
 * reward.tool packages. To add a world: a settings record that {@code Codec} can read, and a {@code
 * draw(Seeds)} whose every number comes from a named stream.
 */
@NullMarked
package org.penchant.papers.world;

import org.jspecify.annotations.NullMarked;
