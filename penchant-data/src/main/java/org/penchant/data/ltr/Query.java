package org.penchant.data.ltr;

import java.util.List;

/**
 * A query with its documents.
 *
 * @param id as in the file; the 0-based place where a file of group sizes names none
 */
public record Query(String id, List<Document> documents) {
  public Query {
    documents = List.copyOf(documents);
  }
}
