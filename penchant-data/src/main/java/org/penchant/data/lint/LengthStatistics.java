package org.penchant.data.lint;

/**
 * How long texts are, in Unicode code points.
 *
 * @param of which texts
 * @param count how many
 * @param p95 the 95th percentile, the smallest length that at least 95 in 100 do not exceed
 */
public record LengthStatistics(
    String of, long count, double mean, int least, int median, int p95, int most) {}
