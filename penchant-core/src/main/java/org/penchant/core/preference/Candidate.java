package org.penchant.core.preference;

/**
 * Something that can be preferred: a response to a prompt, a model, a document, a trajectory.
 *
 * @param id how the data names it; empty when it has no name of its own
 * @param content what it consists of
 */
public record Candidate(String id, Content content) {
  public static Candidate response(Content content) {
    return new Candidate("", content);
  }
}
