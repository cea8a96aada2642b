package org.penchant.eval.bench.rag;

/** What an answer grounded in documents must do. */
public enum Scenario {
  /** Join two documents. */
  HOP,
  /** Cite the document that says so. */
  CITE,
  /** Decline where no document answers. */
  ABSTAIN,
  /** Follow the majority of documents that contradict each other, and say so. */
  CONFLICT
}
