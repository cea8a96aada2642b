package org.penchant.data.ltr;

/**
 * A document a system retrieved.
 *
 * @param rank as the file gives it; whether it starts with 0 or 1 is the system's choice
 */
public record Retrieved(String document, int rank, double score) {}
