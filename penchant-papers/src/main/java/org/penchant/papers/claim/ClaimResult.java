package org.penchant.papers.claim;

import java.util.List;

/**
 * A claim re-run.
 *
 * @param id of the entry
 * @param title of the paper
 * @param seeds how many were run
 */
public record ClaimResult(
    String id,
    String title,
    Claim claim,
    int seeds,
    Table table,
    List<Finding> findings,
    Verdict verdict) {}
