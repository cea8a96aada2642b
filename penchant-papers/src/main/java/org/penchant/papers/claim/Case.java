package org.penchant.papers.claim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A case of a claim: the values of its variables. */
record Case(String name, Map<String, JsonNode> values) {
  static Case of(Map<String, JsonNode> values) {
    return new Case(Cases.name(values), values);
  }
}
