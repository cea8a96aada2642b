package org.penchant.data.ltr;

import java.util.List;
import java.util.Map;

/**
 * What a system retrieved for each query.
 *
 * @param tag the system's name
 * @param queries by id, in the order of the file; documents by score, highest first, equal scores
 *     in the order of the file
 */
public record TrecRun(String tag, Map<String, List<Retrieved>> queries) {}
