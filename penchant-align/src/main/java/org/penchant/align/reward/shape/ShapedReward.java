package org.penchant.align.reward.shape;

/**
 * One answer's reward at each stage, so that a log's raw value is never the shaped one.
 *
 * @param raw the reward models', one for each property
 * @param penalised less the length penalty
 * @param shaped what is optimised
 */
public record ShapedReward(double[] raw, double[] penalised, double shaped) {}
